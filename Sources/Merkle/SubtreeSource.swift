/// What proofs are made from: whoever can tell the root of any perfect subtree of a tree.
public protocol SubtreeSource<Failure> {
    associatedtype Failure: Error

    /// The root of a subtree that lies wholly within the tree.
    mutating func root(of subtree: PerfectSubtree) throws(Failure) -> NodeHash
}

extension SubtreeSource {
    /// The hash of the leaves `start..<end`, where RFC 6962 splits the tree there.
    mutating func hash(from start: UInt64, to end: UInt64) throws(Failure) -> NodeHash {
        var roots: [NodeHash] = []
        for subtree in PerfectSubtree.covering(from: start, to: end) { roots.append(try root(of: subtree)) }
        guard var hash = roots.last else { preconditionFailure("no part of a tree is empty") }
        for left in roots.dropLast().reversed() { hash = .node(left, hash) }
        return hash
    }
}

/// What a log stores and can compute again: a root for each complete block, and the leaf hashes of one block.
public protocol LeafBlockSource<Failure> {
    associatedtype Failure: Error

    /// The root of a complete block, as ``BlockHasher`` gave it.
    mutating func root(of block: LeafBlock) throws(Failure) -> NodeHash

    /// The hashes of these leaves, all of one block, in order. Called for whole blocks, or for the part of the
    /// last one that the tree covers: at most 4,096 records to read.
    mutating func leafHashes(of leaves: Range<LeafIndex>) throws(Failure) -> [NodeHash]
}

/// The subtrees of a tree of `size` leaves out of its blocks: from height 12 on out of the stored roots, below it
/// by hashing the records of a block.
///
/// Cost of a proof: the leaf hashes of at most two blocks (the leaf's, or the one where the older tree ends; and
/// the last, if it is partial), kept from one question to the next; each stored root at most once, which for 100
/// million records is 24,414 roots and 5 ms of hashing.
public struct BlockSubtrees<Blocks: LeafBlockSource>: SubtreeSource {
    public private(set) var blocks: Blocks
    public let size: TreeSize

    // No proof reads more than two blocks.
    private var recent: [(block: LeafBlock, leaves: [NodeHash])] = []
    private static var recentCountMax: Int { 2 }

    public init(_ blocks: Blocks, size: TreeSize) {
        self.blocks = blocks
        self.size = size
    }

    public mutating func root(of subtree: PerfectSubtree) throws(Blocks.Failure) -> NodeHash {
        precondition(subtree.leaves.upperBound.rawValue <= size.rawValue, "a subtree outside the tree")
        var frontier = Frontier()
        if subtree.height >= LeafBlock.height {
            let first = subtree.leaves.lowerBound.rawValue / LeafBlock.leafCount
            for ordinal in first..<first + subtree.leafCount / LeafBlock.leafCount {
                frontier.append(leaf: try blocks.root(of: LeafBlock(ordinal: ordinal)))
            }
        } else {
            let leaves = try leafHashes(of: LeafBlock(containing: subtree.leaves.lowerBound))
            let first = Int(subtree.leaves.lowerBound.rawValue % LeafBlock.leafCount)
            for leaf in leaves[first..<first + Int(subtree.leafCount)] { frontier.append(leaf: leaf) }
        }
        return frontier.root()
    }

    private mutating func leafHashes(of block: LeafBlock) throws(Blocks.Failure) -> [NodeHash] {
        if let known = recent.first(where: { $0.block == block }) { return known.leaves }
        let wanted = block.leaves(in: size)
        let leaves = try blocks.leafHashes(of: wanted)
        precondition(
            leaves.count == Int(wanted.upperBound.rawValue - wanted.lowerBound.rawValue),
            "a block with another number of leaves than it was asked for")
        if recent.count == Self.recentCountMax { recent.removeFirst() }
        recent.append((block, leaves))
        return leaves
    }
}
