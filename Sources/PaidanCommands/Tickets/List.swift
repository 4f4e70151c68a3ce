internal import ArgumentParser
internal import EventRendering
internal import Events

struct List: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists tickets, the newest first.",
        discussion: "With --json it prints the daemon's pages, each on its line.")

    static let examples = [
        Example("The newest", "paidan list --limit 20"),
        Example("What an agent has to do", "paidan list --agent lin --life-cycle accepted,in-progress"),
        Example(
            "How many complaints there ever were", "paidan list --category 投诉 --all --json | jq .items[].number | wc -l"
        ),
    ]

    @OptionGroup var daemon: DaemonArguments

    @Option(
        help: ArgumentHelp("Only where they are in their life; several with commas.", valueName: "code"),
        completion: .list(LifeCycle.allCases.map(\.code)))
    var lifeCycle: String?

    @Option(help: ArgumentHelp("Only what this agent holds or is offered.", valueName: "id"))
    var agent: String?

    @Option(help: ArgumentHelp("Only what is about this.", valueName: "code"))
    var category: String?

    @Option(
        help: ArgumentHelp("Only of this priority.", valueName: "code"),
        completion: .list(Priority.allCases.map(\.code)))
    var priority: String?

    @Option(help: ArgumentHelp("Only what came this way.", valueName: "code"))
    var channel: String?

    @Option(help: ArgumentHelp("Only of the customer with this identifier.", valueName: "id"))
    var customer: String?

    @Flag(help: "Only what a supervisor is to review.")
    var needsReview = false

    @Flag(help: "Only what waits for a person before anybody is offered it.")
    var inReview = false

    @Option(
        help: ArgumentHelp(
            "Only what was submitted at this time or later, as 2026-11-22T08:00:00+08:00.", valueName: "time"))
    var submittedAfter: String?

    @Option(help: ArgumentHelp("Only what was submitted before this time.", valueName: "time"))
    var submittedBefore: String?

    @Option(help: ArgumentHelp("How many at most. Default: 50.", valueName: "n"))
    var limit: Int?

    @Flag(help: "All of them, however many.")
    var all = false

    @Option(help: ArgumentHelp("Go on where an earlier list ended: its last page's `next`.", valueName: "cursor"))
    var cursor: String?

    func validate() throws {
        if all, limit != nil { throw ValidationError("give either --limit or --all") }
        if let limit, limit < 1 { throw ValidationError("--limit is a number from 1 on") }
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
