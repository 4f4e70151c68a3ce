internal import Bytes
internal import LinuxStorage
internal import Storage
internal import Threads

/// What the disk can do without any log: writes of 4 KiB with an fdatasync each, by one thread.
enum DiskRows {
    static let written = "4 KiB write + fdatasync"
    static let claimed = "the same into space only claimed"

    static func run(_ bench: LogBench) throws {
        let progress = Progress("disk")
        let standings = try Contest(contestants: [
            contestant(written, isFilled: true, bench), contestant(claimed, isFilled: false, bench),
        ]).run(rounds: bench.scale.rounds, progress)
        progress.clear()
        func figures(_ name: String, _ measure: Measure) -> [Double] { standings.figures(name, measure) }
        let names: [(Measure, String)] = [(.mean, "mean"), (.p50, "p50"), (.p99, "p99")]
        var rows = [
            Row(
                "disk.sync.rate", "\(written), one thread, file filled with zeros", .perSecond,
                figures(written, .perSecond))
        ]
        rows += names.map { Row("disk.sync.\($1)", "\(written), \($1)", .microseconds, figures(written, $0)) }
        rows += names.map { measure, name in
            Row(
                "disk.claimed.\(name)", "\(claimed) by fallocate, \(name)", .microseconds, figures(claimed, measure),
                baseline: ("zero-filled", figures(written, measure)))
        }
        try bench.report.add(rows)
    }

    /// The loop as a contestant, for every contest that has it as its baseline.
    static func contestant(_ name: String, isFilled: Bool = true, _ bench: LogBench) -> Contestant {
        Contestant(name: name) { _ in
            try bench.withFreshPath("disk") { path in try loop(path, writes: bench.scale.syncs, isFilled: isFilled) }
        }
    }

    private static func loop(_ path: String, writes: Int, isFilled: Bool) throws -> Sample {
        let file = try LinuxFileSystem().open(path, .create)
        defer { file.close() }
        let block = [UInt8](repeating: 0x5a, count: 4096)
        try file.allocate(UInt64(writes * block.count))
        if isFilled {
            let zeros = [UInt8](repeating: 0, count: writes * block.count)
            try file.writeAll(zeros.bytes, at: 0)
        }
        try file.sync()
        var times: [Int64] = []
        times.reserveCapacity(writes)
        let stopwatch = Stopwatch()
        for number in 0..<writes {
            let start = MonotonicInstant.now
            try file.writeAll(block.bytes, at: UInt64(number * block.count))
            try file.sync()
            times.append(MonotonicInstant.now.nanoseconds - start.nanoseconds)
        }
        let seconds = stopwatch.seconds
        return Latencies(nanoseconds: times).sample.merging([.perSecond: Double(writes) / seconds]) { $1 }
    }
}
