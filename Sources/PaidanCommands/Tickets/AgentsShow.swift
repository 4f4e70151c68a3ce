internal import ArgumentParser

struct AgentsShow: DaemonCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Shows an agent.")

    static let examples = [
        Example("For people", "paidan agents show lin"),
        Example("For a program", "paidan agents show lin --json | jq -r .presence"),
    ]

    @Argument(help: "The agent's identifier.")
    var agent: String

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let answer = try session.get("v1", "agents", agent)
        let style = session.style
        try session.say(answer) { AgentText($0, style).page }
        return .success
    }
}
