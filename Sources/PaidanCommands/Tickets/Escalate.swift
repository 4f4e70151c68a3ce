internal import ArgumentParser
internal import CommandHelp

struct Escalate: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "escalate",
            abstract: .both(
                "升级工单：作出标记，并通知接手的人。", "Hands a ticket up: it is marked, and whoever it is handed to is told."))
    }

    static let examples = [
        Example("升级给主管", "To the supervisor", "paidan escalate 202611-001 --to supervisor --note 客户要求当天解决"),
        Example(
            "升级给部门经理", "To the department manager", "paidan escalate 202611-001 --to department-manager --note 客户要求经理回电"
        ),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(
        help: .both("supervisor（主管）或 department-manager（部门经理）。", "supervisor or department-manager.", valueName: "role")
    )
    var to: String

    @Option(help: .both("原因。", "Why.", valueName: "text"))
    var note: String

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "escalate", [("to", to), ("note", note)])
    }
}
