import DaemonHarness
import Foundation
import PaidanCommands
import TemporaryFolders
import Testing

/// The program as it was built, run as users run it.
enum BuiltPaidan {
    static var path: String { get throws { try BuiltProgram.path(of: "paidan") } }

    /// How a run ended and what it said.
    struct Run {
        var status: Int32
        var output: Data
        var errors: String

        var text: String { String(decoding: output, as: UTF8.self) }
    }

    /// Runs `paidan log` to its end.
    /// - Parameter closing: what a shell is to close before, such as `<&-`.
    static func run(
        _ arguments: [String], input: Data = Data(), variables: [String: String] = [:], closing: String = "",
        withoutPrivileges isUnprivileged: Bool = false
    ) throws -> Run {
        let folder = try TemporaryFolder()
        try input.write(to: URL(fileURLWithPath: folder["input"]))
        for name in ["output", "errors"] { try folder.write(name, "") }
        let process = Process()
        let words = try isUnprivileged ? Unprivileged.words : []
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "exec \"$@\" \(closing)", "sh"] + words + [try path, "log"] + arguments
        process.environment = variables
        process.standardInput = FileHandle(forReadingAtPath: folder["input"])
        process.standardOutput = FileHandle(forWritingAtPath: folder["output"])
        process.standardError = FileHandle(forWritingAtPath: folder["errors"])
        try process.run()
        process.waitUntilExit()
        return Run(
            status: process.shellStatus, output: try folder.bytes("output"),
            errors: String(decoding: try folder.bytes("errors"), as: UTF8.self))
    }
}

extension Process {
    /// As `$?` would say it.
    var shellStatus: Int32 { terminationReason == .uncaughtSignal ? 128 + terminationStatus : terminationStatus }
}

/// `paidan log`, or another command, while it runs: lines go in and come out one by one.
final class RunningPaidan {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private let errors = Pipe()
    private var unread = Data()

    convenience init(
        _ arguments: String..., of command: String = "log", withoutPrivileges isUnprivileged: Bool = false
    ) throws {
        try self.init(arguments, of: command, withoutPrivileges: isUnprivileged)
    }

    init(_ arguments: [String], of command: String, withoutPrivileges isUnprivileged: Bool = false) throws {
        let words = try (isUnprivileged ? Unprivileged.words : []) + [BuiltPaidan.path, command] + arguments
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        process.environment = [:]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        RunLimit.start(for: process)
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    var processIdentifier: Int32 { process.processIdentifier }

    func send(_ text: String) throws { try input.fileHandleForWriting.write(contentsOf: Data(text.utf8)) }

    func endInput() throws { try input.fileHandleForWriting.close() }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// The next line of output, waited for; nil at its end.
    func readLine() -> String? {
        while true {
            if let end = unread.firstIndex(of: 10) {
                defer { unread = unread[(end + 1)...] }
                return String(decoding: unread[..<end], as: UTF8.self)
            }
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            unread = unread + more
        }
    }

    func readLines(_ count: Int) -> [String] { (0..<count).compactMap { _ in readLine() } }

    /// Waits for its end.
    func status() -> Int32 {
        process.waitUntilExit()
        return process.shellStatus
    }

    /// Everything on standard error, once it has ended.
    func errorText() -> String {
        String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
}

/// How a process is started so that modes of files bind it, although root runs the tests.
enum Unprivileged {
    /// What comes before the program's path.
    static var words: [String] {
        get throws {
            guard geteuid() == 0 else { return [] }
            let program = "/usr/bin/setpriv"
            try #require(FileManager.default.isExecutableFile(atPath: program), "util-linux is installed")
            return [program, "--bounding-set=-all", "--inh-caps=-all"]
        }
    }
}
