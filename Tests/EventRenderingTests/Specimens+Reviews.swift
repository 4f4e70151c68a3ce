import Events

extension Specimen {
    static let reviews = [
        Specimen(
            ReviewRequested.self, { ($0.ticket, $0.because) = (ticket, .tooVague) }, data: #"{"because":"too-vague"}"#,
            "待人工预审：描述过于笼统", "waits for a review: too vague"),
        Specimen(
            TicketReviewed.self, { ($0.ticket, $0.needsFollowUp, $0.note) = (ticket, true, sealed) },
            data: #"{"needsFollowUp":true}"#, "admin 审核完毕（需跟进）", "reviewed by admin (needs follow-up)"),
        Specimen(
            CustomerContacted.self,
            { ($0.ticket, $0.agent, $0.reasons, $0.note) = (ticket, lin, ["slow", "attitude"], sealed) },
            data: #"{"agentName":"林静","reasons":["slow","attitude"]}"#, "林静 已联系客户（slow，attitude）",
            "customer contacted by 林静 (slow, attitude)"),
        Specimen(
            TicketReopened.self, { ($0.ticket, $0.cycle, $0.note) = (ticket, 2, sealed) }, data: #"{"cycle":2}"#,
            "admin 重开（第 2 轮）", "reopened by admin (round 2)"),
        Specimen(
            TicketEscalated.self,
            { ($0.ticket, $0.to, $0.deadline, $0.note) = (ticket, "supervisor", "callback", sealed) },
            data: #"{"to":"supervisor","deadline":"callback"}"#, "升级至主管（「callback」超时）",
            "escalated to supervisor (deadline callback missed)"),
    ]

    static let otherReviews = [
        Specimen(TicketReviewed.self, { $0.ticket = ticket }, data: "{}", "admin 审核完毕", "reviewed by admin"),
        Specimen(
            CustomerContacted.self, { $0.ticket = ticket }, data: #"{"reasons":[]}"#, "admin 已联系客户",
            "customer contacted by admin"),
        Specimen(
            TicketEscalated.self, { ($0.ticket, $0.to) = (ticket, "department-manager") },
            data: #"{"to":"department-manager"}"#, "admin 升级至部门经理", "escalated to department manager by admin"),
        Specimen(
            TicketEscalated.self, { ($0.ticket, $0.to) = (ticket, "night-watch") },
            data: #"{"to":"night-watch"}"#, "admin 升级至night-watch", "escalated to night-watch by admin"),
    ]
}
