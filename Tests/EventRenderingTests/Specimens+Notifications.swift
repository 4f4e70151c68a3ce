import Events

extension Specimen {
    static let notifications = [
        Specimen(
            NotificationQueued.self,
            {
                ($0.ticket, $0.notification, $0.template) = (ticket, 7, "acceptance-overdue")
                ($0.agent, $0.role, $0.department, $0.isCustomer) = (lin, "supervisor", "support", true)
                ($0.carrier, $0.deadline, $0.dueAt) = ("in-app", "acceptance", quarterPast)
                ($0.holder, $0.category, $0.priority) = (lin, "系统故障", .urgent)
                ($0.stage, $0.grade) = ("处理中", .fair)
            },
            data: #"{"notification":7,"template":"acceptance-overdue","agentName":"林静","role":"supervisor","#
                + #""department":"support","isCustomer":true,"carrier":"in-app","deadline":"acceptance","#
                + #""dueAt":"2024-05-06T01:15:00.000Z","holder":"lin","category":"系统故障","priority":"urgent","#
                + #""stage":"处理中","grade":"fair"}"#,
            "通知 7 发给客户：acceptance-overdue（in-app，acceptance 截止 09:15）",
            "notification 7 for the customer: acceptance-overdue (in-app, acceptance due 09:15)"),
        Specimen(
            NotificationDelivered.self, { ($0.ticket, $0.notification, $0.attempt) = (ticket, 7, 2) },
            data: #"{"notification":7,"attempt":2}"#, "通知 7 已送达（第 2 次）", "notification 7 delivered (attempt 2)"),
        Specimen(
            NotificationFailed.self,
            {
                ($0.ticket, $0.notification, $0.attempt) = (ticket, 7, 1)
                ($0.fault, $0.retryAt) = ("timeout", quarterPast)
            },
            data: #"{"notification":7,"attempt":1,"fault":"timeout","retryAt":"2024-05-06T01:15:00.000Z"}"#,
            "通知 7 发送失败（第 1 次，timeout，09:15 重试）",
            "notification 7 failed (attempt 1, timeout, again 09:15)"),
        Specimen(
            NotificationGivenUp.self,
            { ($0.ticket, $0.notification, $0.attempts, $0.fault) = (ticket, 7, 3, "timeout") },
            data: #"{"notification":7,"attempts":3,"fault":"timeout"}"#, "通知 7 放弃发送（共 3 次，timeout）",
            "notification 7 given up (3 attempts, timeout)"),
        Specimen(
            NotificationRead.self, { ($0.ticket, $0.notification, $0.account) = (ticket, 7, admin) },
            data: #"{"notification":7,"account":"admin"}"#, "admin 已读通知 7", "notification 7 read by admin"),
    ]

    static let otherNotifications = [
        Specimen(
            NotificationQueued.self,
            {
                ($0.ticket, $0.notification, $0.template) = (ticket, 8, "submitted")
                ($0.isCustomer, $0.carrier) = (true, "inbox")
            },
            data: #"{"notification":8,"template":"submitted","isCustomer":true,"carrier":"inbox"}"#,
            "通知 8 发给客户：submitted（站内消息）", "notification 8 for the customer: submitted (inbox)"),
        Specimen(
            NotificationFailed.self,
            { ($0.ticket, $0.notification, $0.attempt, $0.fault) = (ticket, 7, 1, "no-account") },
            data: #"{"notification":7,"attempt":1,"fault":"no-account"}"#, "通知 7 发送失败（第 1 次，客户没有账号）",
            "notification 7 failed (attempt 1, the customer has no account)"),
        Specimen(
            NotificationQueued.self,
            { ($0.ticket, $0.notification, $0.template, $0.agent) = (ticket, 8, "offered", lin) },
            data: #"{"notification":8,"template":"offered","agentName":"林静"}"#, "通知 8 发给 林静：offered",
            "notification 8 for 林静: offered"),
        Specimen(
            NotificationQueued.self,
            {
                ($0.ticket, $0.notification, $0.template) = (ticket, 9, "offered")
                ($0.role, $0.dueAt) = ("clerk", quarterPast)
            },
            data: #"{"notification":9,"template":"offered","role":"clerk","dueAt":"2024-05-06T01:15:00.000Z"}"#,
            "通知 9 发给客服：offered（截止 09:15）", "notification 9 for clerk: offered (due 09:15)"),
        Specimen(
            NotificationQueued.self,
            {
                ($0.ticket, $0.notification, $0.template) = (ticket, 9, "queued")
                ($0.role, $0.department, $0.deadline) = ("supervisor", "support", "response")
            },
            data: #"{"notification":9,"template":"queued","role":"supervisor","department":"support","#
                + #""deadline":"response"}"#,
            "通知 9 发给 support 的主管：queued（response）", "notification 9 for supervisor of support: queued (response)"),
        Specimen(
            NotificationDelivered.self, { ($0.ticket, $0.notification, $0.attempt) = (ticket, 7, 1) },
            data: #"{"notification":7,"attempt":1}"#, "通知 7 已送达", "notification 7 delivered"),
        Specimen(
            NotificationGivenUp.self, { ($0.ticket, $0.notification, $0.attempts) = (ticket, 7, 1) },
            data: #"{"notification":7,"attempts":1}"#, "通知 7 放弃发送（共 1 次）",
            "notification 7 given up (1 attempt)"),
        Specimen(
            NotificationGivenUp.self,
            { ($0.ticket, $0.notification, $0.attempts, $0.fault) = (ticket, 7, 1, "no-account") },
            data: #"{"notification":7,"attempts":1,"fault":"no-account"}"#, "通知 7 无法送达（客户没有账号）",
            "notification 7 cannot be delivered (the customer has no account)"),
    ]
}
