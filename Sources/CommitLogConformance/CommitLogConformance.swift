public import CommitLog
public import Conformance

/// What every ``CommitLog/CommitLog`` must do, as checks that name themselves when they fail.
///
/// ```swift
/// @Test(arguments: CommitLogConformance.checks)
/// func conforms(_ check: CommitLogConformance.Check) async throws {
///     let place = MyLog.emptyPlace()
///     try await check.run {
///         let log = try MyLog.open(place)
///         return CommitLogConformance.Opened(log) { log.close() }
///     }
/// }
/// ```
///
/// The checks ask for what can be asked of any log on any device: what becomes of one whose device fails is for each
/// implementation to test. They use no clock: a log that never answers makes a check that never ends.
public struct CommitLogConformance: ConformanceSuite, Sendable {
    let open: @Sendable () async throws -> Opened

    /// A log that was just opened, and how it comes to its end.
    public struct Opened: Sendable {
        let log: any CommitLog
        let close: @Sendable () async -> Void
        let crash: @Sendable () async -> Void

        /// - Parameters:
        ///   - close: closes the log in order; on return it can be opened again.
        ///   - crash: loses whatever was not durable, and lets the log be opened again. Where there is no way to do
        ///     that, nil: then the log is closed.
        public init(
            _ log: any CommitLog, close: @escaping @Sendable () async -> Void,
            crash: (@Sendable () async -> Void)? = nil
        ) {
            self.log = log
            self.close = close
            self.crash = crash ?? close
        }
    }

    /// One thing that must hold.
    public struct Check: Sendable, CustomStringConvertible {
        public let name: String
        private let body: @Sendable (CommitLogConformance) async throws -> Void

        init(_ name: String, _ body: @escaping @Sendable (CommitLogConformance) async throws -> Void) {
            self.name = name
            self.body = body
        }

        public var description: String { name }

        /// The log takes appends of 100 KiB at least. Cost: up to a second, and a few hundred MiB of memory.
        /// - Parameter open: opens the log: an empty one the first time, and after that the same one again. It is
        ///   called again only when what it gave last has been closed or has crashed.
        /// - Throws: ``ConformanceFailure`` if it does not hold.
        public func run(opening open: @escaping @Sendable () async throws -> Opened) async throws(ConformanceFailure) {
            do { try await body(CommitLogConformance(open: open)) } catch { throw ConformanceFailure(name, error) }
        }
    }

    public static let checks: [Check] =
        appendingChecks + expectingChecks + limitChecks + readingChecks + followingChecks + endingChecks
}

// What the checks are written with.
extension CommitLogConformance {
    /// Opens the log, lets `body` use it, and closes it whatever happens.
    func withLog<Result: Sendable>(_ body: (any CommitLog) async throws -> Result) async throws -> Result {
        let opened = try await open()
        do {
            let result = try await body(opened.log)
            await opened.close()
            return result
        } catch {
            await opened.close()
            throw error
        }
    }

    /// Expects that the log ends where it does, and holds exactly `entries`.
    func expect(_ log: any CommitLog, holds entries: [Entry], _ rule: String, line: Int = #line) async throws {
        try expect(log.durable, is: SequenceNumber(UInt64(entries.count)), "the end, as \(rule)", line: line)
        let found = try await all(of: log, line: line)
        try expect(found.count, is: entries.count, "how many records are read, as \(rule)", line: line)
        for (index, pair) in zip(found, entries).enumerated() where pair.0 != pair.1 {
            throw Broken("record \(index + 1) is another, but \(rule)", line: line)
        }
    }

    /// Expects an append to be refused with this error.
    func expectRefusal(
        _ refusal: CommitLogError, of batch: RecordBatch, expecting: SequenceNumber? = nil, by log: any CommitLog,
        line: Int = #line
    ) async throws {
        let refused: CommitLogError?
        do throws(CommitLogError) {
            _ = try await log.append(batch, expecting: expecting)
            refused = nil
        } catch { refused = error }
        try expect(refused, is: refusal, "why an append is refused", line: line)
    }

    /// Every record of the log.
    func all(of log: any CommitLog, line: Int = #line) async throws -> [Entry] {
        try await entries(of: log.read(from: .first), from: .first, line: line)
    }

    /// What `cursor` gives from here on, up to its end, or until it has given `count` records or more.
    func entries(
        of cursor: any RecordCursor, from first: SequenceNumber, count: Int = .max, line: Int = #line
    ) async throws -> [Entry] {
        var entries: [Entry] = []
        var next = first
        var time = Int64.min
        while entries.count < count, let chunk = try await cursor.next() {
            try expect(chunk.first, is: next, "a cursor gives each record once and in order", line: line)
            try expect(chunk.time >= time, "the time of a cursor's chunks never falls", line: line)
            time = chunk.time
            chunk.forEach { record in
                if record.sequence == next { next = next.next }
                entries.append(Entry(record))
            }
            try expect(next, is: chunk.last.next, "the records of a chunk are numbered in order", line: line)
        }
        return entries
    }

    /// Appends these numbers as text, each when the one before it is durable.
    func append(_ numbers: Range<Int>, to log: any CommitLog) async throws {
        for number in numbers { _ = try await log.append(RecordBatch("\(number)"), expecting: nil) }
    }

    /// Appends each batch when the one before it is durable, and expects that they stand one behind the other.
    @discardableResult
    func append(_ batches: [[Entry]], to log: any CommitLog, line: Int = #line) async throws -> [Entry] {
        for entries in batches {
            let end = log.durable
            let places = try await log.append(RecordBatch(entries), expecting: nil)
            try expect(places, is: end.next...end.advanced(by: entries.count), "numbers have no gap", line: line)
            try expect(log.durable, is: places.upperBound, "what is acknowledged is durable", line: line)
        }
        return batches.flatMap { $0 }
    }
}
