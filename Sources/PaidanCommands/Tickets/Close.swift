internal import ArgumentParser
internal import CommandHelp

struct Close: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "close",
            abstract: .both("人工关闭已处理完毕而没有评价的工单。", "Closes a resolved ticket by hand, without a rating."))
    }

    static let examples = [
        Example("客户没有回应", "A customer does not answer", "paidan close 202611-001"),
        Example("供程序使用", "For a program", "paidan close 202611-001 --json | jq -r .closedAt"),
    ]

    @OptionGroup var ticket: ActionArguments

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "close", [])
    }
}
