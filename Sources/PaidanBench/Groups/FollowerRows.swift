/// From durable, as the flusher's answer says it, to the follower having the record in hand.
enum FollowerRows {
    private struct Load {
        var name: String
        var title: String
        var batchRecords: Int
        /// The appends come evenly at this rate, so that a follower has gone to sleep when the next one comes.
        static let appendsPerSecond = 2_000
    }

    private static let loads = [
        Load(name: "single", title: "2,000 appends/s of 1 record", batchRecords: 1),
        Load(name: "batches", title: "2,000 appends/s of 100 records", batchRecords: 100),
    ]

    static func run(_ bench: LogBench) throws {
        let progress = Progress("followers")
        let contestants = loads.flatMap { load in
            [false, true].map { isChild in
                Contestant(name: name(load, isChild)) { _ in try measured(load, isChild, bench) }
            }
        }
        let standings = try Contest(contestants: contestants).run(rounds: bench.scale.longRounds, progress)
        progress.clear()
        try bench.report.add(loads.flatMap { load in rows(load, standings) })
    }

    private static func name(_ load: Load, _ isChild: Bool) -> String {
        "\(load.title), follower in \(isChild ? "another" : "the same") process"
    }

    private static func measured(_ load: Load, _ isChild: Bool, _ bench: LogBench) throws -> Sample {
        let count = bench.scale.followedAppends * load.batchRecords
        return try bench.withFreshPath("followers") { path in
            try LogUnderTest.with(path) { log in
                let paced = PacedLoad(
                    log: log, corpus: bench.corpus, recordsPerSecond: Load.appendsPerSecond * load.batchRecords,
                    batchRecords: load.batchRecords)
                let seen: [Int64]
                let appended: [PacedLoad.Times]
                if isChild {
                    let child = try ChildProcess(["follow", path, "--count", String(count)])
                    _ = try child.awaitWord()
                    appended = try paced.run(records: count)
                    seen = Follower.decode(try child.finish())
                } else {
                    let times = try Follower.times(log, count: count)
                    appended = try paced.run(records: count)
                    seen = times()
                }
                guard seen.count == count else { throw BenchError.unexpected("the follower missed records") }
                // A follower can be quicker than the answer, which comes a moment after the record is published.
                return Latencies(
                    nanoseconds: appended.indices.map { index in
                        max(0, seen[(index + 1) * load.batchRecords - 1] - appended[index].acknowledged)
                    }
                ).sample
            }
        }
    }

    private static func rows(_ load: Load, _ standings: Standings) -> [Row] {
        [(false, "same", 1_000.0, "1 ms"), (true, "other", 3_000.0, "3 ms")].flatMap { isChild, place, bound, text in
            [(Measure.p50, "p50"), (.p99, "p99")].map { measure, name in
                Row(
                    "follower.\(load.name).\(place).\(name)", "durable to \(Self.name(load, isChild)), \(name)",
                    .microseconds, standings.figures(Self.name(load, isChild), measure),
                    target: measure == .p99 ? .atMost(bound, text) : nil)
            }
        }
    }
}
