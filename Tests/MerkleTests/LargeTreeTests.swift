import Merkle
import Seeds
import Testing

/// A log as the module sees it: leaf hashes that can be computed again, stored block roots, and a count of what
/// was asked for.
private struct RecordedBlocks: LeafBlockSource {
    let leaves: [NodeHash]
    let blockRoots: [NodeHash]
    var blocksRead: [UInt64] = []
    var rootsRead: [UInt64] = []

    mutating func root(of block: LeafBlock) -> NodeHash {
        rootsRead.append(block.ordinal)
        return blockRoots[Int(block.ordinal)]
    }

    mutating func leafHashes(of wanted: Range<LeafIndex>) -> [NodeHash] {
        blocksRead.append(wanted.lowerBound.rawValue / LeafBlock.leafCount)
        return Array(leaves[Int(wanted.lowerBound.rawValue)..<Int(wanted.upperBound.rawValue)])
    }
}

@Suite("Blocks and large trees")
struct LargeTreeTests {
    static let leafCount = 5 * 4_096 + 1_234

    static let leaves: [NodeHash] = (0..<leafCount).map { .leaf([UInt8]("record \($0)".utf8)) }

    static let (blockRoots, frontier): ([NodeHash], Frontier) = {
        var hasher = BlockHasher()
        let roots = leaves.compactMap { hasher.append(leaf: $0)?.root }
        return (roots, hasher.frontier)
    }()

    private static func source(size: Int) -> BlockSubtrees<RecordedBlocks> {
        BlockSubtrees(RecordedBlocks(leaves: leaves, blockRoots: blockRoots), size: TreeSize(size))
    }

    /// The root of a part of the tree that is a tree of its own, without blocks.
    private static func root(_ range: Range<Int>) -> NodeHash {
        var frontier = Frontier()
        for leaf in leaves[range] { frontier.append(leaf: leaf) }
        return frontier.root()
    }

    @Test("Each block's root comes when the block completes, and is the root of its 4,096 leaves")
    func blockRoots() {
        #expect(Self.blockRoots.count == 5)
        for (ordinal, root) in Self.blockRoots.enumerated() {
            #expect(root == Self.root(ordinal * 4_096..<(ordinal + 1) * 4_096))
        }
        #expect(Self.frontier.root() == Self.root(0..<Self.leafCount))
    }

    @Test("Resumed from any frontier, also within a block, hashing gives the same blocks and the same frontier")
    func resumed() throws {
        var frontier = Frontier()
        var random = SplitMix64(seed: 4)
        var stops = Set((0..<12).map { _ in Int.random(in: 0...Self.leafCount, using: &random) })
        stops.formUnion([0, 1, 4_095, 4_096, 4_097, 8_191, 8_192, 20_479, 20_480, Self.leafCount])
        for position in 0...Self.leafCount {
            if stops.contains(position) {
                var hasher = BlockHasher(from: try Frontier(decoding: frontier.encoded.span.bytes))
                let completed = Self.leaves[position...].compactMap { hasher.append(leaf: $0) }
                #expect(completed.map(\.root) == Array(Self.blockRoots[(position / 4_096)...]), "from \(position)")
                #expect(completed.map(\.block.ordinal) == (UInt64(position / 4_096)..<5).map { $0 })
                #expect(hasher.frontier == Self.frontier, "from \(position)")
            }
            if position < Self.leafCount { frontier.append(leaf: Self.leaves[position]) }
        }
    }

    @Test("Records and their hashes give the same tree")
    func records() {
        var hasher = BlockHasher()
        for index in 0..<4_095 {
            let record = [UInt8]("record \(index)".utf8)
            #expect(hasher.append(record.span.bytes) == nil)
        }
        let record = [UInt8]("record 4095".utf8)
        #expect(hasher.append(record.span.bytes)?.root == Self.blockRoots[0])
    }

    @Test("An inclusion proof reads at most two blocks, each root at most once, and verifies")
    func inclusion() throws {
        let seed: UInt64 = 5
        var random = SplitMix64(seed: seed)
        for size in [1, 4_095, 4_096, 4_097, 8_192, 12_289, 16_384, 20_480, Self.leafCount] {
            let root = Self.root(0..<size)
            let indices = (0..<20).map { _ in Int.random(in: 0..<size, using: &random) } + [0, size - 1, size / 2]
            for index in indices {
                var source = Self.source(size: size)
                let proof = InclusionProof(of: LeafIndex(index), in: TreeSize(size), from: &source)
                try proof.verify(leaf: Self.leaves[index], root: root)
                let read = source.blocks.blocksRead
                #expect(Set(read).count == read.count && read.count <= 2, "\(index) in \(size), seed \(seed)")
                let allowed = Set([index / 4_096, size / 4_096].map(UInt64.init))
                #expect(allowed.isSuperset(of: read), "\(index) in \(size), seed \(seed)")
                #expect(Set(source.blocks.rootsRead).count == source.blocks.rootsRead.count)
            }
        }
    }

