internal import Foundation

/// Reading every record of a log, beside plain decompression of the same frames and beside SQLite.
enum ScanRows {
    private static let sqlite = "SQLite scan"

    static func run(_ bench: LogBench) throws {
        let progress = Progress("scan")
        let count = bench.scale.scannedRecords
        progress.say("filling")
        let logs = try [("sealed", false), ("repacked", true)].map { name, isRepacked in
            (
                name,
                try FilledLog(
                    bench.directory.fresh("scan-\(name)"), corpus: bench.corpus, count: count, isRepacked: isRepacked)
            )
        }
        var contestants: [Contestant] = []
        var rawBytes = 0
        for (name, log) in logs {
            let frames = try StoredFrames(log: log.path)
            guard frames.records == count else { throw BenchError.unexpected("frames are missing") }
            rawBytes = frames.rawBytes
            contestants += [loop(name, frames), cursor(name, log, frames)]
        }
        let folder = try SQLiteFolder(bench)
        defer { folder.remove() }
        if let library = SQLiteLibrary() {
            contestants.append(try table(library, folder, bench))
        }
        bench.directory.settle()
        let standings = try Contest(contestants: contestants).run(rounds: bench.scale.rounds, progress)
        progress.clear()
        try bench.report.add(logs.flatMap { rows($0.0, standings, recordBytes: Double(rawBytes) / Double(count)) })
        for (_, log) in logs { try bench.directory.discard(log.path) }
    }

    private static func loop(_ name: String, _ frames: StoredFrames) -> Contestant {
        Contestant(name: "LZ4_decompress_safe, \(name)") { _ in
            let stopwatch = Stopwatch()
            try frames.decompress()
            return [.gigabytesPerSecond: Double(frames.rawBytes) / stopwatch.seconds / 1e9]
        }
    }

    private static func cursor(_ name: String, _ log: FilledLog, _ frames: StoredFrames) -> Contestant {
        // Once beforehand, so that the page cache holds the files.
        var isWarm = false
        return Contestant(name: "cursor, \(name)") { _ in
            if !isWarm { _ = try log.scan() }
            isWarm = true
            let stopwatch = Stopwatch()
            let result = try log.scan()
            let seconds = stopwatch.seconds
            guard result.records == frames.records, result.sum > 0 else {
                throw BenchError.unexpected("the cursor gave \(result.records) of \(frames.records) records")
            }
            return [
                .gigabytesPerSecond: Double(frames.rawBytes) / seconds / 1e9,
                .perSecond: Double(result.records) / seconds,
            ]
        }
    }

    private static func table(_ library: SQLiteLibrary, _ folder: SQLiteFolder, _ bench: LogBench) throws -> Contestant
    {
        let rows = bench.scale.sqliteRows
        let table = try SQLiteTable(library, path: folder.database)
        try table.insert(bench.corpus, count: rows, rowsPerTransaction: 10_000)
        table.close()
        return Contestant(name: sqlite) { _ in
            let table = try SQLiteTable(library, path: folder.database)
            defer { table.close() }
            let stopwatch = Stopwatch()
            let result = try table.scan()
            guard result.rows == rows, result.sum > 0 else { throw BenchError.sqlite("rows are missing") }
            return [.perSecond: Double(rows) / stopwatch.seconds]
        }
    }

    private static func rows(_ name: String, _ standings: Standings, recordBytes: Double) -> [Row] {
        let cursor = "cursor, \(name)"
        var rows = [
            Row(
                "scan.\(name)", "raw scan with checksums, \(name) log", .gigabytesPerSecond,
                standings.figures(cursor, .gigabytesPerSecond),
                baseline: (
                    "LZ4_decompress_safe", standings.figures("LZ4_decompress_safe, \(name)", .gigabytesPerSecond)
                ),
                target: .atLeast(timesBaseline: 0.7, "70% of LZ4_decompress_safe"))
        ]
        let records = standings.figures(cursor, .perSecond)
        if standings.tookPart(sqlite) {
            rows.append(
                Row(
                    "scan.\(name).records", "the same, records", .perSecond, records,
                    baseline: (sqlite, standings.figures(sqlite, .perSecond))))
        } else {
            rows.append(Row("scan.\(name).records", "the same, records", .perSecond, records))
        }
        return rows
    }
}
