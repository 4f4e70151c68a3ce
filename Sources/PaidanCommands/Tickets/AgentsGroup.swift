internal import ArgumentParser

struct AgentsGroup: Documented {
    static let configuration = CommandConfiguration(
        commandName: "agents",
        abstract: "Lists agents, shows one, or says how one is from now on.",
        subcommands: [AgentsList.self, AgentsShow.self, AgentsSet.self],
        defaultSubcommand: AgentsList.self)

    static let examples = [
        Example("Who there is", "paidan agents"),
        Example("One of them", "paidan agents show lin"),
        Example("A new one", "paidan agents set lin --name 林静 --skill 系统故障=4 --region 上海 --capacity 3"),
    ]
}
