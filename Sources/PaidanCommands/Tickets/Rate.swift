internal import ArgumentParser
internal import EventRendering
internal import Events

struct Rate: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "rate",
        abstract: "Says what the customer thinks of a resolved ticket, which closes it.")

    static let examples = [
        Example("A customer is satisfied", "paidan rate 202611-001 --grade satisfied"),
        Example("And says why", "paidan rate 202611-001 --grade very-satisfied --comment 处理得很快"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(
        help: ArgumentHelp("\(Grade.allCases.map(\.code).joined(separator: ", ")).", valueName: "grade"),
        completion: .list(Grade.allCases.map(\.code)))
    var grade: String

    @Option(help: ArgumentHelp("In the customer's words.", valueName: "text"))
    var comment: String?

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "rate", [("grade", grade), ("comment", comment)])
    }
}
