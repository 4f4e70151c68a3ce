internal import ArgumentParser

struct Prioritise: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "prioritise",
        abstract: "Changes a ticket's priority.",
        discussion: "Clocks that go by the priority run to other ends, from the same start.")

    static let examples = [
        Example("A valued customer", "paidan prioritise 202611-001 --priority urgent --reason VIP客户"),
        Example("Not so urgent after all", "paidan prioritise 202611-001 --priority low --reason 客户确认不急"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: ArgumentHelp("low, medium, high or urgent.", valueName: "priority"))
    var priority: String

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "prioritise", [("priority", priority), ("reason", reason)])
    }
}
