internal import SegmentLog
internal import Threads

/// Ways to open and fill the log that is measured.
enum LogUnderTest {
    static func environment() -> LogEnvironment { .system(owner: "paidan-bench") }

    static func open(_ path: String, _ change: (inout LogOptions) -> Void = { _ in }) throws -> SegmentLog {
        var options = LogOptions()
        change(&options)
        return try SegmentLog.open(path, options: options, environment: environment())
    }

    static func key() throws -> MasterKey {
        try MasterKey(hexadecimal: MasterKey.generate(.system(owner: "paidan-bench")))
    }

    /// Opens a log, gives it to `body`, and closes it whatever happens.
    static func with<Result>(
        _ path: String, _ change: (inout LogOptions) -> Void = { _ in }, _ body: (SegmentLog) throws -> Result
    ) throws -> Result {
        let log = try open(path, change)
        defer { log.close() }
        return try body(log)
    }
}