    @Test("A consistency proof reads at most two blocks, each root at most once, and verifies")
    func consistency() throws {
        let seed: UInt64 = 6
        var random = SplitMix64(seed: seed)
        var pairs = [(4_096, 8_192), (4_096, 8_193), (1, Self.leafCount), (20_480, Self.leafCount), (8_191, 8_192)]
        for _ in 0..<60 {
            let new = Int.random(in: 1...Self.leafCount, using: &random)
            pairs.append((Int.random(in: 1...new, using: &random), new))
        }
        for (old, new) in pairs {
            var source = Self.source(size: new)
            let proof = ConsistencyProof(from: TreeSize(old), to: TreeSize(new), from: &source)
            try proof.verify(oldRoot: Self.root(0..<old), newRoot: Self.root(0..<new))
            let read = source.blocks.blocksRead
            #expect(Set(read).count == read.count && read.count <= 2, "\(old) to \(new), seed \(seed)")
            #expect(Set(source.blocks.rootsRead).count == source.blocks.rootsRead.count)
            // A log that has only its blocks finds an older root the same way.
            var older = Self.source(size: old)
            #expect(Frontier(size: TreeSize(old), from: &older).root() == Self.root(0..<old))
            #expect(older.blocks.blocksRead.count <= 1)
        }
    }
}

/// A tree whose leaves are all the same, so that its subtrees of one height are too: trees of any size in no space.
private struct UniformTree: SubtreeSource {
    private let roots: [NodeHash]

    init() {
        var roots = [NodeHash.leaf([0x2a])]
        while roots.count < 64 { roots.append(.node(roots[roots.count - 1], roots[roots.count - 1])) }
        self.roots = roots
    }

    mutating func root(of subtree: PerfectSubtree) -> NodeHash { roots[subtree.height] }
}

@Suite("Trees at the limit of counting")
struct HugeTreeTests {
    static let sizes: [UInt64] = [1 << 32, 1 << 63 - 1, 1 << 63, 1 << 63 + 1, .max - 1, .max]

    @Test("Proofs in trees of up to 2⁶⁴ − 1 leaves are made and verify, within the limits", arguments: sizes)
    func proofs(size: UInt64) throws {
        var tree = UniformTree()
        let root = Frontier(size: TreeSize(size), from: &tree).root()
        for index in [0, 1, size / 2, size - 2, size - 1] {
            let proof = InclusionProof(of: LeafIndex(index), in: TreeSize(size), from: &tree)
            #expect(proof.path.count <= MerkleLimits.inclusionPathCountMax)
            try proof.verify(leaf: .leaf([0x2a]), root: root)
            let older = TreeSize(index + 1)
            let oldRoot = Frontier(size: older, from: &tree).root()
            let extended = ConsistencyProof(from: older, to: TreeSize(size), from: &tree)
            #expect(extended.path.count <= MerkleLimits.consistencyPathCountMax)
            try extended.verify(oldRoot: oldRoot, newRoot: root)
        }
    }

    @Test("Numbers and paths made up at random are refused, and never trap")
    func garbage() {
        let seed: UInt64 = 7
        var random = SplitMix64(seed: seed)
        func number() -> UInt64 {
            let wide = random.next() >> UInt64.random(in: 0..<64, using: &random)
            return Bool.random(using: &random) ? wide : .max - wide
        }
        for round in 0..<20_000 {
            let path = (0..<Int.random(in: 0...70, using: &random)).map { NodeHash.leaf([UInt8($0)]) }
            let (first, second) = (number(), number())
            let hash = random.hash()
            let inclusion = InclusionProof(index: LeafIndex(first), size: TreeSize(second), path: path)
            #expect(throws: MerkleError.self, "round \(round) of seed \(seed)") {
                try inclusion.verify(leaf: hash, root: .emptyTree)
            }
            let consistency = ConsistencyProof(oldSize: TreeSize(first), newSize: TreeSize(second), path: path)
            #expect(throws: MerkleError.self, "round \(round) of seed \(seed)") {
                try consistency.verify(oldRoot: hash, newRoot: .emptyTree)
            }
        }
    }
}
