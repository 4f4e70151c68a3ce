internal import ArgumentParser
internal import Foundation

/// The command `paidand`.
public enum DaemonCommand {
    /// Runs the daemon until it is told to stop, and ends the process.
    public static func main() async -> Never {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            let flags = try Flags.parse(arguments)
            if flags.version { return end("paidand 0.1.0", status: 0, to: .standardOutput) }
            let settings = try Settings(flags: flags, environment: ProcessInfo.processInfo.environment)
            if flags.printConfig { return end(settings.text, status: 0, to: .standardOutput) }
            if flags.newAdminToken {
                try await Daemon(settings).renewAdministrator()
                return end("the new token is in \(settings.data)/admin-token", status: 0, to: .standardOutput)
            }
            try await Daemon(settings).run()
            exit(0)
        } catch let error as DaemonError {
            return end("paidand: \(error.message)", status: error.status)
        } catch {
            let isAsked = Flags.exitCode(for: error).isSuccess
            let text =
                isAsked ? Flags.fullMessage(for: error) : "paidand: \(Flags.message(for: error)); see `paidand --help`"
            return end(text, status: isAsked ? 0 : 1, to: isAsked ? .standardOutput : .standardError)
        }
    }

    private static func end(_ text: String, status: Int32, to file: FileHandle = .standardError) -> Never {
        file.write(Data((text + "\n").utf8))
        exit(status)
    }
}

/// What the command line says. What it leaves out, the environment or a file may say.
struct Flags: ParsableArguments {
    @Option(help: "The data directory; it is made if it is new.")
    var data: String?

    @Option(help: "The profile that a new data directory begins with.")
    var profile: String?

    @Option(help: "Where to listen, as HOST:PORT; port 0 takes a free one, which DIR/address then names.")
    var listen: String?

    @Option(help: "A file of certificates in PEM, the daemon's own first: HTTPS instead of HTTP.")
    var tlsCertificate: String?

    @Option(help: "The file with the key of the first certificate, in PEM.")
    var tlsKey: String?

    @Flag(help: "Listens beyond loopback without TLS: behind something else that has it.")
    var plainHttp = false

    @Option(help: "What the links to customers begin with. Default: where it listens.")
    var publicUrl: String?

    @Option(help: "Requests that each account may send, a second.")
    var requestsPerSecond: Int?

    @Option(help: "Connections at once; further ones wait.")
    var connections: Int?

    @Option(help: "How much is told on standard error: trace, debug, info, notice, warning, error or critical.")
    var logLevel: String?

    @Option(help: "system, or manual for a rehearsal: then time stands still until PUT /v1/clock turns it.")
    var clock: String?

    @Option(help: "A YAML file of settings, which flags and the environment override.")
    var config: String?

    @Flag(help: "Prints every setting and where it comes from, and ends.")
    var printConfig = false

    @Flag(
        help: "Makes the first account the administrator's again, with a new token in DIR/admin-token, and ends.")
    var newAdminToken = false

    @Flag(help: "Prints the version, and ends.")
    var version = false

    static let configuration = CommandConfiguration(
        commandName: "paidand",
        abstract: "The daemon: takes customers' requests, dispatches them, and keeps every event.",
        discussion: """
            Every setting can also come from the environment (PAIDAN_DATA, PAIDAN_LISTEN, PAIDAN_TLS_CERTIFICATE …) or \
            from a file; flags come first, then the environment, then the file. The first start makes an administrator \
            and writes the token to DIR/admin-token. Whoever may write DIR, and has lost that, gets another with \
            --new-admin-token while no daemon runs on it; that is an event like any other.

            EXAMPLES
              paidand --data /var/lib/paidan --listen 127.0.0.1:8480
              paidand --data data --listen 0.0.0.0:8443 --tls-certificate cert.pem --tls-key key.pem
              PAIDAN_DATA=data paidand --print-config
              paidand --data data --new-admin-token
            """)

    static func parse(_ arguments: [String]) throws -> Flags { try Self.parse(arguments as [String]?) }
}
