import Events

/// An event of each type with every field, and what becomes of it.
struct Specimen: Sendable {
    var event: any Event
    var data: String
    var chinese: String
    var english: String

    init<Payload: Event>(
        _: Payload.Type, _ fill: (inout Payload) -> Void, data: String, _ chinese: String, _ english: String
    ) {
        var event = Payload()
        fill(&event)
        self.event = event
        self.data = data
        self.chinese = chinese
        self.english = english
    }

    var type: EventType { Swift.type(of: event).type }

    static let all =
        policies + accounts + agents + customers + tickets + reviews + offers + assignments + work + deadlines
        + notifications + surveys

    /// Of types that have a specimen already: with other fields they are told otherwise.
    static let others =
        otherTriage + otherPast + otherAccounts + otherReviews + otherAssignments + otherDeadlines + otherNotifications

    /// Nothing in the text said what it is about.
    static let unclassified = Specimen(
        TicketClassified.self, { ($0.ticket, $0.words) = (ticket, sealed) }, data: #"{"confidence":0}"#, "未能归类",
        "not classified")

    static let ticket = TicketOrdinal(rawValue: 1)
    static let lin = AgentOrdinal(rawValue: 1)
    static let customer = CustomerOrdinal(rawValue: 1)
    static let admin = AccountOrdinal(rawValue: 1)
    /// 09:15 in China on the day of the events.
    static let quarterPast = Instant(milliseconds: 1_714_958_100_000)
    /// 2024-05-08 18:00 in China.
    static let dayAfterTomorrow = Instant(milliseconds: 1_715_162_400_000)
    static let digest = [UInt8](repeating: 7, count: 32)
    static let sealed = Array("what nobody may see".utf8)

    private static let policies = [
        Specimen(
            PolicyPublished.self,
            {
                ($0.version, $0.profile) = (3, "smart-dispatch")
                $0.source = Array("{}".utf8)
            },
            data: #"{"version":3,"profile":"smart-dispatch","sourceBytes":2}"#,
            "发布规则 smart-dispatch 第 3 版", "policy smart-dispatch published, version 3")
    ]

