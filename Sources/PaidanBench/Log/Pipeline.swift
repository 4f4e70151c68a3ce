internal import CommitLog
internal import SegmentLog
internal import Threads

/// Feeds a log as fast as it takes records, one batch after another, with a bounded number of bytes in flight.
struct Pipeline {
    /// Enough for the flusher to have a few frames waiting, an eighth of what the log would hold.
    static let bytesInFlightMax = 8 << 20

    let log: SegmentLog
    let corpus: Corpus
    let batchRecords: Int

    /// Appends `count` records from number `first` of the corpus on; returns when all are durable.
    func append(_ count: Int, from first: Int = 0) throws {
        let flight = Flight()
        let bytesPerBatch = batchRecords * (corpus.byteCount / corpus.count + 5)
        let batchesMax = max(2, Self.bytesInFlightMax / bytesPerBatch)
        var number = 0
        while number < count {
            let size = min(batchRecords, count - number)
            let batch = try corpus.batch(from: first + number, count: size)
            flight.enter(atMost: batchesMax)
            log.enqueue(batch) { flight.leave($0) }
            number += size
        }
        try flight.land()
    }
}

/// Appends that are on their way.
final class Flight: Sendable {
    private struct State {
        var count = 0
        var wakeAt = 0
        var failure: CommitLogError?
    }
    private let state = Monitor(State())

    /// Waits while there are `limit` in flight, then until half of them have come back: woken once, not for each.
    func enter(atMost limit: Int) {
        let isFull = state.withLock { state in
            state.count += 1
            state.wakeAt = limit / 2
            return state.count > limit
        }
        if isFull { state.wait { $0.count <= $0.wakeAt + 1 ? () : nil } }
    }

    func leave(_ result: Result<ClosedRange<SequenceNumber>, CommitLogError>) {
        let isAwaited = state.withLock { state in
            state.count -= 1
            if case .failure(let error) = result { state.failure = state.failure ?? error }
            return state.count == 0 || state.count == state.wakeAt + 1
        }
        if isAwaited { state.signal() }
    }

    /// Waits until all have come back.
    /// - Throws: the first refusal.
    func land() throws(CommitLogError) {
        let failure = state.wait { state -> CommitLogError?? in state.count == 0 ? .some(state.failure) : nil }
        if let failure { throw failure }
    }
}
