internal import ArgumentParser

struct ProgressCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "progress",
        abstract: "Says how far the work on a ticket is.",
        discussion: "Work has begun with the first progress. Without a stage the ticket stays in its stage.")

    static let examples = [
        Example("Work begins", "paidan progress 202611-001 --agent lin"),
        Example("A stage, and what was done", "paidan progress 202611-001 --agent lin --stage 处理中 --note 正在查看日志"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: ArgumentHelp("Who works on it.", valueName: "id"))
    var agent: String

    @Option(help: ArgumentHelp("The stage that the ticket is in from now on.", valueName: "code"))
    var stage: String?

    @Option(help: ArgumentHelp("What was done.", valueName: "text"))
    var note: String?

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "progress", [("agent", agent), ("stage", stage), ("note", note)])
    }
}
