internal import Configuration
internal import Foundation
internal import Logging
internal import NIOCore
internal import Policies
internal import PolicyFiles
internal import Yams

/// Everything that can be decided about a daemon, and who decided it: a flag, the environment, a file, or nobody.
struct Settings {
    private(set) var data = ""
    /// Nil where nobody says: then it is the log's own, or the first there is.
    private(set) var profile: String?
    private(set) var listen = Address(host: "127.0.0.1", port: 8480)
    private(set) var tls: TLSFiles?
    /// What the links to customers begin with; nil for where the daemon listens.
    private(set) var publicURL: String?
    private(set) var requestsPerSecond = 0
    private(set) var connections = 0
    private(set) var logLevel = Logger.Level.info
    /// Time stands still until somebody turns it: a rehearsal.
    private(set) var isRehearsal = false
    private var lines: [(name: String, value: String, origin: String)] = []

    struct Address: Hashable {
        var host: String
        var port: Int

        /// Nobody else's machine gets there. A name other than `localhost` may be anybody's.
        var isLoopback: Bool {
            if host.lowercased() == "localhost" { return true }
            return (try? SocketAddress(ipAddress: host, port: 0))?.isLoopback ?? false
        }
        /// As a URL has it.
        var text: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
    }

    /// - Throws: ``DaemonError`` that names what is wrong and where it comes from.
    init(flags: Flags, environment: [String: String]) throws {
        let sources = try SettingSources(flags: flags, environment: environment)
        data = try take("data", from: sources, otherwise: "./paidan-data") { $0.isEmpty ? nil : $0 }
        profile = try takeOptional("profile", from: sources) { PolicyFiles.profiles.contains($0) ? $0 : nil }
        listen = try take("listen", from: sources, otherwise: "127.0.0.1:8480", Self.address)
        let certificate = try takeOptional("tls-certificate", from: sources) { $0 }
        let key = try takeOptional("tls-key", from: sources) { $0 }
        let isPlain = try take("plain-http", from: sources, otherwise: "false") { Bool($0) }
        publicURL = try takeOptional("public-url", from: sources, Self.url)
        requestsPerSecond = try take(
            "requests-per-second", from: sources, otherwise: "\(DaemonLimits.requestsPerSecondOtherwise)",
            Self.number(DaemonLimits.requestsPerSecond))
        connections = try take(
            "connections", from: sources, otherwise: "\(DaemonLimits.connectionsOtherwise)",
            Self.number(DaemonLimits.connections))
        logLevel = try take("log-level", from: sources, otherwise: "info") { Logger.Level(rawValue: $0) }
        isRehearsal = try take("clock", from: sources, otherwise: "system") { ["system": false, "manual": true][$0] }
        switch (certificate, key) {
        case (let certificate?, let key?): tls = TLSFiles(certificate: certificate, key: key)
        case (nil, nil): break
        default:
            throw DaemonError.badUse(
                "tls-certificate 与 tls-key 须同时设置，现在只有其一",
                "tls-certificate and tls-key come together; only one of them is set")
        }
        if !listen.isLoopback, tls == nil, !isPlain {
            throw DaemonError.badUse(
                "不经 TLS 在 \(listen.text) 监听会暴露令牌和客户资料：请设置 tls-certificate 和 tls-key；前面另有 TLS 代理时可用 "
                    + "--plain-http",
                "listening on \(listen.text) without TLS shows tokens and customers to all: set tls-certificate and "
                    + "tls-key, or --plain-http if something in front of it has TLS")
        }
    }

    /// As `--print-config` shows them.
    var text: String {
        let width = lines.map(\.name.count).max() ?? 0
        return lines.map { line in
            let name = line.name.padding(toLength: width, withPad: " ", startingAt: 0)
            return "\(name)  \(line.value.isEmpty ? "-" : line.value)  (\(line.origin))"
        }.joined(separator: "\n")
    }

    private mutating func take<Value>(
        _ name: String, from sources: SettingSources, otherwise: String, _ read: (String) -> Value?
    ) throws -> Value {
        let (text, origin) = try sources.value(name) ?? (otherwise, "default")
        lines.append((name, text, origin))
        guard let value = read(text) else { throw Self.refusal(name, text, origin) }
        return value
    }

    private mutating func takeOptional<Value>(
        _ name: String, from sources: SettingSources, _ read: (String) -> Value?
    ) throws -> Value? {
        guard let (text, origin) = try sources.value(name) else {
            lines.append((name, "", "default"))
            return nil
        }
        lines.append((name, text, origin))
        guard let value = read(text) else { throw Self.refusal(name, text, origin) }
        return value
    }

    private static func refusal(_ name: String, _ text: String, _ origin: String) -> DaemonError {
        let right = rightValues[name]
        return .badUse(
            "\(name) 不能是 '\(text)'（\(origin)）" + (right.map { "，应为\($0.chinese)" } ?? ""),
            "\(name) cannot be '\(text)' (\(origin))" + (right.map { "; it is \($0.english)" } ?? ""))
    }

