import EventRendering
import Events
import Policies
import PolicyFiles
import Testing

@Suite("What a policy calls things, in the lines of events")
struct PolicyNamesTests {
    private static let names = PolicyNames(PolicyFiles.profile("smart-dispatch").policy)
    private static let (ticket, lin) = (Specimen.ticket, Specimen.lin)

    struct Row: Sendable {
        var event: any Event
        var chinese: String
        var english: String

        init<Payload: Event>(
            _: Payload.Type, _ chinese: String, _ english: String, _ fill: (inout Payload) -> Void
        ) {
            var event = Payload()
            fill(&event)
            (self.event, self.chinese, self.english) = (event, chinese, english)
        }
    }

    static let rows = [
        Row(
            TicketSubmitted.self, "提交（第三方平台（企业微信、钉钉），系统故障，紧急程度 高）",
            "submitted (third-party platform (WeCom, DingTalk), system fault, urgency high)"
        ) { ($0.ticket, $0.channel, $0.category, $0.urgency) = (ticket, "third-party", "系统故障", "高") },
        Row(TicketClassified.self, "归类为 发票（把握 50.0%）", "classified as invoices (50.0% sure)") {
            ($0.ticket, $0.category, $0.confidence) = (ticket, "发票", 500_000)
        },
        Row(
            TicketClassified.self, "admin 把类别从 咨询 改为 系统故障", "category changed from enquiry to system fault by admin"
        ) { ($0.ticket, $0.category, $0.from) = (ticket, "系统故障", "咨询") },
        Row(TicketPrioritised.self, "优先级 高（因紧急程度 高 抬高）", "priority high (raised for urgency high)") {
            ($0.ticket, $0.priority, $0.urgency) = (ticket, .high, "高")
        },
        Row(DeadlineStarted.self, "「首次响应时限」开始计时", "deadline first contact started") {
            ($0.ticket, $0.deadline) = (ticket, "response")
        },
        Row(TicketEscalated.self, "升级至主管（「回访时限」超时）", "escalated to supervisor (deadline call back missed)") {
            ($0.ticket, $0.to, $0.deadline) = (ticket, "supervisor", "callback")
        },
        Row(
            NotificationQueued.self, "通知 9 发给客服：工单 202405-001 超时未接单（接单时限 截止 09:15）",
            "notification 9 for clerk: Ticket 202405-001 was not accepted in time (acceptance due 09:15)"
        ) {
            ($0.ticket, $0.notification, $0.template) = (ticket, 9, "acceptance-overdue")
            ($0.role, $0.deadline, $0.dueAt) = ("clerk", "acceptance", Specimen.quarterPast)
        },
        // A place that the event says nothing of.
        Row(
            NotificationQueued.self, "通知 9 发给客服：工单 202405-001 评价为不满意，请回访",
            "notification 9 for clerk: Ticket 202405-001 was rated dissatisfied: please call"
        ) {
            ($0.ticket, $0.notification, $0.template) = (ticket, 9, "dissatisfied")
            ($0.role, $0.grade) = ("clerk", .dissatisfied)
        },
        Row(
            NotificationQueued.self, "通知 9 发给客服：工单 202405-001 评价为…，请回访",
            "notification 9 for clerk: Ticket 202405-001 was rated …: please call"
        ) { ($0.ticket, $0.notification, $0.template, $0.role) = (ticket, 9, "dissatisfied", "clerk") },
        Row(ProgressRecorded.self, "林静 推进到「待客户确认」", "awaiting the customer, by 林静") {
            ($0.ticket, $0.agent, $0.stage) = (ticket, lin, "待客户确认")
        },
        Row(TicketRated.self, "客户评价：不满意（处理太慢，服务态度）", "rated: dissatisfied (too slow, attitude)") {
            ($0.ticket, $0.grade, $0.reasons) = (ticket, .dissatisfied, ["slow", "attitude"])
        },
        Row(CustomerContacted.self, "林静 已联系客户（问题未解决）", "customer contacted by 林静 (not solved)") {
            ($0.ticket, $0.agent, $0.reasons) = (ticket, lin, ["not-solved"])
        },
        Row(CustomerRegistered.self, "新客户 01112131（VIP 客户）", "new customer 01112131 (VIP)") {
            ($0.customer, $0.tier) = (Specimen.customer, "VIP")
            $0.identifier = (0..<16).map { $0 * 16 + 1 }
        },
        Row(
            AgentChanged.self, "执行人员 林静 lin（系统故障处理 4，容量 3，人员池 备选人员池）",
            "agent 林静 lin (system faults 4, capacity 3, pool backup pool)"
        ) {
            ($0.agent, $0.identifier, $0.name, $0.capacity) = (lin, "lin", "林静", 3)
            ($0.skills, $0.pool) = ([Skill(name: "系统故障", level: 4)], "backup")
        },
    ]

    @Test("stand for their codes, in the reader's language", arguments: rows)
    func words(_ row: Row) throws {
        let event = try World().rendered(row.event)
        let ahead: Int64 = 8 * 3600
        #expect(event.words(.chinese, secondsFromUTC: ahead, names: Self.names) == row.chinese)
        #expect(event.words(.english, secondsFromUTC: ahead, names: Self.names) == row.english)
    }

    @Test("are none where the policy cannot be read or does not know the code")
    func unknown() throws {
        #expect(PolicyNames(canonical: Array("{".utf8), version: 1) == PolicyNames())
        for kind in PolicyNames.Kind.allCases {
            #expect(Self.names.name("later", kind, .chinese) == "later")
            #expect(PolicyNames().name("later", kind, .english) == "later")
        }
        #expect(Self.names.title("later", [:], .chinese) == "later")
        #expect(PolicyNames().name(Grade.fair, .chinese) == "一般")
    }
}
