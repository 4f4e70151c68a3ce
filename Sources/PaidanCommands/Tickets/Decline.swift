internal import ArgumentParser
internal import CommandHelp

struct Decline: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "decline",
            abstract: .both(
                "拒单：工单改派下一位执行人员，或进入队列。",
                "Declines the offer of a ticket, which goes to the next agent or into the queue."))
    }

    static let examples = [
        Example("执行人员暂时无法接单", "An agent cannot take it now", "paidan decline 202611-001 --reason 手头工单已满"),
        Example("供程序使用", "For a program", "paidan decline 202611-001 --agent lin --reason busy --json | jq -r .agent"),
    ]

    @OptionGroup var ticket: ActionArguments

    @OptionGroup var actor: ActorOption

    @Option(help: .both("原因。", "Why.", valueName: "text"))
    var reason: String?

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "decline", [("agent", actor.agent), ("reason", reason)])
    }
}
