import Events

extension Specimen {
    private static let due = #"{"deadline":"acceptance","dueAt":"2024-05-06T01:15:00.000Z""#
    private static let warned = due + #","warnAt":"2024-05-08T10:00:00.000Z"}"#

    static let deadlines = [
        Specimen(
            DeadlineStarted.self,
            {
                ($0.ticket, $0.deadline) = (ticket, "acceptance")
                ($0.dueAt, $0.warnAt) = (quarterPast, dayAfterTomorrow)
            },
            data: warned, "「acceptance」开始计时（截止 09:15）", "deadline acceptance started (due 09:15)"),
        Specimen(
            DeadlineStopped.self, { ($0.ticket, $0.deadline) = (ticket, "acceptance") },
            data: #"{"deadline":"acceptance"}"#, "「acceptance」停止计时", "deadline acceptance stopped"),
        Specimen(
            DeadlinePaused.self, { ($0.ticket, $0.deadline) = (ticket, "acceptance") },
            data: #"{"deadline":"acceptance"}"#, "「acceptance」暂停计时", "deadline acceptance paused"),
        Specimen(
            DeadlineResumed.self,
            {
                ($0.ticket, $0.deadline) = (ticket, "acceptance")
                ($0.dueAt, $0.warnAt) = (quarterPast, dayAfterTomorrow)
            },
            data: warned, "「acceptance」恢复计时（截止 09:15）", "deadline acceptance resumed (due 09:15)"),
        Specimen(
            DeadlineMoved.self,
            {
                ($0.ticket, $0.deadline) = (ticket, "acceptance")
                ($0.dueAt, $0.warnAt) = (quarterPast, dayAfterTomorrow)
            },
            data: warned, "「acceptance」时限变更（截止 09:15）", "deadline acceptance moved (due 09:15)"),
        Specimen(
            DeadlineWarned.self,
            {
                ($0.ticket, $0.deadline) = (ticket, "acceptance")
                ($0.dueAt, $0.warnAt) = (quarterPast, dayAfterTomorrow)
            },
            data: warned, "「acceptance」即将到期（截止 09:15）", "deadline acceptance is near (due 09:15)"),
        Specimen(
            DeadlineBreached.self,
            {
                ($0.ticket, $0.deadline) = (ticket, "acceptance")
                ($0.dueAt, $0.nextDueAt) = (quarterPast, dayAfterTomorrow)
            },
            data: due + #","nextDueAt":"2024-05-08T10:00:00.000Z"}"#,
            "「acceptance」已超时（截止 09:15，下次 2024-05-08 18:00）",
            "deadline acceptance missed (due 09:15, again 2024-05-08 18:00)"),
    ]

    static let otherDeadlines = [
        Specimen(
            DeadlineBreached.self, { ($0.ticket, $0.deadline, $0.dueAt) = (ticket, "acceptance", quarterPast) },
            data: due + "}", "「acceptance」已超时（截止 09:15）", "deadline acceptance missed (due 09:15)")
    ]
}
