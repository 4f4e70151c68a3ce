internal import Foundation

/// Where a database and its write-ahead log are for a while.
struct SQLiteFolder {
    private let path: String

    init(_ bench: LogBench) throws {
        path = try bench.directory.fresh("sqlite")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    var database: String { path + "/events.db" }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
        sync()
    }
}
