internal import ArgumentParser
internal import CommandHelp

struct Assign: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "assign",
            abstract: .both(
                "申请指定执行人员，由主管批准或驳回。", "Asks for an agent of your choice, whom a supervisor then approves or rejects."))
    }

    static let examples = [
        Example("客户指定某人", "The customer wants somebody", "paidan assign 202611-001 --agent wang --reason 客户指定王工"),
        Example("随后由主管批准", "Then, as a supervisor", "paidan approve 202611-001"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: .both("要指定的执行人员。", "Who is to get it.", valueName: "id"))
    var agent: String

    @Option(help: .both("原因。", "Why.", valueName: "text"))
    var reason: String

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "assign", [("agent", agent), ("reason", reason)])
    }
}
