internal import ArgumentParser
internal import CommandHelp
internal import JSONText

struct Contact: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "contact",
            abstract: .both(
                "记录已联系客户；首次联系即为响应。", "Notes that somebody spoke with the customer: the first time is the response."),
            discussion: .both("差评之后用于登记客户不满意的原因。", "After a bad rating it says why the customer is not satisfied."))
    }

    static let examples = [
        Example("首次联系", "A first call", "paidan contact 202611-001 --agent lin --note 已电话联系，约定下午上门"),
        Example("客户不满意的原因", "Why the customer is not satisfied", "paidan contact 202611-001 --reason slow --note 已致歉"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: .both("联系客户的执行人员（如果是执行人员）。", "Who did, where it was an agent.", valueName: "id"))
    var agent: String?

    @Option(name: .customLong("reason"), help: .both("策略中的代码。", "A code of the policy.", valueName: "code"))
    var reasons: [String] = []

    @Option(help: .both("沟通内容。", "What was said.", valueName: "text"))
    var note: String?

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(
            on: ticket, "contact", [("agent", agent), ("note", note)],
            and: reasons.isEmpty ? [] : [("reasons", JSON.array(reasons.map { .string($0) }))])
    }
}
