internal import ArgumentParser

struct Assign: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign",
        abstract: "Asks for an agent of your choice, whom a supervisor then approves or rejects.")

    static let examples = [
        Example("The customer wants somebody", "paidan assign 202611-001 --agent wang --reason 客户指定王工"),
        Example("Then, as a supervisor", "paidan approve 202611-001"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: ArgumentHelp("Who is to get it.", valueName: "id"))
    var agent: String

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var reason: String

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "assign", [("agent", agent), ("reason", reason)])
    }
}
