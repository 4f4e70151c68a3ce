public import Events

/// What somebody wants to happen to accounts and departments.
public enum AccountCommand: Hashable, Sendable {
    case create(NewAccount)
    case change(AccountChanged)
    /// - replacing: the verifier that the old password was right for; nil where another sets it.
    /// - keeping: the token that stays good, though others of the account sign in anew.
    case setPassword(PasswordSet, replacing: [UInt8]?, keeping: [UInt8]?)
    /// - checked: the verifier that a password was right for; nil where nobody gave one.
    case issueToken(TokenIssued, checked: [UInt8]?)
    case revokeToken(TokenRevoked)
    /// By whoever may write the data directory: the first account is the administrator's again, with this token.
    case restoreAdministrator(tokenHash: [UInt8])
    case changeDepartment(DepartmentChanged)
}

/// An account to be made.
public struct NewAccount: Hashable, Sendable {
    /// Without the ordinal, which the domain gives.
    public var account: AccountCreated
    /// The agent that is made with it.
    public var profile: AgentChanged?
    /// Of a first password, which has to be changed; empty for none.
    public var verifier: [UInt8] = []

    public init(_ account: AccountCreated) { self.account = account }
}
