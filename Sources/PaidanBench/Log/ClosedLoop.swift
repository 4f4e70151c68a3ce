internal import SegmentLog
internal import Threads

/// Writers who each append one record, wait until it is durable, and append the next.
struct ClosedLoop {
    let log: SegmentLog
    let corpus: Corpus

    /// Tasks that await ``SegmentLog/append(_:expecting:)``. Blocks the calling thread, which is not a task's.
    func tasks(_ writers: Int, appendsEach: Int) throws -> (seconds: Double, times: [Int64]) {
        let outcome = Monitor<Result<[Int64], any Error>?>(nil)
        let stopwatch = Stopwatch()
        Task.detached { [log, corpus] in
            let result: Result<[Int64], any Error>
            do {
                result = .success(try await Self.run(writers, appendsEach: appendsEach, log, corpus))
            } catch { result = .failure(error) }
            outcome.withLock { $0 = result }
            outcome.signal()
        }
        let times = try outcome.wait { $0 }.get()
        return (stopwatch.seconds, times)
    }

    /// One writer on a thread of its own, the calling one.
    func thread(appends: Int) throws -> [Int64] {
        var times: [Int64] = []
        times.reserveCapacity(appends)
        for number in 0..<appends {
            let batch = try corpus.batch(from: number, count: 1)
            let called = MonotonicInstant.now
            _ = try log.appendBlocking(batch)
            times.append(MonotonicInstant.now.nanoseconds - called.nanoseconds)
        }
        return times
    }

    private static func run(
        _ writers: Int, appendsEach: Int, _ log: SegmentLog, _ corpus: Corpus
    ) async throws -> [Int64] {
        try await withThrowingTaskGroup(of: [Int64].self) { group in
            for writer in 0..<writers {
                group.addTask {
                    var times: [Int64] = []
                    for number in 0..<appendsEach {
                        let batch = try corpus.batch(from: writer * appendsEach + number, count: 1)
                        let called = MonotonicInstant.now
                        _ = try await log.append(batch, expecting: nil)
                        times.append(MonotonicInstant.now.nanoseconds - called.nanoseconds)
                    }
                    return times
                }
            }
            var all: [Int64] = []
            for try await times in group { all += times }
            return all
        }
    }
}