    /// What a setting may be, for whoever wrote something else.
    private static let rightValues = [
        "data": LocalText("目录，如 ./paidan-data", "a directory, such as ./paidan-data"),
        "profile": LocalText(
            " " + PolicyFiles.profiles.joined(separator: " 或 "), PolicyFiles.profiles.joined(separator: " or ")),
        "listen": LocalText("主机:端口，如 127.0.0.1:8480", "HOST:PORT, such as 127.0.0.1:8480"),
        "plain-http": LocalText(" true 或 false", "true or false"),
        "public-url": LocalText(
            "地址，如 https://service.example.com", "an address such as https://service.example.com"),
        "requests-per-second": words(DaemonLimits.requestsPerSecond), "connections": words(DaemonLimits.connections),
        "log-level": LocalText(
            " trace、debug、info、notice、warning、error 或 critical",
            "trace, debug, info, notice, warning, error or critical"),
        "clock": LocalText(" system，演练时为 manual", "system, or manual for a rehearsal"),
    ]

    private static func address(_ text: String) -> Address? {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        return host.isEmpty ? nil : Address(host: host, port: Int(port))
    }

    private static func url(_ text: String) -> String? {
        let rest = ["https://", "http://"].first { text.hasPrefix($0) }.map { text.dropFirst($0.count) } ?? ""
        return rest.isEmpty || rest.contains { $0.isWhitespace || "?#\"<>".contains($0) } ? nil : text
    }

    private static func words(_ range: ClosedRange<Int>) -> LocalText {
        LocalText(
            " \(range.lowerBound) 到 \(range.upperBound) 的数",
            "a number from \(range.lowerBound) to \(range.upperBound)")
    }

    private static func number(_ range: ClosedRange<Int>) -> (String) -> Int? {
        { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
    }
}

/// Where settings come from, the first first.
private struct SettingSources {
    private static let names = [
        "data", "profile", "listen", "tls-certificate", "tls-key", "plain-http", "public-url",
        "requests-per-second", "connections", "log-level", "clock",
    ]

    private var providers: [(origin: String, provider: any ConfigProvider)]

    init(flags: Flags, environment: [String: String]) throws {
        var given: [String: String] = [:]
        given["data"] = flags.data
        given["profile"] = flags.profile
        given["listen"] = flags.listen
        given["tls-certificate"] = flags.tlsCertificate
        given["tls-key"] = flags.tlsKey
        given["plain-http"] = flags.plainHttp ? "true" : nil
        given["public-url"] = flags.publicUrl
        given["requests-per-second"] = flags.requestsPerSecond.map(String.init)
        given["connections"] = flags.connections.map(String.init)
        given["log-level"] = flags.logLevel
        given["clock"] = flags.clock
        providers = [
            ("flag", Self.provider("flag", given)),
            ("environment", EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "paidan")),
        ]
        if let path = flags.config ?? environment["PAIDAN_CONFIG"] {
            providers.append((path, Self.provider(path, try Self.read(path))))
        }
    }

    /// The value of a setting and where it comes from.
    func value(_ name: String) throws -> (String, origin: String)? {
        let key = AbsoluteConfigKey(ConfigKey(name.split(separator: "-").map(String.init)))
        for (origin, provider) in providers {
            let found = try provider.value(forKey: key, type: .string)
            guard let value = found.value, case .string(let text) = value.content else { continue }
            return (text, origin == "environment" ? found.encodedKey : origin)
        }
        return nil
    }

    private static func provider(_ name: String, _ values: [String: String]) -> InMemoryProvider {
        InMemoryProvider(
            name: name,
            values: Dictionary(
                uniqueKeysWithValues: values.map { name, text in
                    (
                        AbsoluteConfigKey(ConfigKey(name.split(separator: "-").map(String.init))),
                        ConfigValue(stringLiteral: text)
                    )
                }))
    }

    private static func read(_ path: String) throws -> [String: String] {
        let text: String
        do { text = try String(contentsOfFile: path, encoding: .utf8) } catch {
            let cause = UnreadableFile.cause(path) ?? LocalText("\(path) 不是 UTF-8", "\(path) is not UTF-8")
            throw DaemonError.badUse("config：\(cause.chinese)", "config: \(cause.english)")
        }
        let loaded: Any?
        do { loaded = try Yams.load(yaml: text) } catch { throw Self.fault(error, in: text, of: path) }
        guard let settings = loaded as? [String: Any] else {
            if loaded == nil { return [:] }
            throw DaemonError.badUse(
                "\(path) 不是配置清单，应每行一项，格式为 名称: 值",
                "\(path) is not a list of settings, one a line: NAME: VALUE")
        }
        let unknown = settings.keys.filter { !names.contains($0) }.sorted()
        guard unknown.isEmpty else {
            throw DaemonError.badUse(
                "\(path)：没有配置项 \(unknown.joined(separator: "、"))，可用："
                    + "\(names.joined(separator: ", "))",
                "\(path): there is no setting \(unknown.joined(separator: ", ")); "
                    + "there are \(names.joined(separator: ", "))")
        }
        for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
            guard value is NSNull || value is [Any] || value is [AnyHashable: Any] else { continue }
            throw DaemonError.badUse(
                "\(path)：\(name) 的值应是一个词或数字", "\(path): \(name) is to have one word or number for its value")
        }
        return settings.mapValues { "\($0)" }
    }

    /// What is wrong with a text that is no YAML, and where: told as of a policy.
    private static func fault(_ error: any Error, in text: String, of path: String) -> DaemonError {
        do throws(PolicyRefusal) { _ = try PolicyFiles.node(Array(text.utf8)) } catch {
            let first = error.faults[0]
            let place = "\(path):\(first.position.line):\(first.position.column)"
            return .badUse("\(place)：\(first.text.chinese)", "\(place): \(first.text.english)")
        }
        return .badUse("\(path)：\(error)", "\(path): \(error)")
    }
}
