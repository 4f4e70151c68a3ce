/// The compact range of a tree: its size and the roots of its perfect subtrees, from left to right. It is all that
/// is needed to go on hashing a log, and to know its root.
///
/// Shape: one root for each bit set in the size, the tallest first; at most 64 roots, 2,057 bytes encoded.
public struct Frontier: Sendable, Hashable {
    public private(set) var size: TreeSize

    /// As many as bits are set in `size`, tallest first.
    public private(set) var roots: [NodeHash]

    /// The frontier of the empty tree.
    public init() {
        size = 0
        roots = []
    }

    init(size: TreeSize, roots: [NodeHash]) {
        precondition(roots.count == size.rawValue.nonzeroBitCount, "a frontier without the shape of its size")
        self.size = size
        self.roots = roots
    }

    /// The frontier of the first `size` leaves of a tree, from what `source` knows of it: one root for each bit set
    /// in `size`. Those below block height lie in one block.
    public init<Source: SubtreeSource>(
        size: TreeSize, from source: inout Source
    ) throws(Source.Failure) {
        var roots: [NodeHash] = []
        for subtree in PerfectSubtree.covering(from: 0, to: size.rawValue) {
            roots.append(try source.root(of: subtree))
        }
        self.init(size: size, roots: roots)
    }

    /// Appends a leaf by its hash. One node hash on average, at most 64.
    public mutating func append(leaf: NodeHash) { appendSubtree(root: leaf, height: 0) }

    /// Appends 2ʰ leaves at once by the root of their subtree. The size has to be a multiple of 2ʰ.
    public mutating func appendSubtree(root: NodeHash, height: Int) {
        precondition(height >= 0 && height < UInt64.bitWidth, "a height outside any tree")
        precondition(size.rawValue.trailingZeroBitCount >= height, "a subtree that does not begin where it must")
        let added: UInt64 = 1 << UInt64(height)
        let (grown, overflow) = size.rawValue.addingReportingOverflow(added)
        precondition(!overflow, "a tree of more leaves than can be counted")
        // The subtrees to merge with are the ones bits right above `height`: a binary counter's carry.
        let merges = (~(size.rawValue >> UInt64(height))).trailingZeroBitCount
        roots.append(merged(root, count: merges))
        size = TreeSize(grown)
    }

    /// Takes the last `count` roots off, the lowest first, each as the left neighbour of what is there so far.
    private mutating func merged(_ root: NodeHash, count: Int) -> NodeHash {
        var root = root
        for _ in 0..<count { root = .node(roots.removeLast(), root) }
        return root
    }

    /// Appends the leaf that completes an aligned subtree of 2ʰ leaves.
    /// - Returns: the root of that subtree.
    mutating func append(leaf: NodeHash, completingHeight height: Int) -> NodeHash {
        let mask: UInt64 = (1 << UInt64(height)) - 1
        precondition(size.rawValue & mask == mask, "the leaf completes no subtree of this height")
        let root = merged(leaf, count: height)
        size = TreeSize(size.rawValue & ~mask)
        appendSubtree(root: root, height: height)
        return root
    }

    /// The root of the tree, MTH of RFC 6962 section 2.1. One node hash fewer than there are roots.
    public func root() -> NodeHash {
        guard var root = roots.last else { return .emptyTree }
        for left in roots.dropLast().reversed() { root = .node(left, root) }
        return root
    }
}
