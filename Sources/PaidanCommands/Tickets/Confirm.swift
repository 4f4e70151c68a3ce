internal import ArgumentParser

struct Confirm: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract: "Confirms whom a proposed ticket is offered to.",
        discussion: "The first candidate, unless another of them is named.")

    static let examples = [
        Example("The best one", "paidan confirm 202611-001"),
        Example("Another of the three", "paidan confirm 202611-001 --agent wang"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: ArgumentHelp("One of the candidates.", valueName: "id"))
    var agent: String?

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "confirm", [("agent", agent)])
    }
}
