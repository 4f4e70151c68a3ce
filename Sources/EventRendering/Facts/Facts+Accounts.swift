internal import Events
internal import JSONText
internal import Projections

extension Facts {
    mutating func say(accountChanged fields: borrowing EventFields<AccountChanged>) throws(WireError) {
        account("account", try fields.ordinal(.account))
        var roles: [JSON] = []
        try fields.forEachText(.roles) { code in roles.append(.string(code)) }
        add("roles", .array(roles))
        let agent: AgentOrdinal? = try fields.ordinal(.agent)
        if let agent { agentName(agent) }
        text("department", try fields.text(.department))
        flag("isDisabled", try fields.flag(.isDisabled))
    }

    mutating func say(passwordSet fields: borrowing EventFields<PasswordSet>) throws(WireError) {
        account("account", try fields.ordinal(.account))
        flag("mustChange", try fields.flag(.mustChange))
    }

    mutating func say(tokenIssued fields: borrowing EventFields<TokenIssued>) throws(WireError) {
        account("account", try fields.ordinal(.account))
        time("expiresAt", try fields.instant(.expiresAt))
        text("purpose", try fields.text(.purpose))
    }

    mutating func say(tokenRevoked fields: borrowing EventFields<TokenRevoked>) throws(WireError) {
        account("account", try fields.ordinal(.account))
    }

    mutating func say(departmentChanged fields: borrowing EventFields<DepartmentChanged>) throws(WireError) {
        text("department", try fields.text(.department))
        text("name", try fields.text(.name))
        account("manager", try fields.ordinal(.manager))
    }
}
