internal import ArgumentParser
internal import CommandHelp
internal import JSONText
internal import PaidanClient

struct InboxRead: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "read",
            abstract: .both("把通知标记为已读。", "Notes that one has read a notification."))
    }

    static let examples = [
        Example("第十七条", "The seventeenth", "paidan inbox read 17"),
        Example(
            "全部新通知", "All that is new",
            "paidan inbox list --unread --json | jq .items[].id | xargs -n 1 paidan inbox read"),
    ]

    @Argument(help: .both("通知编号。", "The notification's number."))
    var id: UInt64

    @OptionGroup var once: OnceOption

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let answer = try session.act(.post, ["v1", "notifications", "\(id)", "read"], [:], once)
        let style = session.style
        try session.say(answer) { NotificationText($0, style).lines }
        return .success
    }
}
