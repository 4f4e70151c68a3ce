internal import ArgumentParser
internal import CommandHelp

struct Confirm: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "confirm",
            abstract: .both("确认待确认工单的派单人选。", "Confirms whom a proposed ticket is offered to."),
            discussion: .both("默认派给第一候选人，可指定其他候选人。", "The first candidate, unless another of them is named."))
    }

    static let examples = [
        Example("最合适的人选", "The best one", "paidan confirm 202611-001"),
        Example("候选人中的另一位", "Another of the three", "paidan confirm 202611-001 --agent wang"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: .both("候选人之一。", "One of the candidates.", valueName: "id"))
    var agent: String?

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "confirm", [("agent", agent)])
    }
}
