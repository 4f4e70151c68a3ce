internal import ArgumentParser
internal import EventRendering
internal import Events
internal import JSONText

struct Rate: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "rate",
        abstract: "Says what the customer thinks of a resolved ticket.",
        discussion: """
            A grade that the policy calls good closes the ticket. After another it stays resolved until somebody sees \
            to it: a clerk calls the customer, and the ticket goes round again, is escalated or is closed by hand.
            """)

    static let examples = [
        Example("A customer is satisfied", "paidan rate 202611-001 --grade satisfied"),
        Example("And says why", "paidan rate 202611-001 --grade very-satisfied --comment 处理得很快"),
        Example("A customer is not", "paidan rate 202611-001 --grade dissatisfied --reason slow --reason attitude"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(
        help: ArgumentHelp("\(Grade.allCases.map(\.code).joined(separator: ", ")).", valueName: "grade"),
        completion: .list(Grade.allCases.map(\.code)))
    var grade: String

    @Option(help: ArgumentHelp("In the customer's words.", valueName: "text"))
    var comment: String?

    @Option(name: .customLong("reason"), help: ArgumentHelp("Why; a code of the policy, repeated.", valueName: "code"))
    var reasons: [String] = []

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(
            on: ticket, "rate", [("grade", grade), ("comment", comment)],
            and: reasons.isEmpty ? [] : [("reasons", JSON.array(reasons.map { .string($0) }))])
    }
}
