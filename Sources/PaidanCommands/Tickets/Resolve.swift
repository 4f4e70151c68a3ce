internal import ArgumentParser

struct Resolve: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Says that the work on a ticket is done.",
        discussion: "The ticket then waits for the customer to rate it.")

    static let examples = [
        Example("What the solution was", "paidan resolve 202611-001 --agent lin --solution 已更换配件并测试正常"),
        Example("For a program", "paidan resolve 202611-001 --agent lin --solution done --json | jq -r .resolvedAt"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: ArgumentHelp("Who resolved it.", valueName: "id"))
    var agent: String

    @Option(help: ArgumentHelp("How.", valueName: "text"))
    var solution: String?

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        try session.act(on: ticket, "resolve", [("agent", agent), ("solution", solution)])
    }
}
