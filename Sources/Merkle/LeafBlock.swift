/// 4,096 leaves that begin at a multiple of 4,096. A log stores one root for each complete block, 0.008 bytes a
/// record, and computes the leaf hashes of a block again when a proof wants them.
public struct LeafBlock: Sendable, Hashable {
    public static let height = 12
    public static let leafCount: UInt64 = 1 << UInt64(height)

    /// How many blocks come before it.
    public let ordinal: UInt64

    public init(ordinal: UInt64) {
        precondition(ordinal < UInt64.max / LeafBlock.leafCount + 1, "a block past the last leaf")
        self.ordinal = ordinal
    }

    public init(containing index: LeafIndex) { ordinal = index.rawValue / LeafBlock.leafCount }

    /// Its leaves within a tree of `size`: fewer than 4,096 where the tree ends in the block, none behind the end.
    public func leaves(in size: TreeSize) -> Range<LeafIndex> {
        let first = min(ordinal * LeafBlock.leafCount, size.rawValue)
        let count = min(LeafBlock.leafCount, size.rawValue - first)
        return LeafIndex(first)..<LeafIndex(first + count)
    }
}

/// Hashes a log's records in their order, from any frontier on, and gives the root of each block as it completes.
///
/// Cost: a leaf hash and, on average, a node hash a record, about 0.4 µs for 125 bytes; one allocation each, made
/// and freed inside swift-crypto.
public struct BlockHasher: Sendable {
    public private(set) var frontier: Frontier

    /// Goes on where `frontier` ends, which may be in the middle of a block.
    public init(from frontier: Frontier = Frontier()) { self.frontier = frontier }

    /// A block and its root, the hash at height 12.
    public struct Completed: Sendable, Hashable {
        public let block: LeafBlock
        public let root: NodeHash
    }

    /// Appends a record: the bytes that its leaf stands for.
    /// - Returns: the block that it completes, if it does.
    public mutating func append(_ record: RawSpan) -> Completed? { append(leaf: .leaf(record)) }

    /// Appends a leaf by its hash.
    /// - Returns: the block that it completes, if it does.
    public mutating func append(leaf: NodeHash) -> Completed? {
        let size = frontier.size.rawValue
        guard size % LeafBlock.leafCount == LeafBlock.leafCount - 1 else {
            frontier.append(leaf: leaf)
            return nil
        }
        let root = frontier.append(leaf: leaf, completingHeight: LeafBlock.height)
        return Completed(block: LeafBlock(ordinal: size / LeafBlock.leafCount), root: root)
    }
}
