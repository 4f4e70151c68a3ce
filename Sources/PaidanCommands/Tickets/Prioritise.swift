internal import ArgumentParser
internal import CommandHelp

struct Prioritise: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "prioritise",
            abstract: .both("修改工单的优先级。", "Changes a ticket's priority."),
            discussion: .both(
                "按优先级计算的时限随之改变，起点不变。", "Clocks that go by the priority run to other ends, from the same start."))
    }

    static let examples = [
        Example("重要客户", "A valued customer", "paidan prioritise 202611-001 --priority urgent --reason VIP客户"),
        Example("其实不急", "Not so urgent after all", "paidan prioritise 202611-001 --priority low --reason 客户确认不急"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: .both("low（低）、medium（中）、high（高）或 urgent（紧急）。", "low, medium, high or urgent.", valueName: "priority"))
    var priority: String

    @Option(help: .both("原因。", "Why.", valueName: "text"))
    var reason: String

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "prioritise", [("priority", priority), ("reason", reason)])
    }
}
