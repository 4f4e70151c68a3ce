internal import Domain
internal import EventRendering
internal import Policies

extension Problem {
    /// What is refused of accounts, tokens and departments.
    init(ofAccount refusal: Refusal) {
        switch refusal {
        case .accountDisabled:
            self = .conflict(
                "account-disabled",
                LocalText("账号已停用，请管理员先启用它。", "The account is disabled: an administrator has to enable it first."))
        case .lastAdministrator:
            self = .conflict(
                "last-administrator",
                LocalText("这是最后一个管理员，请先指定另一个。", "It is the last administrator: name another first."))
        case .roleMissing:
            self = .invalid([
                FieldFault(
                    pointer: "/roles", code: .missing, detail: LocalText("请指定至少一个角色。", "Name at least one role."))
            ])
        case .unknownRole(let code, let known): self = .unknownCode("/roles", code, known)
        case .unknownDepartment(let code, let known):
            let (zh, en) =
                known.isEmpty ? ("无", "none") : (known.joined(separator: "、"), known.joined(separator: ", "))
            let detail = LocalText(
                "没有部门 \(code)，可用：\(zh)；新部门请先用 `paidan departments set` 创建。",
                "There is no department \(code); there are: \(en). Make a new one with `paidan departments set`.")
            self = .invalid([FieldFault(pointer: "/department", code: .value, detail: detail)])
        case .agentTaken:
            self = .conflict(
                "agent-taken",
                LocalText(
                    "另一个账号已是该执行人员；请选择其他执行人员，或先从那个账号移除。",
                    "Another account is that agent's: choose another agent, or take it from that account first."))
        case .customerMissing:
            self = .invalid([FieldFault(pointer: "/customer", code: .missing, detail: .required)])
        case .customersAlone:
            self = .invalid([
                FieldFault(
                    pointer: "/roles", code: .value,
                    detail: LocalText(
                        "客户的账号只有 customer 一个角色，也不是执行人员。",
                        "A customer's account has the role customer alone, and is no agent's."))
            ])
        case .customerTaken:
            self = .conflict(
                "customer-taken",
                LocalText("该客户已有账号，请使用原账号。", "The customer has an account: use that one."))
        case .passwordChanged:
            self = .conflict(
                "password-changed",
                LocalText("密码刚被修改，请用新密码重试。", "The password has just been changed: try again with the new one."))
        case .tooManyTokens(let limit):
            self = .conflict(
                "too-many-tokens", LocalText("最多 \(limit) 个令牌，请先吊销不用的。", "At most \(limit) tokens: revoke some first."))
        case .unknownToken:
            self = .notFound(
                LocalText("没有该令牌，请在账号的令牌列表中核对标识。", "There is no such token: look for it in the list of the account's."))
        default: self = .notFound(LocalText("没有该账号，请核对名称。", "There is no such account: check the name."))
        }
    }
}
