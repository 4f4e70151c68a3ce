internal import ArgumentParser

struct Reject: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject",
        abstract: "Does not agree to the agent who was asked for: the ticket stays where it is.")

    static let examples = [
        Example("Not this week", "paidan reject 202611-001 --reason 王工本周休假"),
        Example("For a program", "paidan reject 202611-001 --reason 人手不足 --json | jq -r .agent"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "reject", [("reason", reason)])
    }
}
