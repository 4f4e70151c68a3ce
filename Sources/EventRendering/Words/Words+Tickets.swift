internal import Events
internal import JSONText

extension RenderedEvent {
    func ticketSubmitted(_ language: Language, _ clock: ReadersClock) -> String {
        var parts = [fact("channel"), fact("kind"), fact("category")].compactMap { $0 }
        if let urgency = fact("urgency") { parts.append(language("紧急程度 \(urgency)", "urgency \(urgency)")) }
        if let region = fact("region") { parts.append(region) }
        if let order = fact("orderNumber") { parts.append(language("订单 \(order)", "order \(order)")) }
        if data["isConfirmed"] != nil { parts.append(language("已与客户核对", "confirmed with the customer")) }
        if let earlier = fact("earlierNumber") {
            parts.append(language("前次工单 \(earlier)", "earlier ticket \(earlier)"))
        }
        if let wish = fact("wishedAt", by: clock) { parts.append(language("期望 \(wish) 前完成", "wished for by \(wish)")) }
        if let source = fact("source") {
            let place = [source, fact("sourceCase")].compactMap { $0 }.joined(separator: " ")
            parts.append(language("引自记录 \(place)", "brought from \(place)"))
        }
        return language("提交", "submitted") + language.inParentheses(parts)
    }

    func ticketClassified(_ language: Language) -> String {
        guard let category = fact("category") else { return language("未能归类", "not classified") }
        guard data["isByHand"] == nil else { return classifiedByHand(category, language) }
        let share = percent(data["confidence"]?.asUnsigned ?? 0)
        return language("归类为 \(category)", "classified as \(category)")
            + language.inParentheses([language("把握 \(share)", "\(share) sure")] + deciding(language))
    }

    private func classifiedByHand(_ category: String, _ language: Language) -> String {
        let who = actingAccount
        switch fact("from") {
        case nil: return by(who, language, "归类为 \(category)", "classified as \(category)")
        case category: return by(who, language, "确认类别 \(category)", "category \(category) confirmed")
        case let from?:
            return by(
                who, language, "把类别从 \(from) 改为 \(category)", "category changed from \(from) to \(category)")
        }
    }

    func ticketPrioritised(_ language: Language) -> String {
        let priority = priorityWords("priority", language) ?? "?"
        guard data["isByHand"] == nil else {
            let who = actingAccount
            guard let from = priorityWords("from", language) else {
                return by(who, language, "优先级定为 \(priority)", "priority set to \(priority)")
            }
            return by(
                who, language, "把优先级从 \(from) 改为 \(priority)", "priority changed from \(from) to \(priority)")
        }
        return language("优先级 \(priority)", "priority \(priority)") + language.inParentheses(deciding(language))
    }

    private func priorityWords(_ name: String, _ language: Language) -> String? {
        fact(name).flatMap { Priority(code: $0) }?.words(language)
    }

    /// The words that decided it, where they are told.
    private func deciding(_ language: Language) -> [String] {
        fact("words").map { [language("依据 \($0)", "going by \($0)")] } ?? []
    }

    func ticketQueued(_ language: Language) -> String {
        let because = fact("because").flatMap { QueuedBecause(code: $0) }?.words(language)
        let leftOut = LeftOut.allCases.compactMap { reason in
            data["decision"]?["leftOut"]?[reason.code]?.asUnsigned.map { "\(reason.words(language)) \($0)" }
        }
        return language("排队", "queued") + (because.map { language("：\($0)", ": \($0)") } ?? "")
            + language.inParentheses(leftOut)
    }

    func attachmentAdded(_ language: Language) -> String {
        let bytes = data["bytes"]?.asUnsigned ?? 0
        let kind = fact("kind").flatMap { FileKind(code: $0) }?.words(language)
        let name = fact("name").map { " \($0)" } ?? ""
        return language("添加附件\(name)", "attachment\(name) added")
            + language.inParentheses([kind, language("\(bytes) 字节", "\(bytes) bytes")].compactMap { $0 })
    }

    func progressRecorded(_ language: Language) -> String {
        guard let stage = fact("stage") else {
            return language("\(shownAgent) 记录进展", "progress noted by \(shownAgent)")
        }
        return language("\(shownAgent) 推进到「\(stage)」", "\(stage), by \(shownAgent)")
    }

    func ticketRated(_ language: Language) -> String {
        let grade = fact("grade").flatMap { Grade(code: $0) }?.words(language) ?? "?"
        return language("客户评价：\(grade)", "rated: \(grade)")
            + language.inParentheses(data["reasons"]?.texts ?? [])
    }

    func ticketClosed(_ language: Language) -> String {
        let closing = fact("closing").flatMap { Closing(code: $0) }?.words(language)
        return language("关闭", "closed") + language.inParentheses([closing].compactMap { $0 })
    }
}
