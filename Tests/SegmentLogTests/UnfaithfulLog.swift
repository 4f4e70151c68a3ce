import CommitLog
import SegmentLog
import Threads

/// A log that breaks a promise, to show that whoever checks the promises sees it.
final class UnfaithfulLog: CommitLog {
    enum Fault: Sendable {
        case losesAnAppend, losesSubjects, splitsBatches
        case ignoresExpectations, appendsWhatItRefuses, callsAnotherEnd
        case publishesLate, readsOn, skipsAChunk, repeatsAChunk, stopsFollowing, takesAppendsWhenClosed
    }

    private let log: SegmentLog
    private let fault: Fault
    private let appends = Monitor(0)

    init(_ log: SegmentLog, _ fault: Fault) {
        self.log = log
        self.fault = fault
    }

    var durable: SequenceNumber {
        fault == .publishesLate && log.durable > 0 ? log.durable.advanced(by: -1) : log.durable
    }

    func append(
        _ batch: RecordBatch, expecting: SequenceNumber?
    ) async throws(CommitLogError) -> ClosedRange<SequenceNumber> {
        let number = appends.withLock { count in
            count += 1
            return count
        }
        switch fault {
        case .losesAnAppend where number == 4: return places(of: batch)
        case .losesSubjects: return try await log.append(batch.without(subjects: true), expecting: expecting)
        case .splitsBatches where batch.count > 1:
            let first = try await log.append(batch.without(after: 1), expecting: expecting)
            _ = try await log.append(batch.without(first: 1), expecting: nil)
            return first.lowerBound...first.lowerBound.advanced(by: batch.count - 1)
        case .ignoresExpectations: return try await log.append(batch, expecting: nil)
        default: break
        }
        do throws(CommitLogError) { return try await log.append(batch, expecting: expecting) } catch {
            switch (fault, error) {
            case (.appendsWhatItRefuses, .stale): _ = try await log.append(batch, expecting: nil)
            case (.callsAnotherEnd, .stale(let expected, let end)): throw .stale(expected: expected, end: end.next)
            case (.takesAppendsWhenClosed, .closed): return places(of: batch)
            default: break
            }
            throw error
        }
    }

    private func places(of batch: RecordBatch) -> ClosedRange<SequenceNumber> {
        log.durable.next...log.durable.advanced(by: batch.count)
    }

    func read(from sequence: SequenceNumber) throws(CommitLogError) -> UnfaithfulCursor {
        let cursor = try log.read(from: sequence)
        return UnfaithfulCursor(fault) { [log] () throws(CommitLogError) in
            self.fault == .readsOn ? try log.read(from: sequence) : cursor
        }
    }

    func follow(from sequence: SequenceNumber) throws(CommitLogError) -> UnfaithfulCursor {
        let cursor = try fault == .stopsFollowing ? log.read(from: sequence) : log.follow(from: sequence)
        return UnfaithfulCursor(fault) { () throws(CommitLogError) in cursor }
    }
}

final class UnfaithfulCursor: RecordCursor {
    private let fault: UnfaithfulLog.Fault
    /// Called when the first chunk is wanted.
    private let open: () throws(CommitLogError) -> LiveCursor
    private var cursor: LiveCursor?
    private var last: RecordChunk?
    private var chunks = 0

    init(_ fault: UnfaithfulLog.Fault, _ open: @escaping () throws(CommitLogError) -> LiveCursor) {
        self.fault = fault
        self.open = open
    }

    func next() async throws(CommitLogError) -> RecordChunk? {
        if cursor == nil { cursor = try open() }
        guard let cursor else { return nil }
        chunks += 1
        if fault == .repeatsAChunk, chunks == 2 { return last }
        if fault == .skipsAChunk, chunks == 2 { _ = try await cursor.next() }
        last = try await cursor.next()
        return last
    }
}

extension RecordBatch {
    /// A copy without some of its records, or without their subjects.
    fileprivate func without(
        first: Int = 0, after last: Int = .max, subjects: Bool = false
    ) throws(CommitLogError) -> RecordBatch {
        var copy = RecordBatch()
        var index = 0
        let chunk = RecordChunk(trusted: bytes, start: 0, first: .first, count: count, time: 0)
        try chunk.forEach { record throws(CommitLogError) in
            if index >= first, index < last {
                try copy.append(record.body, type: record.type, subjects: subjects ? [] : record.subjects)
            }
            index += 1
        }
        return copy
    }
}
