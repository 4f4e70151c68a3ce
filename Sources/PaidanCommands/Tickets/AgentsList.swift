internal import ArgumentParser
internal import CommandHelp

struct AgentsList: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list",
            abstract: .both("列出全部执行人员。", "Lists all agents."),
            discussion: .both(
                "加 --json 时原样打印服务返回的各页，一页一行。", "With --json it prints the daemon's pages, each on its line."))
    }

    static let examples = [
        Example("供人阅读", "For people", "paidan agents list"),
        Example("谁在线", "Who is online", "paidan agents list --json | jq .items[]"),
    ]

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let style = session.style
        try session.sayAll(Pages(["v1", "agents"], limit: nil)) { AgentText.table($0, style) }
        return .success
    }
}
