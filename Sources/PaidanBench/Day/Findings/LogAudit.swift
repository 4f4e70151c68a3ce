internal import Foundation
internal import JSONText

/// What `paidan audit verify` says of the log that a day left.
struct LogAudit {
    var isSound: Bool
    var events: UInt64
    var open: UInt64
    var violations: UInt64
    /// The first of them.
    var told: [String]

    init(_ path: String) throws {
        let audit = Process()
        let output = Pipe()
        audit.executableURL = URL(fileURLWithPath: DaemonUnderTest.program("paidan"))
        audit.arguments = ["audit", "verify", "--data", path, "--json"]
        audit.standardOutput = output
        audit.standardError = FileHandle.nullDevice
        try audit.run()
        let bytes = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
        audit.waitUntilExit()
        guard let report = JSON(parsing: bytes) else {
            throw BenchError.unexpected("the audit says nothing, and ends with \(audit.terminationStatus)")
        }
        isSound = report["isSound"]?.asBool ?? false
        let rules = report["rules"]
        events = rules?["events"]?.asUnsigned ?? 0
        open = rules?["open"]?.asUnsigned ?? 0
        violations = rules?["violationCount"]?.asUnsigned ?? 0
        told = (rules?["violations"]?.asElements ?? []).prefix(10).map(\.text)
    }
}
