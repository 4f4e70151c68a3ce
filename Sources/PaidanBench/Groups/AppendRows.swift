internal import SegmentLog

/// Durable appends as fast as they are taken, beside SQLite and Redis Streams doing the same.
enum AppendRows {
    private static let batches = [100, 1_000]
    private static let sqlite = "SQLite by 1,000"
    /// Connections and commands in flight on each; the best of them is what the log is held against.
    private static let redisShapes = [(50, 16), (8, 128), (4, 1_000)]

    static func run(_ bench: LogBench) throws {
        let progress = Progress("append")
        var contestants = batches.map { batch in
            Contestant(name: "log by \(batch)") { _ in try log(batch, bench) }
        }
        if let library = SQLiteLibrary() {
            contestants.append(Contestant(name: sqlite) { _ in try table(library, bench) })
        } else {
            try bench.report.skip(sqlite, why: "\(SQLiteLibrary.fileName) is not installed")
        }
        let program = bench.hasPeers ? RedisServer.program : nil
        if let program {
            for shape in redisShapes {
                contestants.append(Contestant(name: redis(shape)) { _ in try stream(program, shape, bench) })
            }
        } else {
            try bench.report.skip(
                "Redis Streams", why: bench.hasPeers ? "redis-server is not installed" : "give --peers to have it")
        }
        let standings = try Contest(contestants: contestants).run(rounds: bench.scale.longRounds, progress)
        progress.clear()
        try bench.report.add(rows(standings))
    }

    private static func redis(_ shape: (Int, Int)) -> String { "Redis, \(shape.0) connections x \(shape.1)" }

    private static func rows(_ standings: Standings) -> [Row] {
        let best = "log by \(batches[1])"
        let figures = standings.figures(best, .perSecond)
        let what = "durable append, pipelined, 125-byte records"
        var rows = batches.map { batch in
            let name = "log by \(batch)"
            return Row(
                "append.pipelined.\(batch)", "\(what), \(batch) an append", .perSecond,
                standings.figures(name, .perSecond), target: .atLeast(2_000_000, "2 million/s"))
        }
        rows.append(
            Row(
                "append.settled", "the same until hashed, sealed and closed", .perSecond,
                standings.figures(best, .settledPerSecond)))
        rows.append(
            Row(
                "append.cpu", "the same, processor time a record, all threads", .microseconds,
                standings.figures(best, .cpu)))
        if standings.tookPart(sqlite) {
            rows.append(
                Row(
                    "append.sqlite", "\(what), beside SQLite", .perSecond, figures,
                    baseline: (sqlite, standings.figures(sqlite, .perSecond)),
                    target: .atLeast(timesBaseline: 2, "2 x SQLite by 1,000")))
        }
        let shapes = redisShapes.filter { standings.tookPart(redis($0)) }
        for shape in shapes {
            rows.append(
                Row(
                    "append.redis.\(shape.0)x\(shape.1)", "\(what), beside Redis Streams", .perSecond, figures,
                    baseline: (redis(shape), standings.figures(redis(shape), .perSecond)),
                    target: .atLeast(timesBaseline: 5, "5 x Redis")))
        }
        return rows
    }

    private static func log(_ batch: Int, _ bench: LogBench) throws -> Sample {
        let count = bench.scale.pipelinedRecords
        return try bench.withFreshPath("append") { path in
            var sample: Sample = [:]
            let stopwatch: Stopwatch = try LogUnderTest.with(path) { log in
                let stopwatch = Stopwatch()
                try Pipeline(log: log, corpus: bench.corpus, batchRecords: batch).append(count)
                sample[.perSecond] = Double(count) / stopwatch.seconds
                return stopwatch
            }
            sample[.settledPerSecond] = Double(count) / stopwatch.seconds
            sample[.cpu] = stopwatch.cpuSeconds * 1e6 / Double(count)
            return sample
        }
    }

    private static func table(_ library: SQLiteLibrary, _ bench: LogBench) throws -> Sample {
        let folder = try SQLiteFolder(bench)
        defer { folder.remove() }
        let table = try SQLiteTable(library, path: folder.database)
        defer { table.close() }
        let stopwatch = Stopwatch()
        try table.insert(bench.corpus, count: bench.scale.sqliteRows, rowsPerTransaction: 1_000)
        return [.perSecond: Double(bench.scale.sqliteRows) / stopwatch.seconds]
    }

    private static func stream(_ program: String, _ shape: (Int, Int), _ bench: LogBench) throws -> Sample {
        try bench.withFreshPath("redis") { path in
            let server = try RedisServer(program: program, folder: path)
            defer { server.stop() }
            let client = try RedisStream(
                server, corpus: bench.corpus, appends: bench.scale.redisAppends, connections: shape.0,
                commandsInFlight: shape.1)
            let stopwatch = Stopwatch()
            let acknowledged = try client.run()
            return [.perSecond: Double(acknowledged) / stopwatch.seconds]
        }
    }
}
