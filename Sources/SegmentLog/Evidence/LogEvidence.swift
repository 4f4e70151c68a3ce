internal import Bytes
public import CommitLog
public import Merkle
internal import Storage

/// The Merkle tree of a log as a reader sees it: roots at any size, and proofs.
///
/// Leaf hashes are not stored. Roots of blocks of 4,096 leaves lie in the footers of sealed segments; the rest is
/// computed from the records. One block at most is hashed for each end of a proof, besides what is not sealed yet.
public struct LogEvidence: Sendable {
    private let reader: SegmentLogReader

    /// - Throws: ``LogError/noEvidence`` if the log was made to keep none.
    public init(_ reader: SegmentLogReader) throws(LogError) {
        guard !reader.source.manifest.requiredFeatures.contains(.noEvidence) else { throw .noEvidence }
        self.reader = reader
    }

    /// The last record that a tree can cover now.
    public var durable: SequenceNumber { reader.durable }

    /// The tree over the records 1 to `sequence`. Cost: from the last footer before it, all records are hashed.
    public func frontier(through sequence: SequenceNumber) throws(LogError) -> Frontier {
        guard sequence <= reader.durable else { throw .beyondEnd(asked: sequence, end: reader.durable) }
        var hasher = BlockHasher()
        let manifest = reader.source.manifest
        if let segment = manifest.sealed.last(where: { $0.last <= sequence }) {
            hasher = BlockHasher(from: try footer(segment, manifest).tree.frontier)
        }
        let start = SequenceNumber(hasher.frontier.size.rawValue).next
        guard start <= sequence else { return hasher.frontier }
        try forEachRecord(from: start, through: sequence) { _ = hasher.append($0) }
        return hasher.frontier
    }

    /// That a record is in the tree over the records 1 to `size`, and the bytes that its leaf stands for.
    public func inclusion(
        of sequence: SequenceNumber, in size: SequenceNumber
    ) throws(LogError) -> (proof: InclusionProof, leaf: [UInt8]) {
        guard size <= reader.durable else { throw .beyondEnd(asked: size, end: reader.durable) }
        guard sequence >= .first, sequence <= size else { throw .beyondEnd(asked: sequence, end: size) }
        var leaf: [UInt8] = []
        try forEachRecord(from: sequence, through: sequence) { leaf = $0.array }
        let treeSize = TreeSize(size.value)
        var source = BlockSubtrees(Blocks(evidence: self), size: treeSize)
        let proof = try InclusionProof(of: LeafIndex(sequence.value - 1), in: treeSize, from: &source)
        return (proof, leaf)
    }

    /// That the tree over the records 1 to `new` extends the one over 1 to `old`.
    public func consistency(
        from old: SequenceNumber, to new: SequenceNumber
    ) throws(LogError) -> ConsistencyProof {
        guard new <= reader.durable else { throw .beyondEnd(asked: new, end: reader.durable) }
        guard old <= new else { throw .beyondEnd(asked: old, end: new) }
        var source = BlockSubtrees(Blocks(evidence: self), size: TreeSize(new.value))
        return try ConsistencyProof(from: TreeSize(old.value), to: TreeSize(new.value), from: &source)
    }

    private func footer(_ segment: SealedSegment, _ manifest: Manifest) throws(LogError) -> Footer {
        let source = reader.source
        return try SealedSegmentReader.footer(
            of: segment, in: source.directory, manifest: manifest, keys: source.keys)
    }

    private func forEachRecord(
        from first: SequenceNumber, through last: SequenceNumber, _ body: (RawSpan) -> Void
    ) throws(LogError) {
        let cursor = reader.read(from: first, to: last)
        do throws(CommitLogError) {
            while let chunk = try cursor.nextChunk() { chunk.forEach { body($0.encoded) } }
        } catch { throw .log(error) }
    }

    /// Block roots out of footers, read once each, and leaf hashes out of records.
    private struct Blocks: LeafBlockSource {
        let evidence: LogEvidence
        private var stored: (first: UInt64, roots: [NodeHash]) = (0, [])

        init(evidence: LogEvidence) { self.evidence = evidence }

        mutating func root(of block: LeafBlock) throws(LogError) -> NodeHash {
            if let root = stored(block) { return root }
            let leaves = block.leaves(in: TreeSize(UInt64.max >> 1))
            let manifest = evidence.reader.source.manifest
            if let segment = manifest.segment(of: SequenceNumber(leaves.upperBound.rawValue)) {
                let tree = try evidence.footer(segment, manifest).tree
                stored = (tree.firstBlock, tree.blocks)
                if let root = stored(block) { return root }
            }
            var frontier = Frontier()
            for leaf in try leafHashes(of: leaves) { frontier.append(leaf: leaf) }
            return frontier.root()
        }

        private func stored(_ block: LeafBlock) -> NodeHash? {
            guard block.ordinal >= stored.first, block.ordinal - stored.first < UInt64(stored.roots.count) else {
                return nil
            }
            return stored.roots[Int(block.ordinal - stored.first)]
        }

        mutating func leafHashes(of leaves: Range<LeafIndex>) throws(LogError) -> [NodeHash] {
            var hashes: [NodeHash] = []
            let first = SequenceNumber(leaves.lowerBound.rawValue + 1)
            try evidence.forEachRecord(from: first, through: SequenceNumber(leaves.upperBound.rawValue)) {
                hashes.append(.leaf($0))
            }
            return hashes
        }
    }
}
