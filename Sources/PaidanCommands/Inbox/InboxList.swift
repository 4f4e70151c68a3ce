internal import ArgumentParser
internal import CommandHelp
internal import EventRendering
internal import JSONText
internal import PaidanClient

struct InboxList: ShellCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list",
            abstract: .both(
                "列出收到的通知（最新的在前），或持续显示新通知。",
                "Lists what one was told, the newest first, or follows what one is told from now on."),
            discussion: .both(
                """
                显示令牌所属账号及其角色的收件箱。加 --json 时原样打印服务返回的各页，一页一行；与 --follow 同用时每条\
                通知一行。
                """,
                """
                It is the inbox of the account whose token is used, and of its roles. With --json it prints the \
                daemon's pages, each on its line; with --follow a notification a line.
                """))
    }

    static let examples = [
        Example("新通知", "What is new", "paidan inbox list --unread"),
        Example("实时查看某执行人员的通知", "What an agent is told, live", "paidan inbox list --agent lin --follow"),
        Example(
            "发给客户的链接", "The links that customers were sent",
            "paidan inbox list --customers --json | jq -r .items[].text"),
    ]

    @OptionGroup var daemon: DaemonArguments

    @Flag(help: .both("只显示未读。", "Only what was not read."))
    var unread = false

    @Flag(help: .both("持续显示新通知，直到手动停止。", "Show what comes from now on, until it is stopped."))
    var follow = false

    @Option(help: .both("该执行人员的收件箱。", "The inbox of this agent.", valueName: "id"))
    var agent: String?

    @Flag(help: .both("发给客户的通知；限管理员。", "What customers are told. For administrators."))
    var customers = false

    @Option(help: .both("最多显示多少条。默认：50。", "How many at most. Default: 50.", valueName: "n"))
    var limit: Int?

    func validate() throws {
        if follow, unread || limit != nil {
            throw ValidationError(
                .both("--follow 不能与 --unread 或 --limit 同用", "--follow goes with neither --unread nor --limit"))
        }
        if let limit, limit < 1 { throw ValidationError(.both("--limit 应为不小于 1 的数", "--limit is a number from 1 on")) }
    }

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        var query = agent.map { [(name: "agent", value: $0)] } ?? []
        if customers { query.append(("customers", "true")) }
        if follow {
            let client = try daemon.server.client(beside: daemon.data, in: shell)
            defer { client.close() }
            try InboxFollower(client: client, query: query, isJSON: daemon.json).run(in: shell)
        } else {
            let session = try DaemonSession(daemon, in: shell)
            if unread { query.append(("unread", "true")) }
            let style = session.style
            try session.sayAll(Pages(["v1", "notifications"], query, limit: limit ?? 50)) { notifications in
                guard !notifications.isEmpty else { return [style.language("没有通知", "nothing")] }
                return notifications.flatMap { NotificationText($0, style).lines }
            }
        }
        return .success
    }
}
