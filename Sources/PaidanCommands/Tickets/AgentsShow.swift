internal import ArgumentParser
internal import CommandHelp

struct AgentsShow: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "show", abstract: .both("查看一个执行人员。", "Shows an agent."))
    }

    static let examples = [
        Example("供人阅读", "For people", "paidan agents show lin"),
        Example("供程序使用", "For a program", "paidan agents show lin --json | jq -r .presence"),
    ]

    @Argument(help: .both("执行人员标识。", "The agent's identifier."))
    var agent: String

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let answer = try session.get("v1", "agents", agent)
        let style = session.style
        try session.say(answer) { AgentText($0, style).page }
        return .success
    }
}
