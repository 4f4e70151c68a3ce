internal import Foundation
internal import SegmentLog
internal import Threads

/// A writer in another process, to be killed while it writes.
enum DyingWriter {
    /// Appends `count` records to the log in `path`, says so with a byte on standard output, and goes on appending
    /// until somebody ends the process.
    static func inChild(_ path: String, count: Int) throws {
        let corpus = Corpus(.status, count: min(count, 100_000), seed: LogBench.seed)
        let log = try LogUnderTest.open(path) { $0.repacks = false }
        defer { log.close() }
        try Pipeline(log: log, corpus: corpus, batchRecords: 1_000).append(count)
        FileHandle.standardOutput.write(Data([0x2b]))
        while true { _ = try log.appendBlocking(corpus.batch(from: 0, count: 10)) }
    }

    /// Fills a new log until as many segments wait to be sealed as ever may, and nearly the one behind them; then as
    /// ``inChild(_:count:)``. It does what the log's threads do, but for what they would have done by then: it hashes
    /// and seals nothing.
    static func leavingUnsealed(_ path: String, segmentBytes: Int) throws {
        let corpus = Corpus(.status, count: 100_000, seed: LogBench.seed)
        var options = LogOptions()
        options.segmentBytes = segmentBytes
        let log = try SteppedLog.open(path, options: options, environment: LogUnderTest.environment())
        var steps = 0
        /// As many records as make a frame of the usual size, and one frame a step.
        func step(_ batches: Int = 32) throws {
            let appends = try (0..<batches).map { batch -> SteppedLog.Append in
                (try corpus.batch(from: (steps * batches + batch) * 1_000, count: 1_000), nil)
            }
            for answer in log.append(appends) { _ = try answer.get() }
            steps += 1
        }
        var lastRoll = (steps: 0, ago: 0)
        while log.fullCount < Limits.unsealedSegmentsMax {
            let full = log.fullCount
            try step()
            if log.fullCount > full { lastRoll = (steps, steps - lastRoll.steps) }
        }
        for _ in 0..<lastRoll.ago * 9 / 10 { try step() }
        FileHandle.standardOutput.write(Data([0x2b]))
        while true { try step(1) }
    }

    /// Runs a writer that leaves as much to an opening as there can be, and kills it.
    static func run(on path: String, unsealedSegmentBytes: Int) throws {
        try run(["write", path, "--unsealed-segment-bytes", String(unsealedSegmentBytes)])
    }

    /// Runs a writer and kills it a moment after it has appended `count` records.
    static func run(on path: String, count: Int) throws { try run(["write", path, "--count", String(count)]) }

    private static func run(_ arguments: [String]) throws {
        let child = try ChildProcess(arguments)
        let word = try child.awaitWord()
        child.kill()
        guard !word.isEmpty else { throw BenchError.unexpected("the writer ended before it was killed") }
    }
}
