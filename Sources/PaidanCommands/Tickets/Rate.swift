internal import ArgumentParser
internal import CommandHelp
internal import EventRendering
internal import Events
internal import JSONText

struct Rate: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "rate",
            abstract: .both("登记客户对处理结果的评价。", "Says what the customer thinks of a resolved ticket."),
            discussion: .both(
                """
                策略中标明可闭环的评价会关闭工单；其他评价之后，工单保持已完成，等待跟进：客服回访客户，再次派单、升级，或\
                人工关闭。
                """,
                """
                A grade that the policy calls good closes the ticket. After another it stays resolved until somebody \
                sees to it: a clerk calls the customer, and the ticket goes round again, is escalated or is closed by \
                hand.
                """))
    }

    static let examples = [
        Example("客户满意", "A customer is satisfied", "paidan rate 202611-001 --grade satisfied"),
        Example("附上评语", "And says why", "paidan rate 202611-001 --grade very-satisfied --comment 处理得很快"),
        Example(
            "客户不满意", "A customer is not",
            "paidan rate 202611-001 --grade dissatisfied --reason slow --reason attitude"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(
        help: .both(
            "评价：\(Grade.allCases.map { "\($0.code)（\($0.words(.chinese))）" }.joined(separator: "、"))。",
            "One of \(Grade.allCases.map(\.code).joined(separator: ", ")).", valueName: "grade"),
        completion: .list(Grade.allCases.map(\.code)))
    var grade: String

    @Option(help: .both("客户的原话。", "In the customer's words.", valueName: "text"))
    var comment: String?

    @Option(
        name: .customLong("reason"),
        help: .both("原因，策略中的代码，可重复。", "Why; a code of the policy, repeated.", valueName: "code"))
    var reasons: [String] = []

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(
            on: ticket, "rate", [("grade", grade), ("comment", comment)],
            and: reasons.isEmpty ? [] : [("reasons", JSON.array(reasons.map { .string($0) }))])
    }
}
