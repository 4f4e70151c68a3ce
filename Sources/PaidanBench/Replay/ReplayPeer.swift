internal import CommitLog
internal import Foundation

/// The records of a log as rows of an SQLite database, which is scanned beside the replay.
struct ReplayPeer {
    private let library: SQLiteLibrary
    private let database: String
    private let rows: Int

    /// Nil where there is no SQLite on the machine.
    init?(_ log: TicketLog, in folder: String, _ progress: Progress) throws {
        guard let library = SQLiteLibrary() else { return nil }
        self.library = library
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        database = folder + "/events.db"
        let table = try SQLiteTable(library, path: database)
        defer { table.close() }
        rows = try log.read { chunk in
            progress.say("filling SQLite")
            var bodies: [[UInt8]] = []
            chunk.forEach { record in bodies.append(record.bodyBytes) }
            try table.insert(bodies)
        }
    }

    /// Of one scan in order.
    func rowsPerSecond() throws -> Double {
        let table = try SQLiteTable(library, path: database)
        defer { table.close() }
        let stopwatch = Stopwatch()
        let result = try table.scan()
        guard result.rows == rows, result.sum > 0 else { throw BenchError.sqlite("rows are missing") }
        return Double(rows) / stopwatch.seconds
    }
}
