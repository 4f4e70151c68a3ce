internal import Events
internal import JSONText

extension RenderedEvent {
    func accountCreated(_ language: Language) -> String {
        let name = [fact("displayName"), fact("name") ?? "?"].compactMap { $0 }.joined(separator: " ")
        var parts = (data["roles"]?.texts ?? []) + [fact("department")].compactMap { $0 }
        if customer != nil { parts.append(language("客户 \(shownCustomer)", "of customer \(shownCustomer)")) }
        return language("新账号 \(name)", "account \(name) created") + language.inParentheses(parts)
    }

    func accountChanged(_ language: Language) -> String {
        let isDisabled = data["isDisabled"] != nil
        let words =
            isDisabled
            ? language("停用账号 \(shownAccount)", "account \(shownAccount) disabled")
            : language("更新账号 \(shownAccount)", "account \(shownAccount) changed")
        var parts = data["roles"]?.texts ?? []
        if let department = fact("department") { parts.append(department) }
        if agent != nil { parts.append(language("执行人员 \(shownAgent)", "agent \(shownAgent)")) }
        return words + language.inParentheses(parts)
    }

    func passwordSet(_ language: Language) -> String {
        let mustChange = data["mustChange"] != nil ? [language("登录后须修改", "to be changed at sign-in")] : []
        return language("设置 \(shownAccount) 的密码", "password of \(shownAccount) set")
            + language.inParentheses(mustChange)
    }

    func tokenIssued(_ language: Language, _ clock: ReadersClock) -> String {
        var parts = [fact("purpose")].compactMap { $0 }
        if let end = fact("expiresAt", by: clock) { parts.append(language("有效期至 \(end)", "until \(end)")) }
        return language("为 \(shownAccount) 签发令牌", "token issued to \(shownAccount)") + language.inParentheses(parts)
    }

    func departmentChanged(_ language: Language) -> String {
        var parts = [fact("name")].compactMap { $0 }
        if let manager = fact("manager") { parts.append(language("经理 \(manager)", "manager \(manager)")) }
        let code = fact("department") ?? "?"
        return language("部门 \(code)", "department \(code)") + language.inParentheses(parts)
    }
}
