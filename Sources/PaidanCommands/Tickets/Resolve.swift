internal import ArgumentParser
internal import CommandHelp

struct Resolve: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "resolve",
            abstract: .both("登记工单处理完毕。", "Says that the work on a ticket is done."),
            discussion: .both("工单随后等待客户评价。", "The ticket then waits for the customer to rate it."))
    }

    static let examples = [
        Example("登记解决办法", "What the solution was", "paidan resolve 202611-001 --solution 已更换配件并测试正常"),
        Example(
            "供程序使用", "For a program", "paidan resolve 202611-001 --agent lin --solution done --json | jq -r .resolvedAt"
        ),
    ]

    @OptionGroup var ticket: ActionArguments

    @OptionGroup var actor: ActorOption

    @Option(help: .both("解决办法。", "How.", valueName: "text"))
    var solution: String?

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "resolve", [("agent", actor.agent), ("solution", solution)])
    }
}
