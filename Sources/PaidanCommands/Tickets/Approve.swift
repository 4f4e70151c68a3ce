internal import ArgumentParser
internal import CommandHelp

struct Approve: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "approve",
            abstract: .both(
                "批准指定派单申请，把工单派给所申请的执行人员。", "Agrees to the agent who was asked for: the ticket is offered to that agent."
            ))
    }

    static let examples = [
        Example("批准", "Agreed", "paidan approve 202611-001"),
        Example("供程序使用", "For a program", "paidan approve 202611-001 --json | jq -r .offer.agent"),
    ]

    @OptionGroup var ticket: ActionArguments

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "approve", [])
    }
}
