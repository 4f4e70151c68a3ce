internal import Events
internal import JSONText

extension RenderedEvent {
    func ticketSubmitted(_ say: Wording, _ clock: ReadersClock) -> String {
        let kinds: [(name: String, kind: PolicyNames.Kind)] = [
            ("channel", .channel), ("kind", .type), ("category", .category),
        ]
        var parts = kinds.compactMap { name, kind in fact(name).map { say.name($0, kind) } }
        if let urgency = fact("urgency").map({ say.name($0, .urgency) }) {
            parts.append(say("紧急程度 \(urgency)", "urgency \(urgency)"))
        }
        if let region = fact("region") { parts.append(region) }
        if let order = fact("orderNumber") { parts.append(say("订单 \(order)", "order \(order)")) }
        if data["isConfirmed"] != nil { parts.append(say("已与客户核对", "confirmed with the customer")) }
        if let earlier = fact("earlierNumber") {
            parts.append(say("前次工单 \(earlier)", "earlier ticket \(earlier)"))
        }
        if let wish = fact("wishedAt", by: clock) { parts.append(say("期望 \(wish) 前完成", "wished for by \(wish)")) }
        if let source = fact("source") {
            let place = [source, fact("sourceCase")].compactMap { $0 }.joined(separator: " ")
            parts.append(say("引自记录 \(place)", "brought from \(place)"))
        }
        return say("提交", "submitted") + say.inParentheses(parts)
    }

    func ticketClassified(_ say: Wording) -> String {
        guard let category = fact("category").map({ say.name($0, .category) }) else {
            return say("未能归类", "not classified")
        }
        guard data["isByHand"] == nil else { return classifiedByHand(category, say) }
        if data["isChosen"] != nil {
            let source =
                occurredAt == nil ? say("提交时选定", "chosen at submission") : say("按原记录", "as recorded")
            return say("归类为 \(category)", "classified as \(category)") + say.inParentheses([source])
        }
        let confidence = data["confidence"]?.asUnsigned ?? 0
        // Older logs are sure where all words spoke for one category, and hold words also where they did not decide.
        guard confidence < 1_000_000 else { return say("归类为 \(category)", "classified as \(category)") }
        let share = percent(confidence)
        return say("归类为 \(category)", "classified as \(category)")
            + say.inParentheses([say("把握 \(share)", "\(share) sure")] + deciding(say))
    }

    private func classifiedByHand(_ category: String, _ say: Wording) -> String {
        let who = actingAccount
        switch fact("from").map({ say.name($0, .category) }) {
        case nil: return by(who, say, "归类为 \(category)", "classified as \(category)")
        case category: return by(who, say, "确认类别 \(category)", "category \(category) confirmed")
        case let from?:
            return by(
                who, say, "把类别从 \(from) 改为 \(category)", "category changed from \(from) to \(category)")
        }
    }

    func ticketPrioritised(_ say: Wording) -> String {
        let priority = priorityWords("priority", say) ?? "?"
        guard data["isByHand"] == nil else {
            let who = actingAccount
            guard let from = priorityWords("from", say) else {
                return by(who, say, "优先级定为 \(priority)", "priority set to \(priority)")
            }
            return by(
                who, say, "把优先级从 \(from) 改为 \(priority)", "priority changed from \(from) to \(priority)")
        }
        let urgency = fact("urgency").map { say.name($0, .urgency) }
        let raised = urgency.map { [say("因紧急程度 \($0) 抬高", "raised for urgency \($0)")] }
        return say("优先级 \(priority)", "priority \(priority)") + say.inParentheses(raised ?? deciding(say))
    }

    private func priorityWords(_ name: String, _ say: Wording) -> String? {
        fact(name).flatMap { Priority(code: $0) }?.words(say.language)
    }

    /// The words that decided it, where they are told.
    private func deciding(_ say: Wording) -> [String] {
        fact("words").map { [say("依据 \($0)", "going by \($0)")] } ?? []
    }

    func ticketQueued(_ say: Wording) -> String {
        let because = fact("because").flatMap { QueuedBecause(code: $0) }?.words(say.language)
        let leftOut = LeftOut.allCases.compactMap { reason in
            data["decision"]?["leftOut"]?[reason.code]?.asUnsigned.map { "\(reason.words(say.language)) \($0)" }
        }
        return say("排队", "queued") + (because.map { say("：\($0)", ": \($0)") } ?? "")
            + say.inParentheses(leftOut)
    }

    func attachmentAdded(_ say: Wording) -> String {
        let bytes = data["bytes"]?.asUnsigned ?? 0
        let kind = fact("kind").flatMap { FileKind(code: $0) }?.words(say.language)
        let name = fact("name").map { " \($0)" } ?? ""
        return say("添加附件\(name)", "attachment\(name) added")
            + say.inParentheses([kind, say("\(bytes) 字节", bytes == 1 ? "1 byte" : "\(bytes) bytes")].compactMap { $0 })
    }

    func progressRecorded(_ say: Wording) -> String {
        guard let stage = fact("stage").map({ say.name($0, .stage) }) else {
            return say("\(shownAgent) 记录进展", "progress noted by \(shownAgent)")
        }
        return say("\(shownAgent) 推进到「\(stage)」", "\(stage), by \(shownAgent)")
    }

    func ticketRated(_ say: Wording) -> String {
        let grade = fact("grade").flatMap { Grade(code: $0) }.map(say.name) ?? "?"
        return say("客户评价：\(grade)", "rated: \(grade)")
            + say.inParentheses((data["reasons"]?.texts ?? []).map { say.name($0, .reason) })
    }

    func ticketClosed(_ say: Wording) -> String {
        let closing = fact("closing").flatMap { Closing(code: $0) }?.words(say.language)
        return say("关闭", "closed") + say.inParentheses([closing].compactMap { $0 })
    }
}
