internal import ArgumentParser
internal import CommandHelp
internal import EventRendering
internal import JSONText
internal import PaidanClient

struct TokensGroup: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "tokens",
            abstract: .both("列出账号的令牌，签发或吊销令牌。", "Lists an account's tokens, issues one to a program, or revokes one."),
            subcommands: [TokensList.self, TokensIssue.self, TokensRevoke.self])
    }

    static let examples = [
        Example("账号有哪些令牌", "What opens an account", "paidan tokens list E1001"),
        Example("供程序使用", "For a program", "paidan tokens issue nightly-report --purpose export"),
    ]
}

struct TokensList: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "list", abstract: .both("列出账号的令牌。", "Lists what opens an account."))
    }

    static let examples = [
        Example("供人阅读", "For people", "paidan tokens list E1001"),
        Example("供程序使用", "For a program", "paidan tokens list E1001 --json | jq .items[]"),
    ]

    @Argument(help: .both("工号，或程序账号的名称。", "The staff number, or what a program is called."))
    var account: String

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let style = session.style
        try session.say(try session.get("v1", "accounts", account, "tokens")) { json in
            let language = style.language
            let items = json["items"]?.asElements ?? []
            guard !items.isEmpty else { return [language("没有令牌", "no tokens")] }
            var table = Table([
                (language("标识", "id"), .left), (language("用途", "purpose"), .left),
                (language("签发", "issued"), .left), (language("有效期至", "until"), .left),
            ])
            for item in items {
                table.add([
                    (item["id"]?.asText?.plainLine ?? "", nil), (item["purpose"]?.asText?.plainLine ?? "", nil),
                    (style.time(item["issuedAt"]?.asText), nil), (style.time(item["expiresAt"]?.asText), nil),
                ])
            }
            return table.lines(hasColours: style.hasColours)
        }
        return .success
    }
}

struct TokensIssue: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "issue", abstract: .both("签发令牌，并显示一次。", "Issues a token, and shows it once."))
    }

    static let examples = [
        Example("供程序使用", "For a program", "paidan tokens issue nightly-report --purpose export"),
        Example(
            "限期有效，只取令牌本身", "Into a file, for a while",
            "paidan tokens issue E1001 --purpose trial --expires-at 2027-01-01T00:00:00+08:00 --json | jq -r .token"),
    ]

    @Argument(help: .both("工号，或程序账号的名称。", "The staff number, or what a program is called."))
    var account: String

    @Option(help: .both("用途。", "What it is for."))
    var purpose: String?

    @Option(help: .both("有效期至，RFC 3339 时间；不指定则长期有效。", "A time of RFC 3339; for ever if it is not said."))
    var expiresAt: String?

    @OptionGroup var once: OnceOption

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        var members: [(name: String, value: JSON)] = []
        if let purpose { members.append(("purpose", .string(purpose))) }
        if let expiresAt { members.append(("expiresAt", .string(expiresAt))) }
        let answer = try session.act(.post, ["v1", "accounts", account, "tokens"], .object(members), once)
        let style = session.style
        try session.say(answer) { json in
            let language = style.language
            return style.facts([
                (language("标识", "id"), json["id"]?.asText?.plainLine ?? ""),
                (language("令牌", "token"), json["token"]?.asText?.plainLine ?? ""),
                (language("用途", "purpose"), json["purpose"]?.asText?.plainLine ?? ""),
                (language("有效期至", "until"), style.time(json["expiresAt"]?.asText)),
            ])
        }
        return .success
    }
}

struct TokensRevoke: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "revoke", abstract: .both("吊销令牌。", "Makes a token good for nothing."))
    }

    static let examples = [
        Example("按列表中的标识", "By what the list calls it", "paidan tokens revoke nightly-report 0f6c1d7e5b394f0a"),
        Example(
            "在其他服务上", "At another daemon",
            "paidan tokens revoke E1001 0f6c1d7e5b394f0a --server http://127.0.0.1:8480"),
    ]

    @Argument(help: .both("工号，或程序账号的名称。", "The staff number, or what a program is called."))
    var account: String

    @Argument(help: .both("`paidan tokens list` 列出的令牌标识。", "As `paidan tokens list` calls it."))
    var token: String

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        _ = try session.send(ClientRequest(.delete, ["v1", "accounts", account, "tokens", token]))
        if !session.isJSON { try session.shell.say(session.language("已吊销 \(token)", "revoked \(token)")) }
        return .success
    }
}
