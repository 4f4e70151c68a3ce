internal import SegmentLog

/// What tamper evidence and encryption cost: the same appends with and without, paced and as fast as can be.
/// Nothing is repacked meanwhile: that is as much work with as without.
enum CostRows {
    private static let offered = 200_000
    private static let plain = "neither"
    private static let evidence = "evidence"
    private static let encryption = "encryption"

    static func run(_ bench: LogBench) throws {
        let progress = Progress("cost")
        let key = try LogUnderTest.key()
        let kinds: [(String, (inout LogOptions) -> Void)] = [
            (plain, { $0.keepsEvidence = false }),
            (evidence, { _ in }),
            (
                encryption,
                { options in
                    options.keepsEvidence = false
                    options.masterKey = key
                }
            ),
        ]
        func contest(_ run: @escaping (SegmentLog) throws -> (Sample, Int)) throws -> Standings {
            try Contest(
                contestants: kinds.map { name, change in
                    Contestant(name: name) { _ in try measured(change, bench, run) }
                }
            ).run(rounds: bench.scale.longRounds, progress)
        }
        let paced = try contest { log in try Self.paced(log, bench) }
        let saturated = try contest { log in
            let count = bench.scale.pipelinedRecords / 2
            let stopwatch = Stopwatch()
            try Pipeline(log: log, corpus: bench.corpus, batchRecords: 1_000).append(count)
            return ([.perSecond: Double(count) / stopwatch.seconds], count)
        }
        progress.clear()
        try bench.report.add([evidence, encryption].flatMap { rows($0, paced: paced, saturated: saturated) })
    }

    /// One run, with its processor time until everything is hashed, sealed and closed.
    private static func measured(
        _ change: @escaping (inout LogOptions) -> Void, _ bench: LogBench,
        _ run: (SegmentLog) throws -> (Sample, Int)
    ) throws -> Sample {
        try bench.withFreshPath("cost") { path in
            let stopwatch = Stopwatch()
            var (sample, records) = try LogUnderTest.with(
                path,
                { options in
                    options.repacks = false
                    change(&options)
                }, run)
            sample[.cpu] = stopwatch.cpuSeconds * 1e6 / Double(records)
            sample[.settledPerSecond] = Double(records) / stopwatch.seconds
            return sample
        }
    }

    private static func paced(_ log: SegmentLog, _ bench: LogBench) throws -> (Sample, Int) {
        let records = Int(Double(offered) * bench.scale.offeredSeconds)
        let stopwatch = Stopwatch()
        let times = try PacedLoad(log: log, corpus: bench.corpus, recordsPerSecond: offered, batchRecords: 100)
            .run(records: records)
        let rate = Double(records) / stopwatch.seconds
        let latencies = Latencies(nanoseconds: times.map { $0.acknowledged - $0.called })
        return (latencies.sample.merging([.perSecond: rate]) { $1 }, records)
    }

    private static func rows(_ kind: String, paced: Standings, saturated: Standings) -> [Row] {
        func row(
            _ name: String, _ what: String, _ unit: Row.Unit, _ measure: Measure, _ standings: Standings,
            target: Target? = nil
        ) -> Row {
            Row(
                "cost.\(kind).\(name)", "with \(kind), \(what)", unit, standings.figures(kind, measure),
                baseline: ("without", standings.figures(plain, measure)), target: target)
        }
        let atLoad = "offered 200,000 records/s"
        return [
            row(
                "paced.rate", "\(atLoad): rate", .perSecond, .perSecond, paced,
                target: .atLeast(timesBaseline: 0.85, "15% less")),
            row(
                "paced.cpu", "\(atLoad): processor time a record", .microseconds, .cpu, paced,
                target: .atMost(timesBaseline: 1.15, "15% more")),
            row("paced.p50", "\(atLoad): acknowledgement p50", .microseconds, .p50, paced),
            row("paced.p99", "\(atLoad): acknowledgement p99", .microseconds, .p99, paced),
            row("saturated.rate", "as fast as can be: rate", .perSecond, .perSecond, saturated),
            row(
                "saturated.settled", "as fast as can be: rate until hashed, sealed, closed", .perSecond,
                .settledPerSecond, saturated),
            row("saturated.cpu", "as fast as can be: processor time a record", .microseconds, .cpu, saturated),
        ]
    }
}
