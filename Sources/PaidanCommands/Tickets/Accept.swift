internal import ArgumentParser

struct Accept: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Accepts the offer of a ticket.",
        discussion: "Of many who accept at the same moment one gets the ticket; the others are refused.")

    static let examples = [
        Example("An agent takes a ticket", "paidan accept 202611-001 --agent lin"),
        Example("For a program", "paidan accept 202611-001 --agent lin --json | jq -r .lifeCycle"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: ArgumentHelp("Who accepts.", valueName: "id"))
    var agent: String

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "accept", [("agent", agent)])
    }
}
