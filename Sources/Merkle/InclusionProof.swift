/// Shows that a leaf is at its index in the tree of a root: the hashes beside its way up, RFC 6962 section 2.1.1.
///
/// Shape: from the leaf's sibling to the child of the root, as many hashes as there are levels, at most 64.
public struct InclusionProof: Sendable, Hashable {
    public let index: LeafIndex
    public let size: TreeSize
    public let path: [NodeHash]

    /// A proof from elsewhere, to be verified.
    public init(index: LeafIndex, size: TreeSize, path: [NodeHash]) {
        self.index = index
        self.size = size
        self.path = path
    }

    /// The proof for the leaf at `index` in the tree of `size` leaves that `source` knows. The index has to be
    /// within the tree.
    ///
    /// Cost: at most 64 subtrees, which cover every leaf but this one; below block height they lie in at most two
    /// blocks, the leaf's own and the last if it is partial.
    public init<Source: SubtreeSource>(
        of index: LeafIndex, in size: TreeSize, from source: inout Source
    ) throws(Source.Failure) {
        precondition(index.rawValue < size.rawValue, "no leaf at this index")
        var path: [NodeHash] = []
        var start: UInt64 = 0
        var end = size.rawValue
        while end - start > 1 {
            let middle = start + PerfectSubtree.split(of: end - start)
            if index.rawValue < middle {
                path.append(try source.hash(from: middle, to: end))
                end = middle
            } else {
                path.append(try source.hash(from: start, to: middle))
                start = middle
            }
        }
        self.init(index: index, size: size, path: path.reversed())
    }

    /// Checks that the tree with this root and the proof's size has `leaf` at the proof's index.
    ///
    /// The size is taken from a checkpoint, together with the root: a root alone does not tell its tree's size.
    /// Cost: one node hash a level.
    public func verify(leaf: NodeHash, root: NodeHash) throws(MerkleError) {
        guard try self.root(over: leaf) == root else { throw .inclusionRootMismatch }
    }

    /// The root that the path leads to from `leaf`, by RFC 9162 section 2.1.3.2.
    func root(over leaf: NodeHash) throws(MerkleError) -> NodeHash {
        guard index.rawValue < size.rawValue else { throw .indexOutsideTree(index, size) }
        guard path.count <= MerkleLimits.inclusionPathCountMax else { throw .pathTooLong }
        // Where the way up is on its level, and where the level ends.
        var position = index.rawValue
        var last = size.rawValue - 1
        var root = leaf
        for sibling in path {
            guard last != 0 else { throw .pathTooLong }
            if position & 1 == 1 || position == last {
                root = .node(sibling, root)
                // A last node without a right sibling rises until it is itself one.
                while position & 1 == 0 && position != 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                root = .node(root, sibling)
            }
            position >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .pathTooShort }
        return root
    }
}
