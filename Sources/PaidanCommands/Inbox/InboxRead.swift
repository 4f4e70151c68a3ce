internal import ArgumentParser
internal import JSONText
internal import PaidanClient

struct InboxRead: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Notes that one has read a notification.")

    static let examples = [
        Example("The seventeenth", "paidan inbox read 17"),
        Example(
            "All that is new", "paidan inbox list --unread --json | jq .items[].id | xargs -n 1 paidan inbox read"),
    ]

    @Argument(help: "The notification's number.")
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
