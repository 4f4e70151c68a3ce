internal import Foundation

/// Events as rows of a table, in a database as durable as the log: WAL, synchronous=FULL.
@safe final class SQLiteTable {
    private let library: SQLiteLibrary
    private let connection: OpaquePointer

    init(_ library: SQLiteLibrary, path: String) throws {
        self.library = library
        var handle: OpaquePointer?
        // SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        guard unsafe library.open(path, &handle, 6, nil) == 0, let handle = unsafe handle else {
            throw BenchError.sqlite("cannot open \(path)")
        }
        unsafe connection = handle
        try execute(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                + "CREATE TABLE IF NOT EXISTS events (sequence INTEGER PRIMARY KEY, body BLOB NOT NULL)")
    }

    func close() { _ = unsafe library.close(connection) }

    /// Inserts the first `count` events of a corpus, `rowsPerTransaction` durable at a time.
    func insert(_ corpus: Corpus, count: Int, rowsPerTransaction: Int) throws {
        try unsafe withStatement("INSERT INTO events (body) VALUES (?)") { insert in
            var number = 0
            while number < count {
                try execute("BEGIN IMMEDIATE")
                for row in number..<min(number + rowsPerTransaction, count) {
                    try corpus.withBody(row) { (body) throws in
                        // The bytes outlive the step, so SQLite need not copy them: no destructor (SQLITE_STATIC).
                        let isDone = unsafe body.withUnsafeBytes { bytes in
                            unsafe library.bind(insert, 1, bytes.baseAddress, Int32(bytes.count), nil) == 0
                                && library.step(insert) == 101 && library.reset(insert) == 0
                        }
                        guard isDone else { throw BenchError.sqlite("a row was refused") }
                    }
                }
                try execute("COMMIT")
                number += rowsPerTransaction
            }
        }
    }

    /// Inserts rows, durable together.
    func insert(_ bodies: [[UInt8]]) throws {
        try unsafe withStatement("INSERT INTO events (body) VALUES (?)") { insert in
            try execute("BEGIN IMMEDIATE")
            for body in bodies {
                let isDone = unsafe body.withUnsafeBytes { bytes in
                    unsafe library.bind(insert, 1, bytes.baseAddress, Int32(bytes.count), nil) == 0
                        && library.step(insert) == 101 && library.reset(insert) == 0
                }
                guard isDone else { throw BenchError.sqlite("a row was refused") }
            }
            try execute("COMMIT")
        }
    }

    /// Reads all rows in order.
    /// - Returns: how many there are, and a sum over their bytes that shows that they were there.
    func scan() throws -> (rows: Int, sum: UInt64) {
        var result = (rows: 0, sum: UInt64(0))
        try unsafe withStatement("SELECT body FROM events ORDER BY sequence") { select in
            while unsafe library.step(select) == 100 {
                let count = unsafe Int(library.bytes(select, 0))
                guard count > 0, let body = unsafe library.blob(select, 0) else {
                    throw BenchError.sqlite("an empty row")
                }
                result.rows += 1
                result.sum += UInt64(unsafe body.load(fromByteOffset: count - 1, as: UInt8.self)) + UInt64(count)
            }
        }
        return result
    }

    private func withStatement(_ sql: String, _ body: (OpaquePointer) throws -> Void) throws {
        var statement: OpaquePointer?
        guard unsafe library.prepare(connection, sql, -1, &statement, nil) == 0, let statement = unsafe statement else {
            throw BenchError.sqlite("cannot prepare \(sql)")
        }
        defer { _ = unsafe library.finalize(statement) }
        try unsafe body(statement)
    }

    private func execute(_ sql: String) throws {
        guard unsafe library.execute(connection, sql, nil, nil, nil) == 0 else {
            throw BenchError.sqlite("refuses \(sql)")
        }
    }
}
