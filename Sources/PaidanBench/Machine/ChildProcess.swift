internal import Foundation

/// This program, started again with other arguments, for what has to happen in another process.
final class ChildProcess {
    private let process = Process()
    private let output = Pipe()

    convenience init(_ arguments: [String]) throws {
        try self.init(URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path, arguments)
    }

    /// Another program.
    init(_ path: String, _ arguments: [String]) throws {
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
    }

    /// Waits until it has written something.
    func awaitWord() throws -> [UInt8] { [UInt8](output.fileHandleForReading.availableData) }

    /// Everything it writes, to its end, which must be a good one.
    func finish() throws -> [UInt8] {
        let bytes = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw BenchError.child(process.terminationStatus) }
        return bytes
    }

    /// Ends it as a power cut would: without a word.
    func kill() {
        _ = Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}

enum BenchError: Error, CustomStringConvertible {
    case child(Int32)
    case sqlite(String)
    case redis(String)
    case unexpected(String)

    var description: String {
        switch self {
        case .child(let status): "a process started by the bench ended with status \(status)"
        case .sqlite(let what): "SQLite: \(what)"
        case .redis(let what): "Redis: \(what)"
        case .unexpected(let what): what
        }
    }
}
