import Events

extension Specimen {
    /// By triage, and by people in other ways than from one to another.
    static let otherTriage = [
        Specimen(
            TicketClassified.self,
            { ($0.ticket, $0.category, $0.confidence, $0.words) = (ticket, "系统故障", 934_999, sealed) },
            data: #"{"category":"系统故障","confidence":934999}"#, "归类为 系统故障（把握 93.5%）",
            "classified as 系统故障 (93.5% sure)"),
        Specimen(
            TicketClassified.self,
            { ($0.ticket, $0.category, $0.confidence, $0.reason) = (ticket, "咨询", 1_000_000, sealed) },
            data: #"{"category":"咨询","confidence":1000000,"isByHand":true}"#, "admin 归类为 咨询",
            "classified as 咨询 by admin"),
        Specimen(
            TicketClassified.self,
            { ($0.ticket, $0.category, $0.confidence, $0.from) = (ticket, "咨询", 1_000_000, "咨询") },
            data: #"{"category":"咨询","confidence":1000000,"from":"咨询","isByHand":true}"#, "admin 确认类别 咨询",
            "category 咨询 confirmed by admin"),
        Specimen(
            TicketPrioritised.self, { ($0.ticket, $0.priority, $0.words) = (ticket, .urgent, sealed) },
            data: #"{"priority":"urgent"}"#, "优先级 紧急", "priority urgent"),
        // Not by words.
        Specimen(
            TicketClassified.self, { ($0.ticket, $0.category, $0.confidence) = (ticket, "咨询", 1_000_000) },
            data: #"{"category":"咨询","confidence":1000000,"isChosen":true}"#, "归类为 咨询（提交时选定）",
            "classified as 咨询 (chosen at submission)"),
        Specimen(
            TicketPrioritised.self, { ($0.ticket, $0.priority, $0.urgency) = (ticket, .urgent, "特急") },
            data: #"{"priority":"urgent","urgency":"特急"}"#, "优先级 紧急（因紧急程度 特急 抬高）",
            "priority urgent (raised for urgency 特急)"),
        // As it was recorded when words could be certain, and were kept where they had not decided.
        Specimen(
            TicketClassified.self,
            { ($0.ticket, $0.category, $0.confidence, $0.words) = (ticket, "咨询", 1_000_000, sealed) },
            data: #"{"category":"咨询","confidence":1000000}"#, "归类为 咨询", "classified as 咨询"),
        // As it was recorded before events said what had been.
        Specimen(
            TicketPrioritised.self, { ($0.ticket, $0.priority, $0.reason) = (ticket, .low, sealed) },
            data: #"{"priority":"low","isByHand":true}"#, "admin 优先级定为 低", "priority set to low by admin"),
    ]
}
