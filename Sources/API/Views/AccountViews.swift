internal import Bytes
internal import Events
internal import JSONText
internal import Projections

/// An account as the API shows it, with what others call its agent.
struct AccountView: Sendable {
    var account: Accounts.Account
    var agent: String?
    var customer: String?

    var json: JSON {
        var members: [(name: String, value: JSON)] = [("name", .string(account.name))]
        if !account.displayName.isEmpty { members.append(("displayName", .string(account.displayName))) }
        members.append(("roles", .array(account.roles.map { .string($0) })))
        if !account.department.isEmpty { members.append(("department", .string(account.department))) }
        if let agent { members.append(("agent", .string(agent))) }
        if let customer { members.append(("customer", .string(customer))) }
        members.append(("disabled", .bool(account.isDisabled)))
        members.append(("hasPassword", .bool(!account.verifier.isEmpty)))
        members.append(("mustChangePassword", .bool(account.mustChange)))
        return .object(members)
    }
}

extension Accounts.Token {
    /// Half of it would be enough to tell tokens apart; nobody finds the token by it.
    var identifier: String { Hex.encode(Array(hash.prefix(8))) }

    var json: JSON {
        var members: [(name: String, value: JSON)] = [
            ("id", .string(identifier)), ("purpose", .string(purpose)), ("issuedAt", JSON(issuedAt)),
        ]
        if let expiresAt { members.append(("expiresAt", JSON(expiresAt))) }
        return .object(members)
    }
}

/// A department with what people call its manager.
struct DepartmentView: Sendable {
    var department: Accounts.Department
    var manager: String?

    var json: JSON {
        let members: [(name: String, value: JSON)] = [
            ("code", .string(department.code)), ("name", .string(department.name)),
        ]
        return .object(members + (manager.map { [("manager", .string($0))] } ?? []))
    }
}
