internal import Events
internal import JSONText

extension RenderedEvent {
    func accountCreated(_ say: Wording) -> String {
        let name = [fact("displayName"), fact("name") ?? "?"].compactMap { $0 }.joined(separator: " ")
        var parts = shownRoles(say) + [fact("department")].compactMap { $0 }
        if customer != nil { parts.append(say("客户 \(shownCustomer)", "of customer \(shownCustomer)")) }
        return say("新账号 \(name)", "account \(name) created") + say.inParentheses(parts)
    }

    func accountChanged(_ say: Wording) -> String {
        let isDisabled = data["isDisabled"] != nil
        let words =
            isDisabled
            ? say("停用账号 \(shownAccount)", "account \(shownAccount) disabled")
            : say("更新账号 \(shownAccount)", "account \(shownAccount) changed")
        var parts = shownRoles(say)
        if let department = fact("department") { parts.append(department) }
        if agent != nil { parts.append(say("执行人员 \(shownAgent)", "agent \(shownAgent)")) }
        return words + say.inParentheses(parts)
    }

    private func shownRoles(_ say: Wording) -> [String] {
        (data["roles"]?.texts ?? []).map { roleWords($0, say.language) }
    }

    func passwordSet(_ say: Wording) -> String {
        let mustChange = data["mustChange"] != nil ? [say("登录后须修改", "to be changed at sign-in")] : []
        return say("设置 \(shownAccount) 的密码", "password of \(shownAccount) set")
            + say.inParentheses(mustChange)
    }

    func tokenIssued(_ say: Wording, _ clock: ReadersClock) -> String {
        var parts = [fact("purpose")].compactMap { $0 }
        if let end = fact("expiresAt", by: clock) { parts.append(say("有效期至 \(end)", "until \(end)")) }
        return say("为 \(shownAccount) 签发令牌", "token issued to \(shownAccount)") + say.inParentheses(parts)
    }

    func departmentChanged(_ say: Wording) -> String {
        var parts = [fact("name")].compactMap { $0 }
        if let manager = fact("manager") { parts.append(say("经理 \(manager)", "manager \(manager)")) }
        let code = fact("department") ?? "?"
        return say("部门 \(code)", "department \(code)") + say.inParentheses(parts)
    }
}
