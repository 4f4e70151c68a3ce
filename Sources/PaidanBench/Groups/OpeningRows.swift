internal import SegmentLog

/// How long opening a log for writing takes, after a clean stop and after the writer was killed, with what it
/// reads in the page cache and without.
enum OpeningRows {
    private struct Case {
        var hasCrashed: Bool
        var isCold: Bool
        var name: String { "\(hasCrashed ? "crash" : "clean").\(isCold ? "cold" : "warm")" }
        var title: String {
            "\(hasCrashed ? "after SIGKILL" : "after a clean stop"), \(isCold ? "cold" : "warm") cache"
        }
    }

    static func run(_ bench: LogBench) throws {
        let progress = Progress("opening")
        let isRoot = bench.directory.dropCaches()
        if !isRoot { try bench.report.skip("opening with a cold cache", why: "only root can drop the page cache") }
        let cases = [false, true].flatMap { hasCrashed in
            (isRoot ? [false, true] : [false]).map { Case(hasCrashed: hasCrashed, isCold: $0) }
        }
        let corpus = Corpus(.status, count: bench.scale.corpusRecords, seed: LogBench.seed)
        var smallest: Standings?
        for records in bench.scale.openedRecords {
            progress.say("filling \(records)")
            let standings = try bench.withFreshPath("opening") { path in
                try LogUnderTest.with(path, { $0.repacks = false }) { log in
                    try Pipeline(log: log, corpus: corpus, batchRecords: 1_000).append(records)
                }
                return try Contest(
                    contestants: cases.map { each in
                        Contestant(name: each.name) { _ in try opened(path, each, bench) }
                    }
                ).run(rounds: bench.scale.rounds, progress)
            }
            progress.clear()
            try bench.report.add(cases.map { row($0, records, standings, smallest) })
            smallest = smallest ?? standings
        }
        guard let segmentBytes = bench.scale.unsealedSegmentBytes else { return }
        let crashes = cases.filter(\.hasCrashed)
        let standings = try Contest(
            contestants: crashes.map { each in
                Contestant(name: each.name) { _ in
                    try bench.withFreshPath("opening") { try openedUnsealed($0, segmentBytes, each, bench) }
                }
            }
        ).run(rounds: bench.scale.longRounds, progress)
        progress.clear()
        try bench.report.add(crashes.map { unsealedRow($0, standings) })
    }

    private static func opened(_ path: String, _ each: Case, _ bench: LogBench) throws -> Sample {
        if each.hasCrashed { try DyingWriter.run(on: path, count: bench.scale.corpusRecords / 10) }
        return try timed(path, each, bench)
    }

    private static func openedUnsealed(
        _ path: String, _ segmentBytes: Int, _ each: Case, _ bench: LogBench
    ) throws -> Sample {
        try DyingWriter.run(on: path, unsealedSegmentBytes: segmentBytes)
        return try timed(path, each, bench)
    }

    private static func timed(_ path: String, _ each: Case, _ bench: LogBench) throws -> Sample {
        if each.isCold { _ = bench.directory.dropCaches() }
        let stopwatch = Stopwatch()
        let log = try LogUnderTest.open(path) { $0.repacks = false }
        let seconds = stopwatch.seconds
        defer { log.close() }
        guard log.recovery.wasClosedCleanly != each.hasCrashed else {
            throw BenchError.unexpected("the log was not left as it should have been")
        }
        return [.mean: seconds * 1e3]
    }

    private static func unsealedRow(_ each: Case, _ standings: Standings) -> Row {
        Row(
            "opening.unsealed.\(each.name)",
            "opening \(Limits.unsealedSegmentsMax) unsealed segments of small records, \(each.title)", .milliseconds,
            standings.figures(each.name, .mean),
            target: .atMost(1_000, "a second, at worst"))
    }

    private static func row(_ each: Case, _ records: Int, _ standings: Standings, _ smallest: Standings?) -> Row {
        let figures = standings.figures(each.name, .mean)
        let count = records >= 1_000_000 ? "\(records / 1_000_000) million" : "\(records)"
        return Row(
            "opening.\(records).\(each.name)", "opening \(count) small records, \(each.title)", .milliseconds, figures,
            baseline: smallest.map { ("1 million records", $0.figures(each.name, .mean)) },
            target: .atMost(500, "half a second, however long the log"))
    }
}
