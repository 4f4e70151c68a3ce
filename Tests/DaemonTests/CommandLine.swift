import DaemonHarness
import Testing

/// `paidan` as it was built, asking a daemon as a user would.
enum CommandLine {
    /// Runs it to its end, as the administrator; what it printed.
    static func paidan(_ daemon: RunningDaemon, _ arguments: String..., language: String) async throws -> String {
        let program = try Program(
            arguments, of: "paidan",
            variables: [
                "PAIDAN_SERVER": daemon.address, "PAIDAN_TOKEN": daemon.token, "LC_ALL": language,
                "TZ": "Asia/Shanghai",
            ])
        let status = await program.status
        try #require(status == 0, "\(await program.errors)")
        return await program.output
    }
}
