internal import ArgumentParser
internal import CommandHelp
internal import EventRendering
internal import Events

struct Tail: ShellCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "tail",
            abstract: .both(
                "查看动态：最近的事件；加 --follow 持续显示新事件。",
                "Shows what happens: the last events, and with --follow those that come."),
            discussion: .both(
                """
                读取数据目录中的日志，守护进程运行与否均可；用 --server 或 $\(ServerOptions.variable) 指定时向守护进程\
                查询。只显示已落盘的事件。加 --follow 时持续显示直到手动停止，守护进程重启期间也不遗漏、不重复。客户填\
                写的内容是加密的，不会显示。

                供人阅读时每个事件一行，语言随区域设置（LC_ALL、LC_MESSAGES、LANG）而定：中文环境用中文，其他用英文；\
                加 --json 供程序使用，每行一个 JSON 对象。
                """,
                """
                Reads the log of a data directory, beside its daemon or without one; or asks a daemon, here or \
                elsewhere, if --server or $\(ServerOptions.variable) names one. Shows only what is durable. With \
                --follow it goes on until it is stopped, also while the daemon restarts, without a gap and without \
                showing anything twice. What customers wrote is sealed and not shown.

                People get a line an event, in Chinese where the locale (LC_ALL, LC_MESSAGES, LANG) is Chinese, in \
                English otherwise; programs get a JSON object a line with --json.
                """))
    }

    static let examples = [
        Example("最近十个事件，然后持续显示", "The last ten events, and then whatever happens", "paidan tail --follow"),
        Example("一个工单的经过", "The way of one ticket", "paidan tail --ticket 202611-001 --from 1"),
        Example("被拒绝或超时的派单", "Offers that nobody took", "paidan tail --type offer-declined,offer-expired --last 50"),
        Example(
            "其他地方的服务", "From a daemon elsewhere",
            "paidan tail --server https://paidan.example.com --token-file token --follow"),
    ]

    @OptionGroup var data: DataDirectory

    @OptionGroup var server: ServerOptions

    @OptionGroup var masterKey: MasterKeyOption

    @Option(
        // A number below zero is none either, but is told so.
        parsing: .unconditional,
        help: .both("显示最近多少个事件。默认：10。", "How many of the events that are there to show. Default: 10.", valueName: "n"))
    var last: Int?

    @Option(help: .both("从该序号起全部显示。", "Show all from this sequence number on.", valueName: "n"))
    var from: UInt64?

    @Flag(help: .both("持续显示新落盘的事件。", "Go on as events become durable."))
    var follow = false

    @Option(
        help: .both(
            "只显示该类型的事件，如 offer-made；多个用逗号分隔，或重复指定。",
            "Only events of this type, such as offer-made; several with commas, or repeated.", valueName: "type"),
        completion: .list(EventType.allCases.map(\.code)))
    var type: [String] = []

    @Option(
        help: .both(
            "只显示该工单的事件；可重复。", "Only events about the ticket with this number; may be repeated.", valueName: "number"))
    var ticket: [String] = []

    @Option(help: .both("只显示该执行人员的事件；可重复。", "Only events about this agent; may be repeated.", valueName: "id"))
    var agent: [String] = []

    @Flag(help: .both("每个事件打印为一个 JSON 对象。", "Print each event as a JSON object."))
    var json = false

    @Flag(
        name: .customLong("no-color"),
        help: .both("终端上不用颜色；设置 $NO_COLOR 效果相同。", "No colours on a terminal; neither with $NO_COLOR."))
    var noColor = false

    /// They are held in memory, and more are for --from.
    private static let lastMax = 10_000

    func validate() throws {
        if last != nil, from != nil {
            throw ValidationError(.both("--last 与 --from 只能选一个", "give either --last or --from"))
        }
        if let from, from == 0 {
            throw ValidationError(
                .both("事件从 1 开始编号，--from 至少为 1", "events are numbered from 1, so --from is at least 1"))
        }
        if let last, !(0...Self.lastMax).contains(last) {
            throw ValidationError(
                .both(
                    "--last 应为 0 到 \(Self.lastMax) 的数；更多请用 --from",
                    "--last is a number from 0 to \(Self.lastMax); for more use --from"))
        }
        for code in typeCodes where EventType(code: code) == nil {
            let known = EventType.allCases.map(\.code).joined(separator: ", ")
            throw ValidationError(
                .both(
                    "没有类型为 '\(code)' 的事件；可用类型：\(known)", "there are no events of type '\(code)'; the types are \(known)"
                ))
        }
    }

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        let source = try source(in: shell)
        let style: EventPrinter.Style =
            json
            ? .json
            : .lines(
                shell.language, hasColours: shell.showsColours && !noColor, secondsFromUTC: shell.secondsFromUTC)
        var printer = EventPrinter(shell.output, style)
        try source.print(query, to: &printer, in: shell)
        return .success
    }

    private func source(in shell: Shell) throws(Refusal) -> any EventSource {
        if try server.givenAddress(beside: data, in: shell) != nil {
            return DaemonEvents(client: try server.client(beside: data, in: shell))
        }
        return LogEvents(
            reader: try data.openLog(masterKey: masterKey, in: shell), path: data.logPath(in: shell))
    }

    private var query: EventQuery {
        var filter = EventFilter()
        filter.types = Set(typeCodes.compactMap { EventType(code: $0) })
        filter.tickets = Set(ticket)
        filter.agents = Set(agent)
        return EventQuery(start: from.map { .from($0) } ?? .last(last ?? 10), follows: follow, filter: filter)
    }

    private var typeCodes: [String] {
        type.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }
}
