internal import ArgumentParser
internal import CommandHelp
internal import EventRendering
internal import Foundation

/// The command `paidand`.
public enum DaemonCommand {
    /// Runs the daemon until it is told to stop, and ends the process.
    public static func main() async -> Never {
        let variables = ProcessInfo.processInfo.environment
        let language = Language(ofUser: { variables[$0] })
        do {
            let flags = try Flags.read(Array(CommandLine.arguments.dropFirst()), language)
            let settings = try Settings(flags: flags, environment: variables)
            if flags.printConfig { return end(settings.text, status: 0, to: .standardOutput) }
            if flags.newAdminToken {
                try await Daemon(settings).renewAdministrator()
                return end(
                    language("新令牌在 \(settings.data)/admin-token", "the new token is in \(settings.data)/admin-token"),
                    status: 0, to: .standardOutput)
            }
            try await Daemon(settings).run()
            exit(0)
        } catch let error as DaemonError {
            return end("paidand: \(error.message[language])", status: error.status)
        } catch {
            let isAsked = Flags.exitCode(for: error).isSuccess
            return end(
                Flags.text(for: error, language), status: isAsked ? 0 : 1,
                to: isAsked ? .standardOutput : .standardError)
        }
    }

    private static func end(_ text: String, status: Int32, to file: FileHandle = .standardError) -> Never {
        file.write(Data((text + "\n").utf8))
        exit(status)
    }
}

/// What the command line says. What it leaves out, the environment or a file may say.
struct Flags: ParsableCommand {
    @Option(help: .both("数据目录，不存在时自动创建。", "The data directory; it is made if it is new.", valueName: "dir"))
    var data: String?

    @Option(help: .both("新数据目录采用的方案。", "The profile that a new data directory begins with.", valueName: "name"))
    var profile: String?

    @Option(
        help: .both(
            "监听地址，格式为 主机:端口；端口 0 表示任选空闲端口，实际地址写入 DIR/address。",
            "Where to listen, as HOST:PORT; port 0 takes a free one, which DIR/address then names.",
            valueName: "host:port"))
    var listen: String?

    @Option(
        help: .both(
            "PEM 证书文件，首个为本服务的证书；指定后使用 HTTPS。",
            "A file of certificates in PEM, the daemon's own first: HTTPS instead of HTTP.", valueName: "file"))
    var tlsCertificate: String?

    @Option(
        help: .both("首个证书的私钥文件，PEM 格式。", "The file with the key of the first certificate, in PEM.", valueName: "file"))
    var tlsKey: String?

    @Flag(
        help: .both(
            "在非本机地址上不经 TLS 监听，适用于前面另有 TLS 代理的情形。",
            "Listens beyond loopback without TLS: behind something else that has it."))
    var plainHttp = false

    @Option(
        help: .both(
            "发给客户的链接的前缀。默认：监听地址。", "What the links to customers begin with. Default: where it listens.",
            valueName: "url"))
    var publicUrl: String?

    @Option(help: .both("每个账号每秒可发送的请求数。", "Requests that each account may send, a second.", valueName: "n"))
    var requestsPerSecond: Int?

    @Option(help: .both("同时连接数上限，超出的连接等待。", "Connections at once; further ones wait.", valueName: "n"))
    var connections: Int?

    @Option(
        help: .both(
            "标准错误输出的日志级别：trace、debug、info、notice、warning、error 或 critical。",
            "How much is told on standard error: trace, debug, info, notice, warning, error or critical.",
            valueName: "level"))
    var logLevel: String?

    @Option(
        help: .both(
            "system 为系统时钟；manual 用于演练，时间静止，直到 PUT /v1/clock 拨动。",
            "system, or manual for a rehearsal: then time stands still until PUT /v1/clock turns it.", valueName: "kind"
        ))
    var clock: String?

    @Option(
        help: .both(
            "YAML 配置文件；命令行选项与环境变量优先于它。", "A YAML file of settings, which flags and the environment override.",
            valueName: "file"))
    var config: String?

    @Flag(help: .both("打印每项配置及其来源，然后退出。", "Prints every setting and where it comes from, and ends."))
    var printConfig = false

    @Flag(
        help: .both(
            "恢复首个账号的管理员身份，把新令牌写入 DIR/admin-token，然后退出。",
            "Makes the first account the administrator's again, with a new token in DIR/admin-token, and ends."))
    var newAdminToken = false

    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "paidand",
            abstract: .both(
                "守护进程：接收客户请求、派单，并保存每个事件。",
                "The daemon: takes customers' requests, dispatches them, and keeps every event."),
            discussion: .both(
                """
                每项配置也可来自环境变量（PAIDAN_DATA、PAIDAN_LISTEN、PAIDAN_TLS_CERTIFICATE 等）或配置文件；优先级依\
                次为命令行、环境变量、文件。首次启动会创建管理员，并把令牌写入 DIR/admin-token。令牌丢失时，有权写 DIR \
                的人可在服务停止时用 --new-admin-token 换一个，这同样会记录为事件。
                """,
                """
                Every setting can also come from the environment (PAIDAN_DATA, PAIDAN_LISTEN, PAIDAN_TLS_CERTIFICATE \
                …) or from a file; flags come first, then the environment, then the file. The first start makes an \
                administrator and writes the token to DIR/admin-token. Whoever may write DIR, and has lost that, gets \
                another with --new-admin-token while no daemon runs on it; that is an event like any other.
                """),
            version: "paidand 0.1.0")
    }

    static let examples = [
        Example("在本机监听", "On this machine", "paidand --data /var/lib/paidan --listen 127.0.0.1:8480"),
        Example(
            "经 HTTPS 对外监听", "For others, over HTTPS",
            "paidand --data data --listen 0.0.0.0:8443 --tls-certificate cert.pem --tls-key key.pem"),
        Example("每项配置及其来源", "Every setting, and where it comes from", "PAIDAN_DATA=data paidand --print-config"),
        Example("换一个管理员令牌", "Another token for the administrator", "paidand --data data --new-admin-token"),
    ]

    static func read(_ arguments: [String], _ language: Language) throws -> Flags {
        try HelpLanguage.$current.withValue(language) { try parse(arguments) }
    }

    /// What was asked for in place of running, or what is wrong with the arguments.
    static func text(for error: any Error, _ language: Language) -> String {
        let said = HelpLanguage.$current.withValue(language) { message(for: error) }
        guard exitCode(for: error).isSuccess else {
            return "paidand: \(ParserFault.text(said, in: language))"
                + language("；见 `paidand --help`", "; see `paidand --help`")
        }
        let isHelp = CommandLine.arguments.contains { ["-h", "--help"].contains($0) }
        guard isHelp else { return said }
        return HelpScreen(of: Flags.self, path: [], examples: examples, in: language).lines.joined(separator: "\n")
    }
}
