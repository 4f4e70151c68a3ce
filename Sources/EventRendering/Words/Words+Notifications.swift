internal import Events
internal import JSONText

extension RenderedEvent {
    func aboutNotifications(_ type: EventType, _ say: Wording, _ clock: ReadersClock) -> String {
        let number = data["notification"]?.asUnsigned ?? 0
        switch type {
        case .notificationQueued: return notificationQueued(number, say, clock)
        case .notificationDelivered:
            let attempt = data["attempt"]?.asUnsigned ?? 0
            return say("通知 \(number) 已送达", "notification \(number) delivered")
                + say.inParentheses(attempt > 1 ? [say("第 \(attempt) 次", "attempt \(attempt)")] : [])
        case .notificationFailed: return notificationFailed(number, say, clock)
        case .notificationGivenUp: return notificationGivenUp(number, say)
        default:
            return by(fact("account"), say, "已读通知 \(number)", "notification \(number) read")
        }
    }

    private func notificationQueued(_ number: UInt64, _ say: Wording, _ clock: ReadersClock) -> String {
        var parts = [fact("carrier")].compactMap { $0 }.map { carrierWords($0, say.language) }
        let due = fact("dueAt", by: clock)
        switch (fact("deadline").map { say.name($0, .deadline) }, due) {
        case (let name?, let due?): parts.append(say("\(name) 截止 \(due)", "\(name) due \(due)"))
        case (nil, let due?): parts.append(say("截止 \(due)", "due \(due)"))
        case (let name?, nil): parts.append(name)
        case (nil, nil): break
        }
        let (told, title) = (shownRecipient(say), shownTitle(say))
        return say("通知 \(number) 发给\(told)：\(title)", "notification \(number) for \(told): \(title)")
            + say.inParentheses(parts)
    }

    /// What it is about: its title, as far as the event says what is in it.
    private func shownTitle(_ say: Wording) -> String {
        guard let template = fact("template") else { return "?" }
        var places: [String: String] = [:]
        places["number"] = ticket
        places["category"] = fact("category").map { say.name($0, .category) }
        places["priority"] = fact("priority").flatMap { Priority(code: $0) }?.words(say.language)
        places["stage"] = fact("stage").map { say.name($0, .stage) }
        places["grade"] = fact("grade").flatMap { Grade(code: $0) }.map(say.name)
        return say.names.title(template, places, say.language)
    }

    private func notificationFailed(_ number: UInt64, _ say: Wording, _ clock: ReadersClock) -> String {
        let attempt = data["attempt"]?.asUnsigned ?? 0
        var parts = [say("第 \(attempt) 次", "attempt \(attempt)")]
        if let fault = fact("fault") { parts.append(faultWords(fault, say.language)) }
        if let retry = fact("retryAt", by: clock) { parts.append(say("\(retry) 重试", "again \(retry)")) }
        return say("通知 \(number) 发送失败", "notification \(number) failed") + say.inParentheses(parts)
    }

    /// What can never arrive was not given up after trying: it cannot be brought.
    private func notificationGivenUp(_ number: UInt64, _ say: Wording) -> String {
        let attempts = data["attempts"]?.asUnsigned ?? 0
        let fault = fact("fault").map { faultWords($0, say.language) }
        if attempts == 1, let fault {
            return say("通知 \(number) 无法送达", "notification \(number) cannot be delivered") + say.inParentheses([fault])
        }
        let tries = say("共 \(attempts) 次", attempts == 1 ? "1 attempt" : "\(attempts) attempts")
        return say("通知 \(number) 放弃发送", "notification \(number) given up")
            + say.inParentheses([tries] + [fault].compactMap { $0 })
    }

    /// Whom a notification is for. In Chinese with the blank that a name wants before it.
    private func shownRecipient(_ say: Wording) -> String {
        if data["isCustomer"] != nil { return say("客户", "the customer") }
        guard let role = fact("role") else { return say(" \(shownAgent)", shownAgent) }
        let words = roleWords(role, say.language)
        guard let department = fact("department") else { return words }
        return say(" \(department) 的\(words)", "\(words) of \(department)")
    }
}

/// A code that only its policy or a later version knows stays one, here and below.
private func carrierWords(_ code: String, _ language: Language) -> String {
    switch code {
    case "inbox": language("站内消息", "inbox")
    case "popup": language("弹窗", "pop-up")
    case "push": language("应用推送", "app push")
    case "sms": language("短信", "SMS")
    case "email": language("邮件", "mail")
    case "wechat": language("微信", "WeChat")
    case "wecom": language("企业微信", "WeCom")
    case "dingtalk": language("钉钉", "DingTalk")
    default: code
    }
}

private func faultWords(_ code: String, _ language: Language) -> String {
    DeliveryFault(rawValue: code)?.words(language) ?? code
}
