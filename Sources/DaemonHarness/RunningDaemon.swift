internal import Foundation
package import TemporaryFolders

/// A daemon that listens on a port of this machine, on a data directory. It ends, as a crash would end it, with the
/// last one who has it.
package struct RunningDaemon: Sendable {
    package let program: Program
    package let folder: TemporaryFolder
    package let address: String
    /// The administrator's.
    package let token: String

    /// Returns when it listens.
    /// - Throws: ``DidNotStart``.
    package init(
        on folder: TemporaryFolder, listen: String = "127.0.0.1:0", _ arguments: [String] = [], within: [String] = []
    ) async throws {
        self.folder = folder
        program = try Program(["--data", folder["data"], "--listen", listen] + arguments, within: within)
        guard await program.isListening else {
            throw DidNotStart(status: await program.status, errors: await program.errors)
        }
        address = try folder.text("data/address")
        token = try folder.text("data/admin-token")
    }

    /// On a data directory of its own.
    package static func new(_ arguments: String...) async throws -> RunningDaemon {
        try await RunningDaemon(on: TemporaryFolder(), arguments)
    }

    package struct DidNotStart: Error {
        package var status: Int32
        package var errors: String
    }

    package var data: String { folder["data"] }
    package var tokenFile: String { folder["data/admin-token"] }

    /// Tells it to stop, and returns how it ended; if badly, with its last words on standard error.
    @discardableResult
    package func stop() async -> Int32 {
        program.signal(SIGTERM)
        let status = await program.status
        if status != 0 { print("paidand ended with \(status): \(await program.errors.prefix(20_000))") }
        return status
    }

    /// Ends it as a crash would.
    package func kill() async {
        program.signal(SIGKILL)
        let status = await program.status
        precondition(status == 128 + SIGKILL, "the daemon ran until it was killed, and did not end with \(status)")
    }

    /// Ends it with a signal and starts another where it was.
    package func restarted(_ signal: Int32) async throws -> RunningDaemon {
        program.signal(signal)
        _ = await program.status
        // A scheme of four to five letters, and then the host and port.
        let listen = address.split(separator: "/").last.map(String.init) ?? address
        return try await RunningDaemon(on: folder, listen: listen)
    }
}
