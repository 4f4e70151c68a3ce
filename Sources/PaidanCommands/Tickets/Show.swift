internal import ArgumentParser
internal import CommandHelp
internal import JSONText
internal import PaidanClient

struct Show: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "show",
            abstract: .both(
                "查看工单的现状；加选项可看经过和派单依据。", "Shows a ticket: how it stands, and with flags what happened to it and why."),
            discussion: .both(
                """
                客户姓名和联系方式（包括所写内容中出现的）已遮盖，`paidan reveal` 可查看。只加 --json 时原样打印工单；\
                再加 --events、--decisions 或 --deadlines 时打印一个对象，成员 `ticket`、`events`、`decisions`、\
                `deadlines` 为相应内容。
                """,
                """
                The customer's name and contact are masked, also in what people wrote; `paidan reveal` shows them. \
                With --json alone it prints the ticket as it came; with --events, --decisions or --deadlines an object \
                whose members `ticket`, `events`, `decisions` and `deadlines` are what came.
                """))
    }

    static let examples = [
        Example("工单现状", "How a ticket stands", "paidan show 202611-001"),
        Example(
            "经过与派单依据", "What happened to it, and why it was offered to whom",
            "paidan show 202611-001 --events --decisions"),
        Example(
            "各项时限，以及哪些时间计入", "Its clocks, and which minutes counted", "paidan show 202611-001 --deadlines --explain"),
        Example("供程序使用", "For a program", "paidan show 202611-001 --json | jq -r .lifeCycle"),
    ]

    @Argument(help: .both("工单号。", "The ticket's number."))
    var number: String

    @Flag(help: .both("同时显示经过。", "Also what happened to it."))
    var events = false

    @Flag(help: .both("同时显示派单依据。", "Also how it was decided to whom it is offered."))
    var decisions = false

    @Flag(help: .both("同时显示各项时限：何时到期，是否超时。", "Also its clocks: what is due when, and what was late."))
    var deadlines = false

    @Flag(
        help: .both(
            "与 --deadlines 同用：说明每项时限中哪些时间计入及原因。", "With --deadlines: which of each clock's time counted, and why."))
    var explain = false

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let answer = try session.get("v1", "tickets", number)
        let style = session.style
        guard events || decisions || deadlines else {
            try session.say(answer) { TicketText($0, style).page }
            return .success
        }
        let ticket = try session.json(answer)
        let happened = events ? try allEvents(session) : []
        let decided = decisions ? try items("decisions", session) : []
        let clocks = deadlines ? try items("deadlines", session, explain ? [("explain", "true")] : []) : []
        if session.isJSON {
            var members: [(name: String, value: JSON)] = [("ticket", ticket)]
            if events { members.append(("events", .array(happened))) }
            if decisions { members.append(("decisions", .array(decided))) }
            if deadlines { members.append(("deadlines", .array(clocks))) }
            try session.shell.say(JSON.object(members))
            return .success
        }
        let names = style.names(version: ticket["policyVersion"]?.asUnsigned)
        var lines = TicketText(ticket, style).page
        if decisions { lines += [""] + decided.flatMap { DecisionText($0, style).lines } }
        if deadlines { lines += [""] + clocks.flatMap { DeadlineText($0, style, names).lines } }
        try session.shell.say(lines.map { Array($0.utf8) })
        if events { try session.tell(happened) }
        return .success
    }

    private func allEvents(_ session: borrowing DaemonSession) throws(Refusal) -> [JSON] {
        var pages = Pages(["v1", "tickets", number, "events"], limit: nil)
        var all: [JSON] = []
        while let page = try pages.next(session) { all += page.items }
        return all
    }

    private func items(
        _ what: String, _ session: borrowing DaemonSession, _ query: [(name: String, value: String)] = []
    ) throws(Refusal) -> [JSON] {
        let answer = try session.get("v1", "tickets", number, what, query: query)
        let json = try session.json(answer)
        return json["items"]?.asElements ?? []
    }
}
