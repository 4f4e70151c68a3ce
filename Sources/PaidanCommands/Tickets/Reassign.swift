internal import ArgumentParser
internal import CommandHelp

struct Reassign: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "reassign",
            abstract: .both("收回工单，重新派单。", "Takes a ticket back from whoever has it and dispatches it again."),
            discussion: .both("原执行人员不会立即再次被派到。", "The agent who had it does not get it again at once."))
    }

    static let examples = [
        Example("无人接单", "Nobody accepted it", "paidan reassign 202611-001 --reason 十五分钟未接单"),
        Example("供程序使用", "For a program", "paidan reassign 202611-001 --reason 请假 --json | jq -r .offer.agent"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: .both("原因。", "Why.", valueName: "text"))
    var reason: String

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "reassign", [("reason", reason)])
    }
}
