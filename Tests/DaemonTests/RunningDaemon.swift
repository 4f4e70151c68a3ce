import Foundation
import TemporaryFolders
import Testing

/// A daemon that listens on a free port of this machine, on a data directory.
struct RunningDaemon: Sendable {
    let program: Program
    let folder: TemporaryFolder
    let address: String
    /// The administrator's.
    let token: String

    /// Returns when it listens.
    /// - Throws: ``DidNotStart``.
    init(on folder: TemporaryFolder, listen: String = "127.0.0.1:0", _ arguments: [String] = []) async throws {
        self.folder = folder
        program = try Program(["--data", folder["data"], "--listen", listen] + arguments)
        guard await program.isListening else {
            throw DidNotStart(status: await program.status, errors: await program.errors)
        }
        address = try folder.text("data/address")
        token = try folder.text("data/admin-token")
    }

    /// On a data directory of its own.
    static func new(_ arguments: String...) async throws -> RunningDaemon {
        try await RunningDaemon(on: TemporaryFolder(), arguments)
    }

    struct DidNotStart: Error {
        var status: Int32
        var errors: String
    }

    var client: DaemonClient { DaemonClient(address: address, token: token) }

    /// Tells it to stop, and returns how it ended; if badly, with its last words on standard error.
    @discardableResult
    func stop() async -> Int32 {
        program.signal(SIGTERM)
        let status = await program.status
        if status != 0 { print("paidand ended with \(status): \(await program.errors.prefix(20_000))") }
        return status
    }

    /// Ends it as a crash would.
    func kill() async {
        program.signal(SIGKILL)
        let status = await program.status
        #expect(status == 128 + SIGKILL)
    }
}

extension TemporaryFolder {
    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: self[name]) }

    /// The files below a folder that hold one of some texts somewhere, each with the text.
    func files(of name: String, with texts: [String]) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: self[name]).flatMap { file -> [String] in
            // Folders have no bytes, and segments end in megabytes of zeros.
            guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: self[name] + "/" + file)),
                let last = bytes.lastIndex(where: { $0 != 0 })
            else { return [] }
            let written = bytes[...last]
            return texts.filter { written.range(of: Data($0.utf8)) != nil }.map { "\(file): \($0)" }
        }
    }
}
