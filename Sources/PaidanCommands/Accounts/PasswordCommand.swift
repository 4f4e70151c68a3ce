internal import ArgumentParser
internal import CommandHelp
internal import EventRendering
internal import JSONText
internal import PaidanClient

struct PasswordCommand: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "password",
            abstract: .both("修改自己的密码。", "Changes your password."),
            discussion: .both(
                "10 至 128 个字符，不得由工号组成。其他设备将退出登录。",
                "From 10 to 128 characters, and not made of the staff number. Other devices are signed out."))
    }

    static let examples = [
        Example("在终端上", "At a terminal", "paidan password"),
        Example("在脚本中", "From a script", "paidan password --old-file first --new-file secret"),
    ]

    @Option(
        help: .both("首行为原密码的文件。", "A file whose first line is the old password.", valueName: "file"),
        completion: .file())
    var oldFile: String?

    @Option(
        help: .both("首行为新密码的文件。", "A file whose first line is the new password.", valueName: "file"),
        completion: .file())
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
                throw .badUse("两次输入不一致，密码未修改；请重试", "these are two passwords; nothing was changed, try again")
            }
        }
        let answer = try session.act(.put, ["v1", "password"], ["old": .string(old), "new": .string(new)], once)
        try session.say(answer) { _ in [language("密码已修改", "password changed")] }
        return .success
    }
}

struct WhoAmI: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "whoami",
            abstract: .both("显示当前以哪个账号操作，以及有效期。", "Shows for which account commands act, and until when."))
    }

    static let examples = [
        Example("供人阅读", "For people", "paidan whoami"),
        Example("账号可以做什么", "What the account may do", "paidan whoami --json | jq .operations"),
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
