import DaemonHarness
import Foundation
import Testing

/// `paidan` as it was built, asking a daemon as a user would.
enum CommandLine {
    /// Runs it to its end, as the administrator; what it printed.
    static func paidan(
        _ daemon: RunningDaemon, _ arguments: String..., language: String
    ) async throws -> String {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("paidan")
        process.arguments = arguments
        process.environment = [
            "PAIDAN_SERVER": daemon.address, "PAIDAN_TOKEN": daemon.token, "LC_ALL": language, "TZ": "Asia/Shanghai",
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        return try await withCheckedThrowingContinuation { done in
            // Blocks a thread of its own, not one that tests run on.
            Thread.detachNewThread {
                let printed = output.fileHandleForReading.readDataToEndOfFile()
                process.waitUntilExit()
                done.resume(
                    with: process.terminationStatus == 0
                        ? .success(String(decoding: printed, as: UTF8.self))
                        : .failure(Failed(status: process.terminationStatus)))
            }
        }
    }

    struct Failed: Error { var status: Int32 }
}
