package import CommitLog
package import Merkle

/// The Merkle tree of the log as far as hashing has come, and what footers and marks will say of it.
///
/// Fed with every record once, in order. Owned by one thread at a time.
package struct TreeKeeper: Sendable {
    private var hasher: BlockHasher
    /// Hashing will not go on: the log is closed or has halted.
    package var hasEnded = false
    /// How far hashing should come. The hasher sleeps until it is asked: woken for every frame, waking it costs as
    /// much as what it does.
    package private(set) var wanted = SequenceNumber.zero
    /// Appended since hashing was last asked for.
    private var bytesWaiting = 0
    /// The blocks completed since the current segment began, and the first one's index.
    private var blocks: [NodeHash] = []
    private var firstBlock: UInt64
    /// The blocks completed since the last mark.
    private var blocksMarked = 0
    private var sizeMarked: UInt64
    /// The last record before the segment that hashing is in.
    private var segmentStart: SequenceNumber
    /// What the footers of segments that hashing has passed will say, by the number of their last record.
    package private(set) var passed: [SequenceNumber: TreeProgress] = [:]

    /// Goes on where a footer ended, and after it the marks of the segments behind it.
    package init(from footer: TreeProgress?) {
        let frontier = footer?.frontier ?? Frontier()
        hasher = BlockHasher(from: frontier)
        firstBlock = Self.blockIndex(frontier)
        sizeMarked = frontier.size.rawValue
        segmentStart = SequenceNumber(frontier.size.rawValue)
    }

    /// The last record hashed.
    package var hashed: SequenceNumber { SequenceNumber(hasher.frontier.size.rawValue) }
    package var frontier: Frontier { hasher.frontier }

    /// Takes over a mark's state instead of hashing up to it, if it goes on exactly where this stands.
    /// - Returns: false if it does not; then nothing changes.
    package mutating func adopt(_ mark: TreeProgress) -> Bool {
        guard mark.size >= hashed.value, mark.firstBlock == firstBlock + UInt64(blocks.count),
            mark.firstBlock + UInt64(mark.blocks.count) == Self.blockIndex(mark.frontier)
        else { return false }
        hasher = BlockHasher(from: mark.frontier)
        blocks += mark.blocks
        blocksMarked = blocks.count
        sizeMarked = mark.size
        return true
    }

    /// Asks for hashing up to `sequence` when enough waits for it to wake the hasher.
    /// - Parameter bytes: how much longer the log is since this was last called.
    /// - Returns: whether to wake it.
    package mutating func ask(through sequence: SequenceNumber, bytes: Int) -> Bool {
        bytesWaiting += bytes
        let isWorthIt =
            bytesWaiting >= Limits.bytesToHash
            || sequence.value - max(wanted, hashed).value >= Limits.recordsToHash
        return isWorthIt && ask(through: sequence)
    }

    /// Asks for hashing up to `sequence` at once.
    /// - Returns: whether to wake the hasher.
    package mutating func ask(through sequence: SequenceNumber) -> Bool {
        guard sequence > max(wanted, hashed) else { return false }
        wanted = sequence
        bytesWaiting = 0
        return true
    }

    /// Hashes the records of a chunk that goes on where this stands.
    package mutating func hash(_ chunk: RecordChunk) {
        var growth = growth
        growth.hash(chunk)
        take(growth)
    }

    /// What hashing adds, to be computed by itself and then taken over.
    struct Growth {
        fileprivate let start: SequenceNumber
        fileprivate var hasher: BlockHasher
        fileprivate var blocks: [NodeHash] = []

        mutating func hash(_ chunk: RecordChunk) {
            let isNext = chunk.first.value == hasher.frontier.size.rawValue + 1
            precondition(isNext, "records are hashed in order, each once")
            chunk.forEach { record in
                if let block = hasher.append(record.encoded) { blocks.append(block.root) }
            }
        }
    }

    /// No growth yet.
    var growth: Growth { Growth(start: hashed, hasher: hasher) }

    /// Takes over what was hashed behind where this stands.
    mutating func take(_ growth: Growth) {
        precondition(growth.start == hashed, "only one hashes at a time")
        hasher = growth.hasher
        blocks += growth.blocks
    }

    /// Ends the segment whose last record was hashed last: keeps what its footer will say.
    package mutating func endSegment() {
        guard hashed > segmentStart else { return }
        segmentStart = hashed
        passed[hashed] = progress(from: 0)
        firstBlock = Self.blockIndex(hasher.frontier)
        blocks = []
        blocksMarked = 0
    }

    /// What the footer of the segment that ends with `sequence` says; nil until hashing has come there.
    package mutating func footer(endingAt sequence: SequenceNumber) -> TreeProgress? {
        if hashed == sequence, passed[sequence] == nil { endSegment() }
        return passed[sequence]
    }

    package mutating func forgetFooter(endingAt sequence: SequenceNumber) { passed[sequence] = nil }

    /// A mark, if enough has been hashed since the last one that was written.
    package mutating func takeMark(after records: Int) -> TreeProgress? {
        guard hashed.value - sizeMarked >= UInt64(records) else { return nil }
        defer {
            blocksMarked = blocks.count
            sizeMarked = hashed.value
        }
        return progress(from: blocksMarked)
    }

    private func progress(from index: Int) -> TreeProgress {
        TreeProgress(
            frontier: hasher.frontier, firstBlock: firstBlock + UInt64(index), blocks: Array(blocks[index...]))
    }

    private static func blockIndex(_ frontier: Frontier) -> UInt64 { frontier.size.rawValue / LeafBlock.leafCount }
}
