import Events

extension Specimen {
    /// What was brought from elsewhere.
    static let otherPast = [
        Specimen(
            TicketSubmitted.self,
            {
                ($0.ticket, $0.customer, $0.channel, $0.content) = (ticket, customer, "phone", sealed)
                ($0.tier, $0.source, $0.sourceCase) = ("VIP", "old-desk", "A-1017")
            },
            data: #"{"channel":"phone","tier":"VIP","source":"old-desk","sourceCase":"A-1017"}"#,
            "提交（phone，引自记录 old-desk A-1017）", "submitted (phone, brought from old-desk A-1017)"),
        Specimen(
            AgentChanged.self,
            {
                ($0.agent, $0.identifier, $0.name, $0.capacity, $0.source) = (lin, "lin", "林静", 3, "old-desk")
            },
            data: #"{"name":"林静","skills":[],"regions":[],"capacity":3,"source":"old-desk"}"#,
            "执行人员 林静 lin（容量 3，来自记录 old-desk）", "agent 林静 lin (capacity 3, from the record old-desk)"),
        Specimen(
            TicketResolved.self, { $0.ticket = ticket }, data: "{}", "处理完毕", "resolved"),
        Specimen(
            TicketClosed.self, { ($0.ticket, $0.closing) = (ticket, .recordEnded) },
            data: #"{"closing":"record-ended"}"#, "关闭（记录到此为止）", "closed (the record ends here)"),
    ]
}
