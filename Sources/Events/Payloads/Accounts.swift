/// An account is as follows from now on.
public struct AccountChanged: Event {
    public var account = AccountOrdinal(rawValue: 0)
    /// Codes.
    public var roles: [String] = []
    /// Whom the account acts as.
    public var agent: AgentOrdinal?
    /// A code.
    public var department = ""
    /// Nobody gets in with it.
    public var isDisabled = false

    public init() {}

    public enum Field: Int, FieldNumber { case account = 1, roles, agent, department, isDisabled }
    public static let type = EventType.accountChanged
    public var subjects: [Subject] { [.account(account)] + (agent.map { [.agent($0)] } ?? []) }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.account, &account)
        try coder.field(.roles, &roles)
        try coder.field(.agent, &agent)
        try coder.field(.department, &department)
        try coder.field(.isDisabled, &isDisabled)
    }
}

/// Somebody signs in with another password from now on.
public struct PasswordSet: Event {
    public var account = AccountOrdinal(rawValue: 0)
    /// What a password is checked against: the scheme, its cost, the salt and the derived key.
    public var verifier: [UInt8] = []
    /// Given by somebody else: good for nothing but to set another.
    public var mustChange = false

    public init() {}

    public enum Field: Int, FieldNumber { case account = 1, verifier, mustChange }
    public static let type = EventType.passwordSet
    public var subjects: [Subject] { [.account(account)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.account, &account)
        try coder.field(.verifier, &verifier)
        try coder.field(.mustChange, &mustChange)
    }
}

/// Whoever holds this token acts for the account.
public struct TokenIssued: Event {
    public var account = AccountOrdinal(rawValue: 0)
    /// SHA-256 of the token: 32 bytes.
    public var tokenHash: [UInt8] = []
    /// Absent where it does not expire.
    public var expiresAt: Instant?
    /// What the token is for.
    public var purpose = ""

    public init() {}

    public enum Field: Int, FieldNumber { case account = 1, tokenHash, expiresAt, purpose }
    public static let type = EventType.tokenIssued
    public var subjects: [Subject] { [.account(account)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.account, &account)
        try coder.field(.tokenHash, &tokenHash, byteCount: 32)
        try coder.field(.expiresAt, &expiresAt)
        try coder.field(.purpose, &purpose)
    }
}

/// A token is good for nothing from now on.
public struct TokenRevoked: Event {
    public var account = AccountOrdinal(rawValue: 0)
    /// SHA-256 of the token: 32 bytes.
    public var tokenHash: [UInt8] = []

    public init() {}

    public enum Field: Int, FieldNumber { case account = 1, tokenHash }
    public static let type = EventType.tokenRevoked
    public var subjects: [Subject] { [.account(account)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.account, &account)
        try coder.field(.tokenHash, &tokenHash, byteCount: 32)
    }
}

/// A department is as follows from now on. The first for a code introduces it.
public struct DepartmentChanged: Event {
    /// A code.
    public var department = ""
    public var name = ""
    /// Absent where nobody is.
    public var manager: AccountOrdinal?

    public init() {}

    public enum Field: Int, FieldNumber { case department = 1, name, manager }
    public static let type = EventType.departmentChanged
    public var subjects: [Subject] { [] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.department, &department)
        try coder.field(.name, &name)
        try coder.field(.manager, &manager)
    }
}
