internal import ArgumentParser
internal import CommandHelp
internal import EventRendering
internal import Events

struct List: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list",
            abstract: .both("列出工单，最新的在前。", "Lists tickets, the newest first."),
            discussion: .both(
                "加 --json 时原样打印服务返回的各页，一页一行。", "With --json it prints the daemon's pages, each on its line."))
    }

    static let examples = [
        Example("最新的工单", "The newest", "paidan list --limit 20"),
        Example("某执行人员手上的工单", "What an agent has to do", "paidan list --agent lin --life-cycle accepted,in-progress"),
        Example(
            "一共有多少投诉", "How many complaints there ever were",
            "paidan list --category 投诉 --all --json | jq .items[].number | wc -l"
        ),
    ]

    @OptionGroup var daemon: DaemonArguments

    @Option(
        help: .both("只显示处于该状态的；多个用逗号分隔。", "Only where they are in their life; several with commas.", valueName: "code"),
        completion: .list(LifeCycle.allCases.map(\.code)))
    var lifeCycle: String?

    @Option(help: .both("只显示该执行人员持有或待接的。", "Only what this agent holds or is offered.", valueName: "id"))
    var agent: String?

    @Option(help: .both("只显示该类别的。", "Only what is about this.", valueName: "code"))
    var category: String?

    @Option(
        help: .both("只显示该优先级的。", "Only of this priority.", valueName: "code"),
        completion: .list(Priority.allCases.map(\.code)))
    var priority: String?

    @Option(help: .both("只显示该渠道的。", "Only what came this way.", valueName: "code"))
    var channel: String?

    @Option(help: .both("只显示该客户的。", "Only of the customer with this identifier.", valueName: "id"))
    var customer: String?

    @Flag(help: .both("仅待主管复核的工单。", "Only what a supervisor is to review."))
    var needsReview = false

    @Flag(
        help: .both("仅派单前待人工预审的工单。", "Only what waits for a person before anybody is offered it."))
    var inReview = false

    @Option(
        help: .both(
            "只显示此时及以后提交的，如 2026-11-22T08:00:00+08:00。",
            "Only what was submitted at this time or later, as 2026-11-22T08:00:00+08:00.", valueName: "time"))
    var submittedAfter: String?

    @Option(help: .both("只显示此时之前提交的。", "Only what was submitted before this time.", valueName: "time"))
    var submittedBefore: String?

    @Option(help: .both("最多显示多少条。默认：50。", "How many at most. Default: 50.", valueName: "n"))
    var limit: Int?

    @Flag(help: .both("全部显示，不限数量。", "All of them, however many."))
    var all = false

    @Option(
        help: .both(
            "接着上次的列表继续：上次最后一页的 `next`。", "Go on where an earlier list ended: its last page's `next`.",
            valueName: "cursor"))
    var cursor: String?

    func validate() throws {
        if all, limit != nil { throw ValidationError(.both("--limit 与 --all 只能选一个", "give either --limit or --all")) }
        if let limit, limit < 1 { throw ValidationError(.both("--limit 应为不小于 1 的数", "--limit is a number from 1 on")) }
    }

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let given: [(name: String, value: String?)] = [
            ("lifeCycle", lifeCycle), ("agent", agent), ("category", category), ("priority", priority),
            ("channel", channel), ("customer", customer), ("submittedAfter", submittedAfter),
            ("submittedBefore", submittedBefore), ("needsReview", needsReview ? "true" : nil),
            ("inReview", inReview ? "true" : nil),
        ]
        let query = given.compactMap { name, value in value.map { (name: name, value: $0) } }
        let style = session.style
        let pages = Pages(["v1", "tickets"], query, limit: all ? nil : limit ?? 50, cursor: cursor)
        try session.sayAll(pages) { tickets in
            guard !tickets.isEmpty else { return [style.language("没有符合条件的工单", "no such tickets")] }
            return TicketTable.lines(tickets, style)
        }
        return .success
    }
}
