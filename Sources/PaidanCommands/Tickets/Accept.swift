internal import ArgumentParser
internal import CommandHelp

struct Accept: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "accept",
            abstract: .both("接单：接受派来的工单。", "Accepts the offer of a ticket."),
            discussion: .both(
                "多人同时接单时只有一人成功，其他人会被拒绝。登录的执行人员不必写 --agent。",
                """
                Of many who accept at the same moment one gets the ticket; the others are refused. An agent who is \
                signed in needs no --agent.
                """))
    }

    static let examples = [
        Example("执行人员本人接单", "An agent takes a ticket", "paidan accept 202611-001"),
        Example("主管代为接单", "A supervisor takes one for an agent", "paidan accept 202611-001 --agent lin"),
        Example("供程序使用", "For a program", "paidan accept 202611-001 --agent lin --json | jq -r .lifeCycle"),
    ]

    @OptionGroup var ticket: ActionArguments

    @OptionGroup var actor: ActorOption

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "accept", [("agent", actor.agent)])
    }
}
