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

    /// Runs such a writer and kills it a moment after it has appended `count` records.
    static func run(on path: String, count: Int) throws {
        let child = try ChildProcess(["write", path, "--count", String(count)])
        let word = try child.awaitWord()
        child.kill()
        guard !word.isEmpty else { throw BenchError.unexpected("the writer ended before it was killed") }
    }
}
