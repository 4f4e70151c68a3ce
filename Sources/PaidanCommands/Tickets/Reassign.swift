internal import ArgumentParser

struct Reassign: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "reassign",
        abstract: "Takes a ticket back from whoever has it and dispatches it again.",
        discussion: "The agent who had it does not get it again at once.")

    static let examples = [
        Example("Nobody accepted it", "paidan reassign 202611-001 --reason 十五分钟未接单"),
        Example("For a program", "paidan reassign 202611-001 --reason 请假 --json | jq -r .offer.agent"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "reassign", [("reason", reason)])
    }
}
