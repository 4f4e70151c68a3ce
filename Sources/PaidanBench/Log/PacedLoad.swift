internal import SegmentLog
internal import Threads

/// Offers a log so many records a second, whether or not it keeps up, and notes when each append was
/// called for and acknowledged.
struct PacedLoad {
    let log: SegmentLog
    let corpus: Corpus
    let recordsPerSecond: Int
    let batchRecords: Int

    /// Of one batch, by the monotonic clock.
    struct Times: Sendable {
        var called: Int64 = 0
        var acknowledged: Int64 = 0
    }

    /// - Returns: the times of each batch, in the order of the calls.
    func run(records: Int) throws -> [Times] {
        let batches = records / batchRecords
        let interval = 1_000_000_000 * Int64(batchRecords) / Int64(recordsPerSecond)
        let times = Monitor([Times](repeating: Times(), count: batches))
        let flight = Flight()
        let pause = Monitor(())
        let start = MonotonicInstant.now
        for number in 0..<batches {
            let due = start.advanced(byNanoseconds: interval * Int64(number))
            if due > .now { _ = pause.wait(deadline: due) { _ -> Bool? in nil } }
            let batch = try corpus.batch(from: number * batchRecords, count: batchRecords)
            flight.enter(atMost: .max)
            let called = MonotonicInstant.now.nanoseconds
            log.enqueue(batch) { result in
                let now = MonotonicInstant.now.nanoseconds
                times.withLock { $0[number] = Times(called: called, acknowledged: now) }
                flight.leave(result)
            }
        }
        try flight.land()
        return times.withLock { $0 }
    }
}
