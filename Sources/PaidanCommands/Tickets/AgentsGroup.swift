internal import ArgumentParser
internal import CommandHelp

struct AgentsGroup: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "agents",
            abstract: .both("列出、查看或设置执行人员。", "Lists agents, shows one, or says how one is from now on."),
            subcommands: [AgentsList.self, AgentsShow.self, AgentsSet.self],
            defaultSubcommand: AgentsList.self)
    }

    static let examples = [
        Example("都有谁", "Who there is", "paidan agents"),
        Example("其中一位", "One of them", "paidan agents show lin"),
        Example("新增一位", "A new one", "paidan agents set lin --name 林静 --skill 系统故障=4 --region 上海 --capacity 3"),
    ]
}
