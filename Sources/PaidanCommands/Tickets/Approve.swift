internal import ArgumentParser

struct Approve: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Agrees to the agent who was asked for: the ticket is offered to that agent.")

    static let examples = [
        Example("Agreed", "paidan approve 202611-001"),
        Example("For a program", "paidan approve 202611-001 --json | jq -r .offer.agent"),
    ]

    @OptionGroup var ticket: ActionArguments

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "approve", [])
    }
}
