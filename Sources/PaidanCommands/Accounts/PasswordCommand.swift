internal import ArgumentParser
internal import EventRendering
internal import JSONText
internal import PaidanClient

struct PasswordCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "password",
        abstract: "Changes your password 修改密码.",
        discussion: "From 10 to 128 characters, and not made of the staff number. Other devices are signed out.")

    static let examples = [
        Example("At a terminal", "paidan password"),
        Example("From a script", "paidan password --old-file first --new-file secret"),
    ]

    @Option(help: ArgumentHelp("A file whose first line is the old password.", valueName: "file"), completion: .file())
    var oldFile: String?

    @Option(help: ArgumentHelp("A file whose first line is the new password.", valueName: "file"), completion: .file())
    var newFile: String?

    @OptionGroup var once: OnceOption

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let (shell, language) = (session.shell, session.language)
        let old = try shell.secret(oldFile, "--old-file", asking: language("原密码", "Old password"))
        let new = try shell.secret(newFile, "--new-file", asking: language("新密码", "New password"))
        if newFile == nil {
            let again = try shell.secret(nil, "--new-file", asking: language("再输一次", "Once more"))
            guard again == new else {
                throw .badUse(language("两次输入不一致，密码未修改", "these are two passwords; nothing was changed"))
            }
        }
        let answer = try session.act(.put, ["v1", "password"], ["old": .string(old), "new": .string(new)], once)
        try session.say(answer) { _ in [language("密码已修改", "password changed")] }
        return .success
    }
}

struct WhoAmI: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "whoami", abstract: "Shows for which account commands act, and until when.")

    static let examples = [
        Example("For people", "paidan whoami"),
        Example("What the account may do", "paidan whoami --json | jq .operations"),
    ]

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let answer = try session.get("v1", "sessions", "current")
        let style = session.style
        try session.say(answer) { json in
            let purpose = json["token"]?["purpose"]?.asText?.plainLine ?? ""
            return AccountText(json["account"] ?? [:], style).page
                + style.facts([
                    (style.language("令牌", "token"), purpose),
                    (style.language("有效期至", "until"), style.time(json["token"]?["expiresAt"]?.asText)),
                ])
        }
        return .success
    }
}
