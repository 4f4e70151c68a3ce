internal import ArgumentParser
internal import JSONText

struct Review: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Notes that somebody looked at what triage found.",
        discussion: "It blocks nothing. A ticket that waited for a review is dispatched.")

    static let examples = [
        Example("All is well", "paidan review 202611-001"),
        Example("Somebody has to stay on it", "paidan review 202611-001 --follow-up --note 请主管跟进"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Flag(help: "Marks it 需跟进: it needs follow-up.")
    var followUp = false

    @Option(help: ArgumentHelp("What is to be said about it.", valueName: "text"))
    var note: String?

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(
            on: ticket, "review", [("note", note)], and: followUp ? [("needsFollowUp", JSON.bool(true))] : [])
    }
}
