internal import CommitLog
internal import SegmentLog
internal import Synchronization

/// The log of a run: a real one, or one that only counts; what is appended is handed on to whoever runs it.
final class RunLog: CommitLog {
    private struct Counted {
        var end = SequenceNumber.zero
        var chunks: [RecordChunk] = []
    }

    private let base: SegmentLog?
    private let counted = Mutex(Counted())

    /// - Parameter base: nil where nothing is to be kept.
    init(_ base: SegmentLog?) { self.base = base }

    var durable: SequenceNumber { base?.durable ?? counted.withLock { $0.end } }

    func append(
        _ batch: RecordBatch, expecting: SequenceNumber?
    ) async throws(CommitLogError) -> ClosedRange<SequenceNumber> {
        let range: ClosedRange<SequenceNumber>
        if let base {
            range = try await base.append(batch, expecting: expecting)
        } else {
            range = counted.withLock { counted in
                let first = counted.end.next
                counted.end = counted.end.advanced(by: batch.count)
                return first...counted.end
            }
        }
        let chunk = RecordChunk(trusted: batch.bytes, start: 0, first: range.lowerBound, count: batch.count, time: 0)
        counted.withLock { $0.chunks.append(chunk) }
        return range
    }

    /// What was appended since this was asked last.
    func takeChunks() -> [RecordChunk] {
        counted.withLock { counted in
            defer { counted.chunks = [] }
            return counted.chunks
        }
    }

    func read(from sequence: SequenceNumber) throws(CommitLogError) -> RunCursor {
        RunCursor(try base?.read(from: sequence))
    }

    func follow(from sequence: SequenceNumber) throws(CommitLogError) -> RunCursor {
        RunCursor(try base?.follow(from: sequence))
    }
}

/// Along the real log; at its end at once where there is none.
final class RunCursor: RecordCursor {
    private let base: SegmentLog.Cursor?

    init(_ base: SegmentLog.Cursor?) { self.base = base }

    func next() async throws(CommitLogError) -> RecordChunk? { try await base?.next() }
}
