internal import ArgumentParser
internal import CommandHelp
internal import EventRendering
internal import Events
internal import JSONText
internal import PaidanClient

struct Contact: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "contact",
            abstract: .both(
                "记录已联系客户；首次联系即为响应。", "Notes that somebody spoke with the customer: the first time is the response."),
            discussion: .both(
                """
                客户评价之后，由处理人以外的人联系客户，并用 --reason 登记不满意的原因（策略没有声明原因时不必），才算回访，回访\
                时限随之停止；否则继续计时。此时会列出仍在计时的时限。
                """,
                """
                Once the customer has rated the work, it is the call back where somebody other than the handler makes \
                it and says why with --reason, if the policy has reasons; otherwise the clock of the call back goes \
                on. The clocks that run are told then.
                """))
    }

    static let examples = [
        Example("首次联系", "A first call", "paidan contact 202611-001 --agent lin --note 已电话联系，约定下午上门"),
        Example("客户不满意的原因", "Why the customer is not satisfied", "paidan contact 202611-001 --reason slow --note 已致歉"),
    ]

    @OptionGroup var ticket: ActionArguments

    @Option(help: .both("联系客户的执行人员（如果是执行人员）。", "Who did, where it was an agent.", valueName: "id"))
    var agent: String?

    @Option(name: .customLong("reason"), help: .both("策略中的代码。", "A code of the policy.", valueName: "code"))
    var reasons: [String] = []

    @Option(help: .both("沟通内容。", "What was said.", valueName: "text"))
    var note: String?

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let answer = try session.answer(
            on: ticket, "contact", [("agent", agent), ("note", note)],
            and: reasons.isEmpty ? [] : [("reasons", JSON.array(reasons.map { .string($0) }))])
        let style = session.style
        let clocks = session.isJSON ? [] : running(session, on: try session.json(answer))
        try session.say(answer) { [TicketText($0, style).line] + clocks }
        return .success
    }

    /// The clocks that run on a ticket that was rated: by them one sees whether this was the call back. What was noted
    /// is noted, also where they cannot be read.
    private func running(_ session: borrowing DaemonSession, on ticket: JSON) -> [String] {
        guard ticket["lifeCycle"]?.asText == LifeCycle.resolved.code, ticket["grade"] != nil,
            let answer = try? session.get("v1", "tickets", self.ticket.number, "deadlines"),
            let clocks = (try? session.json(answer))?["items"]?.asElements
        else { return [] }
        let style = session.style
        let names = style.names(version: ticket["policyVersion"]?.asUnsigned)
        return clocks.filter { ["running", "overdue"].contains($0["state"]?.asText) }.flatMap { clock in
            DeadlineText(clock, style, names).lines.map { "  \($0)" }
        }
    }
}
