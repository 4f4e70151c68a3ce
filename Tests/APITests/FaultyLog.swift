import CommitLog
import SegmentLog
import Synchronization

/// A log that refuses what a test tells it to, with the error that the test names.
struct FaultyLog: CommitLog {
    let log: SegmentLog
    let faults: Faults

    final class Faults: Sendable {
        struct Errors {
            var follow: CommitLogError?
            var next: CommitLogError?
            var append: CommitLogError?
        }

        private let errors = Mutex(Errors())

        func set(_ change: (inout Errors) -> Void) { errors.withLock { change(&$0) } }
        var now: Errors { errors.withLock { $0 } }
    }

    final class Cursor: RecordCursor, Sendable {
        private let cursor: LiveCursor
        private let faults: Faults

        init(_ cursor: LiveCursor, _ faults: Faults) {
            self.cursor = cursor
            self.faults = faults
        }

        func next() async throws(CommitLogError) -> RecordChunk? {
            if let error = faults.now.next { throw error }
            return try await cursor.next()
        }
    }

    var durable: SequenceNumber { log.durable }

    func append(
        _ batch: RecordBatch, expecting: SequenceNumber?
    ) async throws(CommitLogError) -> ClosedRange<SequenceNumber> {
        if let error = faults.now.append { throw error }
        return try await log.append(batch, expecting: expecting)
    }

    func read(from sequence: SequenceNumber) throws(CommitLogError) -> Cursor {
        Cursor(try log.read(from: sequence), faults)
    }

    func follow(from sequence: SequenceNumber) throws(CommitLogError) -> Cursor {
        if let error = faults.now.follow { throw error }
        return Cursor(try log.follow(from: sequence), faults)
    }
}
