internal import ArgumentParser
internal import CommandHelp

struct Classify: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "classify",
            abstract: .both("人工判定工单类别，代替或更正自动分类。", "Says what a ticket is about, in place of triage or after it."),
            discussion: .both("等待人工预审的工单随即派单。", "A ticket that waited for a person to look at it is dispatched then."))
    }

    static let examples = [
        Example("自动分类有误", "Triage was wrong", "paidan classify 202611-001 --category 投诉 --reason 客户投诉物流态度"),
        Example(
            "供程序使用", "For a program",
            "paidan classify 202611-001 --category 咨询 --reason 只是询问 --json | jq -r .category"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: .both("策略中的代码。", "A code of the policy.", valueName: "code"))
    var category: String

    @Option(help: .both("原因。", "Why.", valueName: "text"))
    var reason: String

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "classify", [("category", category), ("reason", reason)])
    }
}
