internal import ArgumentParser

struct Decline: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "decline",
        abstract: "Declines the offer of a ticket, which goes to the next agent or into the queue.")

    static let examples = [
        Example("An agent cannot take it now", "paidan decline 202611-001 --agent lin --reason 手头工单已满"),
        Example("For a program", "paidan decline 202611-001 --agent lin --reason busy --json | jq -r .agent"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: ArgumentHelp("Who declines.", valueName: "id"))
    var agent: String

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String?

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "decline", [("agent", agent), ("reason", reason)])
    }
}
