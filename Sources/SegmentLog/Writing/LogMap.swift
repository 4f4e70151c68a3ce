package import CommitLog
internal import Threads

/// Where records are and how far they are durable, as the writer's process shares it between its threads.
struct LogMap {
    /// A segment without a footer: full and waiting for one, or the one being written.
    struct Unsealed: Sendable {
        var number: UInt32
        var first: SequenceNumber
        var index: SparseIndex
    }

    var manifest: Manifest
    /// By number; the last is being written. Never empty.
    var unsealed: [Unsealed]
    var durable: SequenceNumber
    var ring = LiveRing()
    /// Why nothing more will become durable; nil while the log goes on.
    var end: CommitLogError?
    /// Sealed segments that this opening does not repack: it failed, for want of space for example, or was stopped.
    var unrepackable: Set<UInt32> = []
    var followers = 0
    /// Who waits for a record: called, without the lock, when it is durable or the log has ended.
    var waiters: [Waiter] = []
    var waitersEver: UInt64 = 0

    struct Waiter {
        var identifier: UInt64
        var sequence: SequenceNumber
        var resume: @Sendable () -> Void
    }

    /// The waiters whose record is durable, taken out.
    mutating func takeWaiters() -> [Waiter] {
        guard !waiters.isEmpty else { return [] }
        let (durable, hasEnded) = (durable, end != nil)
        let ready = waiters.filter { hasEnded || $0.sequence <= durable }
        if !ready.isEmpty { waiters.removeAll { hasEnded || $0.sequence <= durable } }
        return ready
    }

    /// Where `sequence` is.
    func locate(_ sequence: SequenceNumber) -> Location {
        if sequence <= manifest.lastSealed, let segment = manifest.segment(of: sequence) {
            return .sealed(segment)
        }
        return Self.locate(sequence, unsealed: unsealed, durable: durable)
    }

    /// Where a durable record behind the sealed segments is.
    static func locate(
        _ sequence: SequenceNumber, unsealed: [Unsealed], durable: SequenceNumber
    ) -> Location {
        let position = unsealed.lastIndex { $0.first <= sequence } ?? 0
        let segment = unsealed[position]
        let isOpen = position + 1 == unsealed.count
        return .unsealed(
            number: segment.number, last: isOpen ? durable : SequenceNumber(unsealed[position + 1].first.value - 1),
            offset: segment.index.offset(before: sequence), isOpen: isOpen)
    }
}

/// Where to look for a record.
enum Location {
    case sealed(SealedSegment)
    /// - Parameters:
    ///   - last: the segment's last record that may be read now.
    ///   - offset: of a frame at or before the record; nil when unknown.
    ///   - isOpen: whether more records may come behind `last`.
    case unsealed(number: UInt32, last: SequenceNumber, offset: UInt32?, isOpen: Bool)
}

extension Manifest {
    /// The sealed segment with a record; nil if none has it. Binary search.
    package func segment(of sequence: SequenceNumber) -> SealedSegment? {
        var low = 0
        var high = sealed.count
        while low < high {
            let middle = (low + high) / 2
            if sealed[middle].last < sequence { low = middle + 1 } else { high = middle }
        }
        return low < sealed.count && sealed[low].first <= sequence ? sealed[low] : nil
    }
}

/// The records made durable last, for followers that keep up. Only a cache: what is not in it is in the files.
struct LiveRing {
    /// Nil before `start`: what has left is not held.
    private var chunks: [RecordChunk?] = []
    private var start = 0
    private var byteCount = 0

    /// - Returns: the last chunk that had to leave, if one did.
    mutating func append(_ chunk: RecordChunk) -> RecordChunk? {
        chunks.append(chunk)
        byteCount += chunk.byteCount
        var left: RecordChunk?
        while byteCount > Limits.ringBytesMax, let oldest = chunks[start] {
            byteCount -= oldest.byteCount
            left = oldest
            chunks[start] = nil
            start += 1
        }
        if start > 64, start * 2 > chunks.count {
            chunks.removeFirst(start)
            start = 0
        }
        return left
    }

    /// The chunk that holds `sequence`, from it on; nil if it has left the ring.
    func chunk(from sequence: SequenceNumber) -> RecordChunk? {
        var low = start
        var high = chunks.count
        while low < high {
            let middle = (low + high) / 2
            if let chunk = chunks[middle], chunk.last < sequence { low = middle + 1 } else { high = middle }
        }
        guard low < chunks.count, let chunk = chunks[low], chunk.first <= sequence else { return nil }
        return chunk.dropping(before: sequence)
    }
}
