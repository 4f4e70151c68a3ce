import DaemonHarness
import Testing

/// `paidan` as it was built, asking a daemon as a user would.
enum CommandLine {
    /// Runs it to its end, as the administrator or somebody else; what it printed.
    static func paidan(
        _ daemon: RunningDaemon, _ arguments: String..., language: String, as somebody: DaemonClient? = nil
    ) async throws -> String {
        let program = try Program(
            arguments, of: "paidan",
            variables: [
                "PAIDAN_SERVER": daemon.address, "PAIDAN_TOKEN": somebody?.token ?? daemon.token, "LC_ALL": language,
                "TZ": "Asia/Shanghai",
            ])
        let (status, output, errors) = (await program.status, await program.output, await program.errors)
        try #require(status == 0, "\(errors)")
        return output
    }
}
