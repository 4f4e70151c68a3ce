internal import ArgumentParser
internal import CommandHelp

struct Reopen: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "reopen",
            abstract: .both("重开已处理完毕的工单，工单号不变。", "Has a resolved ticket go round again, under its number."))
    }

    static let examples = [
        Example("问题再次出现", "It came back", "paidan reopen 202611-001 --note 问题再次出现"),
        Example("供程序使用", "For a program", "paidan reopen 202611-001 --json | jq .cycle"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: .both("这一轮要做什么。", "What is to be done this time.", valueName: "text"))
    var note: String?

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "reopen", [("note", note)])
    }
}
