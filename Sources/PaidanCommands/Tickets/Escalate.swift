internal import ArgumentParser

struct Escalate: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "escalate",
        abstract: "Hands a ticket up: it is marked, and whoever it is handed to is told.")

    static let examples = [
        Example("To the supervisor", "paidan escalate 202611-001 --to supervisor --note 客户要求当天解决"),
        Example("To the department manager", "paidan escalate 202611-001 --to department-manager --note 客户要求经理回电"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: ArgumentHelp("supervisor or department-manager.", valueName: "role"))
    var to: String

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var note: String

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "escalate", [("to", to), ("note", note)])
    }
}
