internal import Events

extension Policy {
    /// 客户需求响应管理智能派单系统: score-based dispatch, the first three candidates with their reasons.
    public static let smartDispatch = Policy(
        version: 1,
        profile: "smart-dispatch",
        channels: [
            "in-app", "wechat", "mini-program", "form", "email", "phone", "chat", "third-party", "store",
        ],
        urgencies: [
            Urgency(code: "低", priority: .low), Urgency(code: "中", priority: .medium),
            Urgency(code: "高", priority: .high), Urgency(code: "紧急", priority: .urgent),
        ],
        categories: [
            Category(code: "系统故障", skill: "系统故障", words: ["故障", "报错", "宕机", "无法登录", "打不开", "崩溃"]),
            Category(code: "投诉", skill: "投诉处理", words: ["投诉", "不满", "态度"]),
            Category(code: "售后", skill: "售后", words: ["退货", "换货", "维修", "保修", "退款"]),
            Category(code: "建议", skill: nil, words: ["建议", "希望增加", "改进"]),
            Category(code: "咨询", skill: nil, words: ["咨询", "怎么", "如何", "请问"]),
        ],
        priorityWords: [
            PriorityWords(priority: .urgent, words: ["紧急", "故障影响业务", "加急"]),
            PriorityWords(priority: .high, words: ["故障", "投诉", "不满"]),
            PriorityWords(priority: .low, words: ["建议"]),
        ],
        priorityOtherwise: .medium,
        negations: ["非", "不", "没有", "并非", "无需"],
        acceptWithin: .seconds(15 * 60),
        offerAgainAfter: .seconds(30 * 60),
        capacity: 3,
        scoreWeights: ScoreWeights(skill: 500_000, load: 400_000, region: 100_000),
        stages: [
            Stage(code: "处理中", lifeCycle: .inProgress), Stage(code: "待客户确认", lifeCycle: .inProgress),
            Stage(code: "已完成", lifeCycle: .resolved), Stage(code: "已闭环", lifeCycle: .closed),
        ],
        numbering: Numbering(secondsFromUTC: 8 * 3_600))
}
