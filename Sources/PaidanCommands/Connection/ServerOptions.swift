internal import ArgumentParser
internal import CommandHelp
internal import EventRendering
internal import PaidanClient

/// Which daemon to speak to, and as whom.
struct ServerOptions: ParsableArguments {
    static let variable = "PAIDAN_SERVER"
    private static let tokenVariable = "PAIDAN_TOKEN"
    private static let certificatesVariable = "PAIDAN_CA"

    @Option(
        help: .both(
            "服务的地址，如 http://127.0.0.1:8480。默认：$\(variable)，或数据目录中记录的地址。",
            "The daemon's address, such as http://127.0.0.1:8480. Default: $\(variable), or what the data directory "
                + "says.",
            valueName: "url"))
    var server: String?

    @Option(
        help: .both(
            "账号令牌文件。默认：$\(tokenVariable)、`paidan sign-in` 的令牌，或数据目录中的 admin-token。",
            "A file with an account's token. Default: $\(tokenVariable), that of `paidan sign-in`, or the data "
                + "directory's admin-token.",
            valueName: "file"),
        completion: .file())
    var tokenFile: String?

    @Option(
        name: .customLong("ca"),
        help: .both(
            "PEM 证书文件，代替系统信任的证书。默认：$\(certificatesVariable)。",
            "A file in PEM with the certificates to trust in place of the system's. Default: $\(certificatesVariable).",
            valueName: "file"),
        completion: .file())
    var certificates: String?

    /// The address that was given; nil where the data directory has to say it. One named by a flag wins over one from
    /// the environment, of either kind.
    func givenAddress(beside data: DataDirectory, in shell: Shell) throws(Refusal) -> ServerAddress? {
        let fromEnvironment = data.given == nil ? shell.variable(Self.variable) : nil
        guard let text = server ?? fromEnvironment, !text.isEmpty else { return nil }
        guard let address = ServerAddress(text.trimmed) else {
            throw .badUse(
                "'\(text.plainLine)' 不是服务地址，应如 http://127.0.0.1:8480",
                "'\(text.plainLine)' is no address of a daemon; one looks like http://127.0.0.1:8480")
        }
        return address
    }

    /// The daemon's address, and whether it is the one of the data directory.
    func address(
        beside data: DataDirectory, in shell: Shell
    ) throws(Refusal) -> (address: ServerAddress, isOwn: Bool) {
        let given = try givenAddress(beside: data, in: shell)
        let local = try data.note("address", in: shell).flatMap { ServerAddress($0) }
        guard let address = given ?? local else {
            throw data.isHeld(in: shell) ? Refusal.daemonStarts(data.path(in: shell)) : .noDaemon(data.path(in: shell))
        }
        // The administrator's token goes to the daemon that wrote it, and to no other: after a crash somebody else may
        // listen where it did, but then nobody holds its log.
        let isOwn = address == local && data.isHeld(in: shell)
        if given == nil, !isOwn { throw Refusal.noDaemon(data.path(in: shell)) }
        return (address, isOwn)
    }

    /// - Parameter token: instead of the one that is given or found.
    func client(
        beside data: DataDirectory, in shell: Shell, token given: String? = nil
    ) throws(Refusal) -> DaemonClient {
        let (address, isOwn) = try address(beside: data, in: shell)
        let token: String
        if let given { token = given } else { token = try self.token(isOwn ? data : nil, address, in: shell) }
        let certificates = certificates ?? shell.variable(Self.certificatesVariable).flatMap { $0.isEmpty ? nil : $0 }
        do throws(ClientError) {
            return try DaemonClient(
                address, token: token, language: shell.language("zh", "en"), certificates: certificates)
        } catch { throw Refusal(error, at: address, shell.language) }
    }

    private func token(_ data: DataDirectory?, _ address: ServerAddress, in shell: Shell) throws(Refusal) -> String {
        var token = shell.variable(Self.tokenVariable)?.trimmed ?? ""
        if let tokenFile {
            token = try shell.readText(tokenFile, limit: DataDirectory.noteBytesMax).trimmed
        } else if token.isEmpty {
            token = try foundToken(data, address, in: shell)
        }
        guard !token.isEmpty else {
            throw .badUse(
                "没有用于 \(address.text) 的令牌；请用 `paidan sign-in 工号` 登录，用 --token-file 指定令牌文件，或设置 "
                    + Self.tokenVariable,
                "no token for \(address.text); sign in with `paidan sign-in STAFF`, name its file with --token-file, "
                    + "or set \(Self.tokenVariable)")
        }
        // Anything else would not pass as a header.
        guard token.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            throw .badUse(
                "这不是令牌：令牌只含字母、数字和 `_`；请核对 --token-file 或 \(Self.tokenVariable)",
                "what should be a token is none, it has letters, digits and `_` only; check --token-file or "
                    + Self.tokenVariable)
        }
        return token
    }

    /// Whoever has signed in acts as who they are, also beside the daemon.
    private func foundToken(
        _ data: DataDirectory?, _ address: ServerAddress, in shell: Shell
    ) throws(Refusal) -> String {
        if let token = try SignedIn(in: shell)?.token(for: address) { return token }
        return try data?.note("admin-token", in: shell) ?? ""
    }
}
