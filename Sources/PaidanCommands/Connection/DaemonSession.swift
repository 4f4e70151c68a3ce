internal import ArgumentParser
internal import Bytes
internal import CommandHelp
package import EventRendering
package import JSONText
package import PaidanClient
internal import SegmentLog

/// The daemon that a command speaks to, and how its answers are shown.
package struct DaemonArguments: ParsableArguments {
    @OptionGroup var server: ServerOptions

    @OptionGroup var data: DataDirectory

    @Flag(help: .both("原样打印服务返回的 JSON。", "Print the daemon's JSON as it came."))
    package var json = false

    package init() {}
}

/// A command that asks a daemon something.
package protocol DaemonCommand: ShellCommand {
    var daemon: DaemonArguments { get }
    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus
}

extension DaemonCommand {
    package func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        let session = try DaemonSession(daemon, in: shell)
        return try run(session)
    }
}

/// A command's conversation with a daemon.
package struct DaemonSession: ~Copyable {
    package let shell: Shell
    package let isJSON: Bool
    let style: PageStyle
    private let client: DaemonClient
    let policies: DaemonPolicies

    /// - Parameter token: instead of the one that is given or found.
    init(_ arguments: DaemonArguments, in shell: Shell, token: String? = nil) throws(Refusal) {
        self.shell = shell
        isJSON = arguments.json
        client = try arguments.server.client(beside: arguments.data, in: shell, token: token)
        policies = DaemonPolicies(client: client)
        var style = shell.pageStyle
        style.policies = policies
        self.style = style
    }

    deinit { client.close() }

    package var language: Language { style.language }
    var address: ServerAddress { client.address }

    package func get(_ path: String..., query: [(name: String, value: String)] = []) throws(Refusal) -> Answer {
        try send(ClientRequest(.get, path, query: query))
    }

    /// Has something done, once.
    /// - Parameter arguments: what the members of the body are called on the command line, where that is not a flag of
    ///   the same name.
    func act(
        _ method: ClientRequest.Method, _ path: [String], _ body: JSON, _ once: OnceOption,
        arguments: [String: String] = [:]
    ) throws(Refusal) -> Answer {
        let key = once.key(in: shell)
        return try send(.acting(method, path, body, key: key), key: key, arguments: arguments)
    }

    func send(
        _ request: ClientRequest, key: String? = nil, arguments: [String: String] = [:]
    ) throws(Refusal) -> Answer {
        do throws(ClientError) { return try client.send(request) } catch {
            throw Refusal(error, at: client.address, language, key: key, arguments: arguments)
        }
    }

    /// Hands out the lines of an answer as they come.
    /// - Parameter key: that of the request, with which it may be repeated; nil where it may be without.
    package func eachLine(
        of request: ClientRequest, key: String?, _ body: ([[UInt8]]) throws(Refusal) -> Void
    ) throws(Refusal) {
        var lines: AnsweredLines
        do throws(ClientError) { lines = try AnsweredLines(of: client, request) } catch {
            throw Refusal(error, at: client.address, language, key: key)
        }
        while true {
            let more: [[UInt8]]?
            do throws(ClientError) { more = try lines.next() } catch {
                throw Refusal(error, at: client.address, language, key: key)
            }
            guard let more else { return }
            try body(more)
        }
    }

    /// Ends what the token stands for. One that the daemon does not know any more stands for nothing.
    func end(_ request: ClientRequest) throws(Refusal) {
        do throws(ClientError) { _ = try client.send(request) } catch {
            if case .problem(let problem) = error, problem.status == 401 { return }
            throw Refusal(error, at: client.address, language)
        }
    }

    /// Prints what came, or the page that is made of it.
    func say(_ answer: Answer, page: (JSON) -> [String]) throws(Refusal) {
        guard !isJSON else {
            let end = answer.body.last == UInt8(ascii: "\n") ? 1 : 0
            try shell.say([Array(answer.body.dropLast(end))])
            return
        }
        try shell.say(page(try json(answer)).map { Array($0.utf8) })
    }

    package func json(_ answer: Answer) throws(Refusal) -> JSON { try json(answer.body) }

    package func json(_ text: [UInt8]) throws(Refusal) -> JSON {
        guard let json = JSON(parsing: text) else {
            throw Refusal(.notUnderstood("it is no JSON"), at: client.address, language)
        }
        return json
    }
}

/// `--idempotency-key`: what is done twice with one key is done once.
struct OnceOption: ParsableArguments {
    @Option(
        help: .both(
            "幂等键：用同一个键重复执行命令只生效一次。默认：每次新建。",
            "Makes it safe to repeat the command: with the same key it is done once. Default: a new one.",
            valueName: "key"))
    var idempotencyKey: String?

    func key(in shell: Shell) -> String {
        if let idempotencyKey { return idempotencyKey }
        let digits = (0..<2).map { _ in String(shell.environment.random(), radix: 16) }
        return digits.map { String(repeating: "0", count: 16 - $0.count) + $0 }.joined()
    }
}
