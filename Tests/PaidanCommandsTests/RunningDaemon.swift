import Foundation
import PaidanCommands
import TemporaryFolders
import Testing

/// `paidand` as it was built, on a data directory, on this machine.
final class RunningDaemon {
    let folder: TemporaryFolder
    private let process = Process()
    private let errors = Pipe()

    /// Returns when it listens.
    /// - Parameter port: 0 for a free one.
    init(on folder: TemporaryFolder, port: Int = 0, _ options: [String] = []) throws {
        self.folder = folder
        process.executableURL = URL(filePath: try BuiltPaidan.path + "d")
        process.arguments =
            ["--data", folder["data"], "--listen", "127.0.0.1:\(port)", "--log-level", "notice"] + options
        process.environment = [:]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
        var said = Data()
        while said.range(of: Data(#""message":"listening""#.utf8)) == nil {
            let more = errors.fileHandleForReading.availableData
            try #require(!more.isEmpty, "paidand listens: \(String(decoding: said, as: UTF8.self))")
            said += more
        }
    }

    deinit { end(SIGKILL) }

    var data: String { folder["data"] }
    var tokenFile: String { folder["data/admin-token"] }
    var address: String {
        get throws {
            String(decoding: try folder.bytes("data/address"), as: UTF8.self).trimmingCharacters(in: .newlines)
        }
    }

    /// Sends a signal and waits for the end.
    func end(_ signal: Int32) {
        if process.isRunning { kill(process.processIdentifier, signal) }
        process.waitUntilExit()
    }

    /// Ends it with a signal and starts it again where it was.
    func restarted(_ signal: Int32) throws -> RunningDaemon {
        let port = try #require(Int(address.split(separator: ":").last ?? ""))
        end(signal)
        return try RunningDaemon(on: folder, port: port)
    }

    /// A shell whose commands find it.
    func shell(_ input: String = "", language: String = "C") -> TestShell {
        TestShell(input.isEmpty ? [] : [.text(input)], variables: ["PAIDAN_DATA": data, "LANG": language])
    }

    /// What a command prints, as lines.
    func lines(_ arguments: String..., language: String = "C") -> [String] {
        let shell = shell(language: language)
        #expect(shell.run(arguments) == .success, "\(arguments): \(shell.errors.text)")
        return shell.output.lines
    }
}
