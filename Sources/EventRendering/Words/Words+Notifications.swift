internal import Events
internal import JSONText

extension RenderedEvent {
    func aboutNotifications(_ type: EventType, _ language: Language, _ clock: ReadersClock) -> String {
        let number = data["notification"]?.asUnsigned ?? 0
        switch type {
        case .notificationQueued: return notificationQueued(number, language, clock)
        case .notificationDelivered:
            let attempt = data["attempt"]?.asUnsigned ?? 0
            return language("通知 \(number) 已送达", "notification \(number) delivered")
                + language.inParentheses(attempt > 1 ? [language("第 \(attempt) 次", "attempt \(attempt)")] : [])
        case .notificationFailed: return notificationFailed(number, language, clock)
        case .notificationGivenUp:
            let attempts = data["attempts"]?.asUnsigned ?? 0
            let tries = attempts == 1 ? "1 attempt" : "\(attempts) attempts"
            return language("通知 \(number) 放弃发送（共 \(attempts) 次）", "notification \(number) given up (\(tries))")
        default:
            return by(fact("account"), language, "已读通知 \(number)", "notification \(number) read")
        }
    }

    private func notificationQueued(_ number: UInt64, _ language: Language, _ clock: ReadersClock) -> String {
        var parts = [fact("carrier")].compactMap { $0 }.map { carrierWords($0, language) }
        let due = fact("dueAt", by: clock)
        switch (fact("deadline"), due) {
        case (let code?, let due?): parts.append(language("\(code) 截止 \(due)", "\(code) due \(due)"))
        case (nil, let due?): parts.append(language("截止 \(due)", "due \(due)"))
        case (let code?, nil): parts.append(code)
        case (nil, nil): break
        }
        let (told, template) = (shownRecipient(language), fact("template") ?? "?")
        return language("通知 \(number) 发给\(told)：\(template)", "notification \(number) for \(told): \(template)")
            + language.inParentheses(parts)
    }

    private func notificationFailed(_ number: UInt64, _ language: Language, _ clock: ReadersClock) -> String {
        let attempt = data["attempt"]?.asUnsigned ?? 0
        var parts = [language("第 \(attempt) 次", "attempt \(attempt)")]
        if let fault = fact("fault") { parts.append(faultWords(fault, language)) }
        if let retry = fact("retryAt", by: clock) { parts.append(language("\(retry) 重试", "again \(retry)")) }
        return language("通知 \(number) 发送失败", "notification \(number) failed") + language.inParentheses(parts)
    }

    /// Whom a notification is for. In Chinese with the blank that a name wants before it.
    private func shownRecipient(_ language: Language) -> String {
        if data["isCustomer"] != nil { return language("客户", "the customer") }
        guard let role = fact("role") else { return language(" \(shownAgent)", shownAgent) }
        let words = roleWords(role, language)
        guard let department = fact("department") else { return words }
        return language(" \(department) 的\(words)", "\(words) of \(department)")
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

/// Why a carrier did not take something.
private func faultWords(_ code: String, _ language: Language) -> String {
    switch code {
    case "no-account": language("客户没有账号", "the customer has no account")
    case "not-kept": language("通知已不再保留", "it is not kept any more")
    case "no-such-carrier": language("没有这种通知方式", "there is no such carrier")
    case "not-readable": language("内容暂时无法读取", "it cannot be read at the moment")
    default: code
    }
}
