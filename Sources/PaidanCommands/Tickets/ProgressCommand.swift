internal import ArgumentParser
internal import CommandHelp

struct ProgressCommand: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "progress",
            abstract: .both("登记工单的处理进展。", "Says how far the work on a ticket is."),
            discussion: .both(
                "首次登记进展即开始处理。不指定处理节点时保持原节点。",
                "Work has begun with the first progress. Without a stage the ticket stays in its stage."))
    }

    static let examples = [
        Example("开始处理", "Work begins", "paidan progress 202611-001"),
        Example(
            "处理节点与处理情况", "A stage, and what was done",
            "paidan progress 202611-001 --agent lin --stage 处理中 --note 正在查看日志"),
    ]

    @OptionGroup var ticket: ActionArguments

    @OptionGroup var actor: ActorOption

    @Option(help: .both("工单进入的处理节点。", "The stage that the ticket is in from now on.", valueName: "code"))
    var stage: String?

    @Option(help: .both("处理情况。", "What was done.", valueName: "text"))
    var note: String?

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "progress", [("agent", actor.agent), ("stage", stage), ("note", note)])
    }
}
