internal import ArgumentParser

struct AgentsList: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists all agents.",
        discussion: "With --json it prints the daemon's pages, each on its line.")

    static let examples = [
        Example("For people", "paidan agents list"),
        Example("Who is online", "paidan agents list --json | jq .items[]"),
    ]

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let style = session.style
        try session.sayAll(Pages(["v1", "agents"], limit: nil)) { AgentText.table($0, style) }
        return .success
    }
}
