internal import Domain
internal import EventRendering

extension Problem {
    /// What is refused of accounts, tokens and departments.
    init(ofAccount refusal: Refusal) {
        switch refusal {
        case .accountDisabled: self = .conflict("account-disabled", LocalText("账号已停用。", "The account is disabled."))
        case .lastAdministrator:
            self = .conflict(
                "last-administrator",
                LocalText("这是最后一个管理员，先指定另一个。", "It is the last administrator: name another first."))
        case .roleMissing:
            self = .invalid([
                FieldFault(pointer: "/roles", code: .missing, detail: LocalText("至少一个角色。", "At least one."))
            ])
        case .unknownRole(let code, let known): self = .unknownCode("/roles", code, known)
        case .unknownDepartment(let code, let known): self = .unknownCode("/department", code, known)
        case .agentTaken:
            self = .conflict("agent-taken", LocalText("另一个账号已是该执行人员。", "Another account is that agent's."))
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
            self = .conflict("customer-taken", LocalText("该客户已有账号。", "The customer has an account."))
        case .passwordChanged:
            self = .conflict("password-changed", LocalText("密码刚被修改，请重试。", "The password has just been changed."))
        case .tooManyTokens(let limit):
            self = .conflict(
                "too-many-tokens", LocalText("最多 \(limit) 个令牌，先吊销不用的。", "At most \(limit): revoke some first."))
        case .unknownToken: self = .notFound(LocalText("没有该令牌。", "There is no such token."))
        default: self = .notFound(LocalText("没有该账号。", "There is no such account."))
        }
    }
}
