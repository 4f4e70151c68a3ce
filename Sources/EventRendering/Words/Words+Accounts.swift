internal import Events
internal import JSONText

extension RenderedEvent {
    func aboutAccounts(_ type: EventType, _ language: Language) -> String {
        switch type {
        case .accountChanged:
            let roles = data["roles"]?.texts ?? []
            let isDisabled = data["isDisabled"] != nil
            return (isDisabled ? language("停用账号", "account disabled") : language("更新账号", "account changed"))
                + language.inParentheses(roles)
        case .passwordSet: return language("设置密码", "password set")
        case .tokenIssued:
            return language("签发令牌", "token issued") + language.inParentheses([fact("purpose")].compactMap { $0 })
        case .tokenRevoked: return language("撤销令牌", "token revoked")
        default:
            let (code, name) = (fact("department") ?? "?", fact("name") ?? "")
            return language("部门 \(code)", "department \(code)") + language.inParentheses(name.isEmpty ? [] : [name])
        }
    }
}
