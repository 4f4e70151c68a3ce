internal import ArgumentParser
internal import JSONText

struct Contact: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "contact",
        abstract: "Notes that somebody spoke with the customer: the first time is the response.",
        discussion: "After a bad rating it says why the customer is not satisfied.")

    static let examples = [
        Example("A first call", "paidan contact 202611-001 --agent lin --note 已电话联系，约定下午上门"),
        Example(
            "Why the customer is not satisfied", "paidan contact 202611-001 --reason slow --note 已致歉"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: ArgumentHelp("Who did, where it was an agent.", valueName: "id"))
    var agent: String?

    @Option(name: .customLong("reason"), help: ArgumentHelp("A code of the policy.", valueName: "code"))
    var reasons: [String] = []

    @Option(help: ArgumentHelp("What was said.", valueName: "text"))
    var note: String?

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(
            on: ticket, "contact", [("agent", agent), ("note", note)],
            and: reasons.isEmpty ? [] : [("reasons", JSON.array(reasons.map { .string($0) }))])
    }
}
