internal import Events

extension Policy {
    /// 客户需求响应管理智能派单系统: score-based dispatch, the first three candidates with their reasons.
    public static let smartDispatch = Policy(
        version: 1, profile: "smart-dispatch",
        intake: Intake(
            channels: [
                Code("in-app", LocalText("应用内消息", "in-app message")),
                Code("wechat", LocalText("微信公众号", "WeChat official account")),
                Code("mini-program", LocalText("小程序", "mini-program")),
                Code("form", LocalText("在线表单", "online form")),
                Code("email", LocalText("邮件", "e-mail")),
                Code("phone", LocalText("电话", "phone")),
                Code("chat", LocalText("在线客服", "online chat")),
                Code("third-party", LocalText("第三方平台", "third-party platform")),
                Code("store", LocalText("线下门店", "store")),
            ],
            required: ["channel", "description", "customer.name", "customer.contact"],
            urgencies: [
                Urgency(code: "低", priority: .low), Urgency(code: "中", priority: .medium),
                Urgency(code: "高", priority: .high), Urgency(code: "紧急", priority: .urgent),
            ],
            tiers: [Code("VIP", LocalText("VIP 客户", "VIP")), Code("普通", LocalText("普通客户", "ordinary"))]),
        triage: smartTriage, dispatch: smartRules,
        stages: [
            Stage(code: "处理中", name: LocalText("处理中", "in progress"), lifeCycle: .inProgress, next: []),
            Stage(
                code: "待客户确认", name: LocalText("待客户确认", "awaiting the customer"), lifeCycle: .inProgress,
                next: ["处理中"]),
            Stage(code: "已完成", name: LocalText("已完成", "done"), lifeCycle: .resolved, next: []),
            Stage(code: "已闭环", name: LocalText("已闭环", "closed"), lifeCycle: .closed, next: []),
        ],
        deadlines: smartDeadlines, calendars: [], feedback: smartFeedback,
        notices: smartNotices, templates: smartTemplates,
        numbering: Numbering(secondsFromUTC: 8 * 3_600))

    private static let smartTriage = Triage(
        categories: [
            category("系统故障", "system fault", skill: "系统故障", ["故障", "报错", "宕机", "无法登录", "打不开", "崩溃"], hours: 2),
            category("投诉", "complaint", skill: "投诉处理", ["投诉", "不满", "态度"], hours: 8),
            category("售后", "after-sales", skill: "售后", ["退货", "换货", "维修", "保修", "退款"], hours: 24),
            category("建议", "suggestion", skill: nil, ["建议", "希望增加", "改进"], hours: 72),
            category("咨询", "enquiry", skill: nil, ["咨询", "怎么", "如何", "请问"], hours: 4),
        ],
        lexicon: [
            PriorityWords(priority: .urgent, words: ["紧急", "故障影响业务", "加急"]),
            PriorityWords(priority: .high, words: ["故障", "投诉", "不满"]),
            PriorityWords(priority: .low, words: ["建议"]),
        ],
        otherwise: .medium, negations: ["非", "不", "没有", "并非", "无需"], confidenceMin: 0, charactersMin: 0)

    private static func category(
        _ code: String, _ english: String, skill: String?, _ words: [String], hours: Int64
    ) -> Category {
        Category(
            code: code, name: LocalText(code, english), parent: "", skill: skill, words: words,
            estimate: .seconds(hours * 3_600))
    }

    private static let smartRules = Dispatch(
        mode: .automatic, capacity: 3,
        weights: ScoreWeights(
            skill: 350_000, load: 250_000, presence: 100_000, region: 100_000, experience: 150_000, preferred: 0,
            affinity: 50_000),
        weightsByPriority: [
            .urgent: ScoreWeights(
                skill: 250_000, load: 200_000, presence: 50_000, region: 50_000, experience: 100_000,
                preferred: 300_000, affinity: 50_000)
        ],
        preferred: Preference(yearsMin: 2, onTimeMin: 950_000),
        rings: [
            Ring(code: "regular", name: LocalText("常规人员", "regular staff"), pools: ["regular"], isRegional: false),
            Ring(code: "backup", name: LocalText("备选人员池", "backup pool"), pools: ["backup"], isRegional: false),
            Ring(
                code: "cross-region", name: LocalText("跨区域支援", "cross-region support"), pools: ["cross-region"],
                isRegional: false),
        ],
        offerAgainAfter: .seconds(30 * 60),
        levelling: Levelling(offersMax: 3, window: .seconds(10 * 60)),
        presenceWindow: .seconds(7 * 3_600),
        plausibility: Plausibility(loadFactorMax: 2_000_000))

