internal import ArgumentParser
internal import CommandHelp
internal import EventRendering
internal import Events

struct Rate: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "rate",
            abstract: .both(
                "登记客户对处理结果的评价，工单随之关闭。", "Says what the customer thinks of a resolved ticket, which closes it."))
    }

    static let examples = [
        Example("客户满意", "A customer is satisfied", "paidan rate 202611-001 --grade satisfied"),
        Example("附上评语", "And says why", "paidan rate 202611-001 --grade very-satisfied --comment 处理得很快"),
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

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "rate", [("grade", grade), ("comment", comment)])
    }
}
