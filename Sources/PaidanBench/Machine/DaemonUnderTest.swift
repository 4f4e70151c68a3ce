internal import Foundation
internal import PaidanClient
internal import Threads

/// A daemon of the bench's own, a process beside it. What it says goes into a file beside its data.
final class DaemonUnderTest {
    private let process = Process()
    let path: String
    let address: String

    var tokenFile: String { path + "/admin-token" }
    var identifier: Int32 { process.processIdentifier }
    private var saidFile: String { path + ".log" }

    /// Returns when it listens.
    init(_ path: String) throws {
        self.path = path
        let said = path + ".log"
        guard FileManager.default.createFile(atPath: said, contents: nil),
            let errors = FileHandle(forWritingAtPath: said)
        else { throw BenchError.unexpected("\(said) cannot be written") }
        process.executableURL = URL(fileURLWithPath: Self.program("paidand"))
        process.arguments = ["--data", path, "--listen", "127.0.0.1:0", "--requests-per-second", "10000000"]
        process.standardError = errors
        try process.run()
        do { address = try Self.address(of: process, path) } catch {
            process.terminate()
            throw error
        }
    }

    /// Where it listens, once it does.
    private static func address(of process: Process, _ path: String) throws -> String {
        let began = MonotonicInstant.now.nanoseconds
        while !lines(of: path + ".log").contains(where: { $0.contains(#""message":"listening""#) }) {
            guard process.isRunning, MonotonicInstant.now.nanoseconds - began < startNanosecondsMax else {
                let said = lines(of: path + ".log").joined(separator: "\n")
                throw BenchError.unexpected("the daemon does not start: \(said)")
            }
            Thread.sleep(forTimeInterval: 0.02)
        }
        return try text(path + "/address")
    }

    /// A log of a whole day is read in seconds.
    private static let startNanosecondsMax: Int64 = 600_000_000_000

    /// A program that was built beside this one.
    static func program(_ name: String) -> String {
        let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        return own.deletingLastPathComponent().appendingPathComponent(name).path
    }

    func token() throws -> String { try Self.text(tokenFile) }

    func client() throws -> DaemonClient {
        guard let server = ServerAddress(address) else { throw BenchError.unexpected("no address: \(address)") }
        return try DaemonClient(server, token: try token(), language: "en", certificates: nil)
    }

    /// What it has said so far, line by line.
    var said: [String] { Self.lines(of: saidFile) }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// Lets it end as it wants to.
    /// - Returns: how it ended.
    @discardableResult
    func stop() -> Int32 {
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
        return process.terminationStatus
    }

    private static func lines(of path: String) -> [String] {
        ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
    }

    private static func text(_ path: String) throws -> String {
        try String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
