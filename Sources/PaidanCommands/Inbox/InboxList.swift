internal import ArgumentParser
internal import EventRendering
internal import JSONText
internal import PaidanClient

struct InboxList: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists what one was told, the newest first, or follows what one is told from now on.",
        discussion: """
            It is the inbox of the account whose token is used, and of its roles. With --json it prints the daemon's \
            pages, each on its line; with --follow a notification a line.
            """)

    static let examples = [
        Example("What is new", "paidan inbox list --unread"),
        Example("What an agent is told, live", "paidan inbox list --agent lin --follow"),
        Example("The links that customers were sent", "paidan inbox list --customers --json | jq -r .items[].text"),
    ]

    @OptionGroup var daemon: DaemonArguments

    @Flag(help: "Only what was not read.")
    var unread = false

    @Flag(help: "Show what comes from now on, until it is stopped.")
    var follow = false

    @Option(help: ArgumentHelp("The inbox of this agent.", valueName: "id"))
    var agent: String?

    @Flag(help: "What customers are told. For administrators.")
    var customers = false

    @Option(help: ArgumentHelp("How many at most. Default: 50.", valueName: "n"))
    var limit: Int?

    func validate() throws {
        if follow, unread || limit != nil { throw ValidationError("--follow goes with neither --unread nor --limit") }
        if let limit, limit < 1 { throw ValidationError("--limit is a number from 1 on") }
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