    private static let smartDeadlines = [
        Deadline(
            code: "acceptance", name: LocalText("接单时限", "acceptance"), starts: [.offered],
            stops: [.accepted, .returned, .closed], length: .fixed(.seconds(15 * 60)), calendar: "always",
            pausedAt: [], warnings: [],
            onBreach: [
                .remind(.assignee, template: "acceptance-overdue"), .remind(.clerk, template: "acceptance-overdue"),
            ],
            repeats: nil),
        Deadline(
            code: "offer", name: LocalText("派单有效期", "offer"), starts: [.offered],
            stops: [.accepted, .returned, .closed], length: .fixed(.seconds(30 * 60)), calendar: "always",
            pausedAt: [], warnings: [], onBreach: [.reassign], repeats: nil),
        Deadline(
            code: "response", name: LocalText("首次响应时限", "first contact"), starts: [.submitted],
            stops: [.contacted, .resolved],
            length: .byPriority([
                .urgent: .seconds(3_600), .high: .seconds(2 * 3_600), .medium: .seconds(4 * 3_600),
                .low: .seconds(24 * 3_600),
            ]),
            calendar: "always", pausedAt: [], warnings: [],
            onBreach: [.remind(.supervisor, template: "response-overdue")], repeats: nil),
        Deadline(
            code: "completion", name: LocalText("预计完成时间", "estimated completion"), starts: [.accepted],
            stops: [.resolved, .returned, .closed], length: .estimate, calendar: "always", pausedAt: ["待客户确认"],
            warnings: [Warning(after: 800_000, remind: .assignee, template: "completion-near")],
            onBreach: [
                .remind(.assignee, template: "completion-overdue"),
                .escalate(.supervisor, template: "completion-overdue"),
            ],
            repeats: nil),
        Deadline(
            code: "callback", name: LocalText("回访时限", "call back"), starts: [.graded("不满意"), .graded("一般")],
            stops: [.contacted, .reopened, .escalated, .closed], length: .fixed(.seconds(3_600)), calendar: "always",
            pausedAt: [], warnings: [],
            onBreach: [
                .remind(.clerk, template: "callback-overdue"), .escalate(.supervisor, template: "callback-overdue"),
            ],
            repeats: nil),
        Deadline(
            code: "survey", name: LocalText("评价时限", "survey"), starts: [.surveyed],
            stops: [.rated, .reopened, .closed], length: .fixed(.seconds(72 * 3_600)), calendar: "always",
            pausedAt: [], warnings: [], onBreach: [.closeUnrated], repeats: nil),
    ]

    private static let smartFeedback = Feedback(
        asks: [.resolved],
        grades: [
            GradeChoice(code: "非常满意", name: LocalText("非常满意", "very satisfied"), grade: .verySatisfied, closes: true),
            GradeChoice(code: "满意", name: LocalText("满意", "satisfied"), grade: .satisfied, closes: true),
            GradeChoice(code: "一般", name: LocalText("一般", "fair"), grade: .fair, closes: false),
            GradeChoice(code: "不满意", name: LocalText("不满意", "dissatisfied"), grade: .dissatisfied, closes: false),
        ],
        reasons: [
            Code("slow", LocalText("处理太慢", "too slow")),
            Code("not-solved", LocalText("问题未解决", "not solved")),
            Code("attitude", LocalText("服务态度", "attitude")),
            Code("communication", LocalText("沟通不畅", "communication")),
            Code("other", LocalText("其他", "other")),
        ],
        cyclesMax: 5)

    private static let smartNotices = [
        Notice(on: [.submitted], to: [.customer], template: "submitted"),
        Notice(on: [.offered], to: [.assignee], template: "offered"),
        Notice(on: [.queued], to: [.supervisor], template: "queued"),
        Notice(on: [.proposed], to: [.dispatcher], template: "proposed"),
        Notice(on: [.graded("不满意"), .graded("一般")], to: [.clerk], template: "not-satisfied"),
    ]

    private static let smartTemplates = [
        Template(
            code: "offered", title: LocalText("新工单 {number}", "New ticket {number}"),
            text: LocalText(
                "{customer}：{category}，优先级{priority}，请在 {due} 前接单。",
                "{customer}: {category}, priority {priority}. Please accept by {due}.")),
        Template(
            code: "acceptance-overdue",
            title: LocalText("工单 {number} 超时未接单", "Ticket {number} was not accepted in time"),
            text: LocalText("{agent} 在 {due} 前没有接单，请跟进。", "{agent} did not accept by {due}. Please follow up.")),
        Template(
            code: "response-overdue", title: LocalText("工单 {number} 未按时响应", "Ticket {number}: no contact in time"),
            text: LocalText("{due} 前没有联系客户。", "Nobody contacted the customer by {due}.")),
        Template(
            code: "completion-near", title: LocalText("工单 {number} 即将到期", "Ticket {number} is due soon"),
            text: LocalText("预计完成时间 {due}。", "Completion is estimated for {due}.")),
        Template(
            code: "completion-overdue",
            title: LocalText("工单 {number} 已超过预计完成时间", "Ticket {number} is past its estimate"),
            text: LocalText("预计完成时间 {due} 已过。", "Completion was estimated for {due}.")),
        Template(
            code: "callback-overdue", title: LocalText("工单 {number} 尚未回访", "Ticket {number}: no call back yet"),
            text: LocalText("客户不满意，{due} 前没有回访。", "The customer is not satisfied and was not called by {due}.")),
        Template(
            code: "queued", title: LocalText("工单 {number} 无人可派", "Nobody can take ticket {number}"),
            text: LocalText("{category}，优先级{priority}，已排队。", "{category}, priority {priority}: it waits.")),
        Template(
            code: "proposed", title: LocalText("工单 {number} 待确认派单", "Ticket {number}: confirm who gets it"),
            text: LocalText("{category}，优先级{priority}。", "{category}, priority {priority}.")),
        Template(
            code: "not-satisfied", title: LocalText("工单 {number} 客户不满意", "Ticket {number}: not satisfied"),
            text: LocalText("请在一小时内联系客户。", "Please call the customer within the hour.")),
        Template(
            code: "escalated", title: LocalText("工单 {number} 已升级", "Ticket {number} was escalated"),
            text: LocalText("{category}，优先级{priority}。", "{category}, priority {priority}.")),
        Template(
            code: "survey", title: LocalText("请评价工单 {number}", "How was ticket {number}?"),
            text: LocalText("您的问题已处理完成，请评价：{link}", "Your request is done. Please rate it: {link}")),
        Template(
            code: "submitted", title: LocalText("已受理：{number}", "We have your request: {number}"),
            text: LocalText(
                "您的需求已受理[，我们将在 {due} 前与您联系]。[联系人：{agent}。]",
                "Your request has been received.[ We will contact you by {due}.][ Your contact is {agent}.]")),
    ]
}
