internal import ArgumentParser
internal import CommandHelp

struct Reject: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "reject",
            abstract: .both(
                "驳回指定派单申请，工单保持原状。", "Does not agree to the agent who was asked for: the ticket stays where it is."))
    }

    static let examples = [
        Example("本周不便", "Not this week", "paidan reject 202611-001 --reason 王工本周休假"),
        Example("供程序使用", "For a program", "paidan reject 202611-001 --reason 人手不足 --json | jq -r .agent"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: .both("原因。", "Why.", valueName: "text"))
    var reason: String

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "reject", [("reason", reason)])
    }
}
