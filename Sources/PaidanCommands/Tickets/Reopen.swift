internal import ArgumentParser

struct Reopen: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen",
        abstract: "Has a resolved ticket go round again, under its number.")

    static let examples = [
        Example("It came back", "paidan reopen 202611-001 --note 问题再次出现"),
        Example("For a program", "paidan reopen 202611-001 --json | jq .cycle"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: ArgumentHelp("What is to be done this time.", valueName: "text"))
    var note: String?

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "reopen", [("note", note)])
    }
}
