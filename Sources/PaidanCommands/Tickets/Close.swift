internal import ArgumentParser

struct Close: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Closes a resolved ticket by hand, without a rating.")

    static let examples = [
        Example("A customer does not answer", "paidan close 202611-001"),
        Example("For a program", "paidan close 202611-001 --json | jq -r .closedAt"),
    ]

    @OptionGroup var ticket: ActionArguments

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "close", [])
    }
}
