/// Shows that the newer of two trees begins with all leaves of the older: hashes that lead to both roots, RFC 6962
/// section 2.1.2.
///
/// Shape: at most 65 hashes; none where the older tree is empty or as large as the newer.
public struct ConsistencyProof: Sendable, Hashable {
    public let oldSize: TreeSize
    public let newSize: TreeSize
    public let path: [NodeHash]

    /// A proof from elsewhere, to be verified.
    public init(oldSize: TreeSize, newSize: TreeSize, path: [NodeHash]) {
        self.oldSize = oldSize
        self.newSize = newSize
        self.path = path
    }

    /// The proof for the first `oldSize` and the first `newSize` leaves of the tree that `source` knows.
    /// `oldSize` may not be larger.
    ///
    /// Cost: at most 65 hashes of subtrees, which cover every leaf of the newer tree; below block height they lie
    /// in at most two blocks, the one where the older tree ends and the last if it is partial.
    public init<Source: SubtreeSource>(
        from oldSize: TreeSize, to newSize: TreeSize, from source: inout Source
    ) throws(Source.Failure) {
        precondition(oldSize <= newSize, "a tree does not shrink")
        var path: [NodeHash] = []
        if oldSize != 0 {
            var start: UInt64 = 0
            var end = newSize.rawValue
            while end != oldSize.rawValue {
                let middle = start + PerfectSubtree.split(of: end - start)
                if oldSize.rawValue <= middle {
                    path.append(try source.hash(from: middle, to: end))
                    end = middle
                } else {
                    path.append(try source.hash(from: start, to: middle))
                    start = middle
                }
            }
            // Without a step to the right, what is left is the whole older tree, whose root the verifier has.
            if start != 0 { path.append(try source.hash(from: start, to: end)) }
        }
        self.init(oldSize: oldSize, newSize: newSize, path: path.reversed())
    }

    /// Checks that the tree of `newRoot` begins with the leaves of the tree of `oldRoot`, by RFC 9162 section
    /// 2.1.4.2. Sizes are taken from checkpoints, together with the roots.
    ///
    /// Trees of one size are consistent if their roots are equal; every tree begins with the empty one.
    /// Cost: at most two node hashes a level.
    public func verify(oldRoot: NodeHash, newRoot: NodeHash) throws(MerkleError) {
        guard oldSize <= newSize else { throw .sizesOutOfOrder(old: oldSize, new: newSize) }
        if oldSize == 0 || oldSize == newSize {
            guard path.isEmpty else { throw .pathTooLong }
            guard oldSize != 0 || oldRoot == .emptyTree else { throw .oldRootMismatch }
            guard newSize != 0 || newRoot == .emptyTree else { throw .newRootMismatch }
            guard oldSize != newSize || oldRoot == newRoot else { throw .newRootMismatch }
            return
        }
        let roots = try self.roots(oldRoot: oldRoot)
        guard roots.old == oldRoot else { throw .oldRootMismatch }
        guard roots.new == newRoot else { throw .newRootMismatch }
    }

    /// The two roots that the path leads to, for `0 < oldSize < newSize`.
    private func roots(oldRoot: NodeHash) throws(MerkleError) -> (old: NodeHash, new: NodeHash) {
        guard path.count <= MerkleLimits.consistencyPathCountMax else { throw .pathTooLong }
        guard let first = path.first else { throw .pathTooShort }
        // Where the older tree ends on a level of the newer, and where the newer ends.
        var position = oldSize.rawValue - 1
        var last = newSize.rawValue - 1
        while position & 1 == 1 {
            position >>= 1
            last >>= 1
        }
        // An older tree that is perfect is a node of the newer, and the path leaves it out.
        let oldIsPerfect = oldSize.rawValue.nonzeroBitCount == 1
        var old = oldIsPerfect ? oldRoot : first
        var new = old
        for hash in path.dropFirst(oldIsPerfect ? 0 : 1) {
            guard last != 0 else { throw .pathTooLong }
            if position & 1 == 1 || position == last {
                old = .node(hash, old)
                new = .node(hash, new)
                while position & 1 == 0 && position != 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                new = .node(new, hash)
            }
            position >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .pathTooShort }
        return (old, new)
    }
}
