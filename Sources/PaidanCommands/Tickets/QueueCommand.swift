internal import ArgumentParser
internal import CommandHelp
internal import EventRendering
internal import JSONText

struct QueueCommand: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "queue",
            abstract: .both(
                "按派单顺序显示排队等待的工单。",
                "Shows the tickets that wait for an agent, in the order in which they are dispatched."),
            discussion: .both(
                "先按优先级，再按先后。待派单员确认的和待人工预审的工单另成队列，用 --for 查看。",
                """
                By priority, then age. What waits for a dispatcher to confirm it, and what waits for a person to look \
                at it first, are queues of their own: see --for.
                """))
    }

    static let examples = [
        Example("队列最前面的工单", "The first of the queue", "paidan queue"),
        Example("待派单员确认的工单", "What waits for a dispatcher", "paidan queue --for dispatcher"),
        Example("有多少在等待", "How many wait", "paidan queue --limit 1 --json | jq .total"),
    ]

    @OptionGroup var daemon: DaemonArguments

    @Option(
        name: .customLong("for"),
        help: .both(
            "等待谁：agent 执行人员，dispatcher 派单员确认，review 人工预审。默认：agent。",
            "For whom it waits: agent, dispatcher who confirms it, or review by a person first. Default: agent.",
            valueName: "whom"))
    var whom: String?

    @Option(help: .both("最多显示多少个，不超过 500。默认：50。", "How many at most, up to 500. Default: 50.", valueName: "n"))
    var limit: Int?

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let query = [("for", whom), ("limit", limit.map(String.init))]
        let answer = try session.get("v1", "queue", query: query.compactMap { name, text in text.map { (name, $0) } })
        let style = session.style
        try session.say(answer) { json in
            let tickets = json["items"]?.asElements ?? []
            let total = json["total"]?.asUnsigned ?? 0
            guard total > 0 else { return [style.language("队列为空", "nothing waits")] }
            let lines = TicketTable.lines(tickets, style, isQueue: whom ?? "agent" == "agent")
            guard total > UInt64(tickets.count) else { return lines }
            return lines + [style.language("共 \(total) 个工单在等待", "\(total) wait in all")]
        }
        return .success
    }
}
