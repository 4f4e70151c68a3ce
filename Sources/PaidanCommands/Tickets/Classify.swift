internal import ArgumentParser

struct Classify: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify",
        abstract: "Says what a ticket is about, in place of triage or after it.",
        discussion: "A ticket that waited for a person to look at it is dispatched then.")

    static let examples = [
        Example("Triage was wrong", "paidan classify 202611-001 --category 投诉 --reason 客户投诉物流态度"),
        Example("For a program", "paidan classify 202611-001 --category 咨询 --json | jq -r .category"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: ArgumentHelp("A code of the policy.", valueName: "code"))
    var category: String

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String?

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "classify", [("category", category), ("reason", reason)])
    }
}
