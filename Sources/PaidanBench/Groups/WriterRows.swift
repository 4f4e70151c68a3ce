internal import SegmentLog

/// Writers who wait for each append: 64 at once, and one.
enum WriterRows {
    private static let writers = 64
    private static let many = "64 writers"
    private static let one = "one thread"
    private static let task = "one task"

    static func run(_ bench: LogBench) throws {
        let progress = Progress("writers")
        let appends = bench.scale.appendsPerWriter
        let standings = try Contest(contestants: [
            DiskRows.contestant(DiskRows.written, bench),
            Contestant(name: one) { _ in
                try measured(bench) { try $0.thread(appends: bench.scale.syncs) }
            },
            Contestant(name: many) { _ in
                try measured(bench) { try $0.tasks(writers, appendsEach: appends).times }
            },
            Contestant(name: task) { _ in
                try measured(bench) { try $0.tasks(1, appendsEach: bench.scale.syncs).times }
            },
        ]).run(rounds: bench.scale.rounds, progress)
        progress.clear()
        try bench.report.add(rows(standings))
    }

    private static func measured(_ bench: LogBench, _ body: (ClosedLoop) throws -> [Int64]) throws -> Sample {
        try bench.withFreshPath("writers") { path in
            try LogUnderTest.with(path) { log in
                let stopwatch = Stopwatch()
                let times = try body(ClosedLoop(log: log, corpus: bench.corpus))
                let rate = Double(times.count) / stopwatch.seconds
                return Latencies(nanoseconds: times).sample.merging([.perSecond: rate]) { $1 }
            }
        }
    }

    private static func rows(_ standings: Standings) -> [Row] {
        func sync(_ measure: Measure) -> [Double] { standings.figures(DiskRows.written, measure) }
        // What 64 writers would reach if every sync carried all of them and nothing else took time.
        let ideal = sync(.mean).map { Double(writers) * 1e6 / $0 }
        let rate = standings.figures(many, .perSecond)
        return [
            Row(
                "append.writers", "durable append by 64 closed-loop writers", .perSecond, rate,
                baseline: ("64 / fdatasync mean", ideal),
                target: .atLeast(timesBaseline: 0.4, "0.4 x 64 / fdatasync, stretch 0.8")),
            Row(
                "append.writers.p50", "the same, acknowledgement p50", .microseconds, standings.figures(many, .p50),
                baseline: ("fdatasync p50", sync(.p50))),
            Row(
                "append.writers.p99", "the same, acknowledgement p99", .microseconds, standings.figures(many, .p99),
                baseline: ("fdatasync p99", sync(.p99)),
                target: .atMost(timesBaseline: 2, plus: 1_000, "2 x fdatasync p99 + 1 ms")),
            Row(
                "append.one.p50", "one append at a time by a thread, p50", .microseconds, standings.figures(one, .p50),
                baseline: ("fdatasync p50", sync(.p50)),
                target: .atMost(timesBaseline: 1, plus: 40, "fdatasync p50 + 40 us")),
            Row(
                "append.one.p99", "one append at a time by a thread, p99", .microseconds, standings.figures(one, .p99),
                baseline: ("fdatasync p99", sync(.p99)),
                target: .atMost(timesBaseline: 2, plus: 1_000, "2 x fdatasync p99 + 1 ms")),
            Row(
                "append.task.p50", "one append at a time by a task, p50", .microseconds, standings.figures(task, .p50),
                baseline: ("fdatasync p50", sync(.p50))),
            Row(
                "append.task.p99", "one append at a time by a task, p99", .microseconds, standings.figures(task, .p99),
                baseline: ("fdatasync p99", sync(.p99))),
        ]
    }
}
