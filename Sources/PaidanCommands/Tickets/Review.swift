internal import ArgumentParser
internal import CommandHelp
internal import JSONText

struct Review: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "review",
            abstract: .both("登记已人工预审。", "Notes that somebody looked at what triage found."),
            discussion: .both(
                "不影响处理。等待预审的工单随即派单。", "It blocks nothing. A ticket that waited for a review is dispatched."))
    }

    static let examples = [
        Example("没有问题", "All is well", "paidan review 202611-001"),
        Example("需要有人跟进", "Somebody has to stay on it", "paidan review 202611-001 --follow-up --note 请主管跟进"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Flag(help: .both("标记为需跟进。", "Marks it as needing follow-up."))
    var followUp = false

    @Option(help: .both("预审意见。", "What is to be said about it.", valueName: "text"))
    var note: String?

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(
            on: ticket, "review", [("note", note)], and: followUp ? [("needsFollowUp", JSON.bool(true))] : [])
    }
}