    private static let agents = [
        Specimen(
            AgentChanged.self,
            {
                ($0.agent, $0.identifier, $0.name) = (lin, "lin", "林静")
                let since = Instant(milliseconds: 1_577_836_800_000)
                $0.skills = [Skill(name: "系统故障", level: 4, since: since), Skill(name: "售后", level: 2)]
                ($0.regions, $0.department, $0.capacity) = (["上海", "江苏"], "技术部", 3)
                $0.pool = "backup"
            },
            data: #"{"name":"林静","skills":[{"name":"系统故障","level":4,"since":"2020-01-01T00:00:00.000Z"},"#
                + #"{"name":"售后","level":2}],"regions":["上海","江苏"],"department":"技术部","capacity":3,"#
                + #""pool":"backup"}"#,
            "执行人员 林静 lin（系统故障 4、售后 2，上海、江苏，技术部，容量 3，人员池 backup）",
            "agent 林静 lin (系统故障 4, 售后 2, 上海, 江苏, 技术部, capacity 3, pool backup)"),
        Specimen(
            PresenceChanged.self, { ($0.agent, $0.presence) = (lin, .busy) },
            data: #"{"agentName":"林静","presence":"busy"}"#, "林静 忙碌", "林静 is busy"),
    ]

    private static let customers = [
        Specimen(
            CustomerRegistered.self,
            {
                $0.customer = customer
                $0.identifier = (0..<16).map { $0 * 16 + 1 }
                ($0.keySlot, $0.tier, $0.profile) = (9, "vip", sealed)
            }, data: #"{"tier":"vip"}"#, "新客户 01112131（vip）", "new customer 01112131 (vip)"),
        Specimen(
            CustomerRevealed.self, { ($0.customer, $0.ticket, $0.reason) = (customer, ticket, sealed) },
            data: "{}", "admin 查看客户 01112131 的完整信息", "customer 01112131 was revealed by admin"),
        Specimen(
            CustomerErased.self, { ($0.customer, $0.keySlot, $0.reason) = (customer, 9, "R-7") },
            data: #"{"reason":"R-7"}"#, "客户 01112131 的个人信息已销毁（R-7）", "customer 01112131 was erased (R-7)"),
    ]

    private static let tickets = [
        Specimen(
            TicketSubmitted.self,
            {
                ($0.ticket, $0.number, $0.customer) = (ticket, "202405-001", customer)
                ($0.channel, $0.urgency, $0.category, $0.kind) = ("phone", "高", "系统故障", "报修")
                ($0.region, $0.orderNumber, $0.content) = ("上海", "A-1", sealed)
                ($0.isConfirmed, $0.earlierNumber, $0.wishedAt) = (true, "202404-017", dayAfterTomorrow)
            },
            data: #"{"channel":"phone","urgency":"高","category":"系统故障","region":"上海","orderNumber":"A-1","#
                + #""isConfirmed":true,"earlierNumber":"202404-017","wishedAt":"2024-05-08T10:00:00.000Z","#
                + #""kind":"报修"}"#,
            "提交（phone，报修，系统故障，紧急程度 高，上海，订单 A-1，已与客户核对，前次工单 202404-017，期望 2024-05-08 18:00 前完成）",
            "submitted (phone, 报修, 系统故障, urgency 高, 上海, order A-1, confirmed with the customer, "
                + "earlier ticket 202404-017, wished for by 2024-05-08 18:00)"),
        Specimen(
            TicketClassified.self,
            {
                ($0.ticket, $0.category, $0.confidence, $0.words) = (ticket, "系统故障", 1_000_000, sealed)
                ($0.reason, $0.from) = (sealed, "咨询")
            },
            data: #"{"category":"系统故障","confidence":1000000,"from":"咨询","isByHand":true}"#,
            "admin 把类别从 咨询 改为 系统故障", "category changed from 咨询 to 系统故障 by admin"),
        Specimen(
            TicketPrioritised.self,
            {
                ($0.ticket, $0.priority, $0.words, $0.reason) = (ticket, .urgent, sealed, sealed)
                $0.from = .medium
            },
            data: #"{"priority":"urgent","from":"medium","isByHand":true}"#, "admin 把优先级从 中 改为 紧急",
            "priority changed from medium to urgent by admin"),
        Specimen(
            TicketQueued.self,
            {
                var decision = Decision()
                decision.leftOut = [LeftOutCount(.offline, count: 2), LeftOutCount(.skillMissing, count: 1)]
                ($0.ticket, $0.because, $0.decision) = (ticket, .nobodyEligible, decision)
            },
            data: #"{"because":"nobody-eligible","decision":{"eligible":0,"leftOut":{"offline":2,"skill-missing":1},"#
                + #""candidates":[]}}"#,
            "排队：暂无合适人员（离线 2，缺少技能 1）", "queued: nobody eligible (offline 2, without the skill 1)"),
        Specimen(
            AttachmentAdded.self,
            {
                ($0.ticket, $0.byteCount, $0.name, $0.kind) = (ticket, 12_345, sealed, .picture)
                $0.excerpt = sealed
                $0.address = [UInt8](repeating: 0xa7, count: 32)
            },
            data: "{\"address\":\"\(String(repeating: "a7", count: 32))\",\"bytes\":12345,\"kind\":\"picture\"}",
            "添加附件（图片，12345 字节）", "attachment added (picture, 12345 bytes)"),
    ]

    private static let offers = [
        Specimen(
            OfferMade.self,
            {
                ($0.ticket, $0.agent) = (ticket, lin)
                ($0.expiresAt, $0.decision, $0.flags) = (quarterPast, decision, ["far", "overloaded", "other-region"])
            },
            data: #"{"agentName":"林静","expiresAt":"2024-05-06T01:15:00.000Z","decision":{"eligible":3,"#
                + #""leftOut":{"full":1},"candidates":[{"agent":"lin","name":"林静","score":812345,"terms":["#
                + #"{"dimension":"skill","value":800000,"weight":500000},"#
                + #"{"dimension":"region","value":1000000,"weight":100000}]},"#
                + #"{"agent":"wang","name":"王强","score":400000,"terms":[]}],"ring":"regular"},"#
                + #""flags":["far","overloaded","other-region"]}"#,
            "派给 林静（得分 81.2%，候选 3 人，异常：far、负荷远高于平均、非同区域）",
            "offered to 林静 (score 81.2%, 3 candidates, odd: far, far above the mean load, of another region)"),
        Specimen(
            OfferAccepted.self, { ($0.ticket, $0.agent) = (ticket, lin) }, data: #"{"agentName":"林静"}"#,
            "林静 接单", "accepted by 林静"),
        Specimen(
            OfferDeclined.self, { ($0.ticket, $0.agent, $0.reason) = (ticket, lin, sealed) },
            data: #"{"agentName":"林静"}"#, "林静 拒单", "declined by 林静"),
        Specimen(
            OfferExpired.self,
            { ($0.ticket, $0.agent, $0.dueAt) = (ticket, lin, quarterPast) },
            data: #"{"agentName":"林静","dueAt":"2024-05-06T01:15:00.000Z"}"#, "林静 超时未接单",
            "林静 did not answer in time"),
    ]

    static var decision: Decision {
        var best = Candidate()
        (best.agent, best.score) = (lin, 812_345)
        best.terms = [ScoreTerm("skill", 800_000, 500_000), ScoreTerm("region", 1_000_000, 100_000)]
        var second = Candidate()
        (second.agent, second.score) = (AgentOrdinal(rawValue: 2), 400_000)
        var decision = Decision()
        (decision.eligible, decision.leftOut) = (3, [LeftOutCount(.full, count: 1)])
        decision.candidates = [best, second]
        decision.ring = "regular"
        return decision
    }

    private static let work = [
        Specimen(
            ProgressRecorded.self, { ($0.ticket, $0.agent, $0.stage, $0.note) = (ticket, lin, "处理中", sealed) },
            data: #"{"agentName":"林静","stage":"处理中"}"#, "林静 推进到「处理中」", "处理中, by 林静"),
        Specimen(
            TicketResolved.self, { ($0.ticket, $0.agent, $0.solution) = (ticket, lin, sealed) },
            data: #"{"agentName":"林静"}"#, "林静 处理完毕", "resolved by 林静"),
        Specimen(
            TicketRated.self, { ($0.ticket, $0.grade, $0.comment) = (ticket, .verySatisfied, sealed) },
            data: #"{"grade":"very-satisfied"}"#, "客户评价：非常满意", "rated: very satisfied"),
        Specimen(
            TicketClosed.self, { ($0.ticket, $0.closing) = (ticket, .rated) }, data: #"{"closing":"rated"}"#,
            "关闭（已评价）", "closed (rated)"),
    ]
}

extension ScoreTerm {
    init(_ dimension: String, _ value: UInt64, _ weight: UInt64, isMoot: Bool = false) {
        self.init()
        (self.dimension, self.value, self.weight, self.isMoot) = (dimension, value, weight, isMoot)
    }
}
