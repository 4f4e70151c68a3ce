public import Events

/// An account, as far as decisions need it.
public struct AccountState: Hashable, Sendable {
    /// Whoever bears it acts for the account.
    public struct Token: Hashable, Sendable {
        /// SHA-256 of the token.
        public let hash: [UInt8]
        /// Nil where it does not expire.
        public let expiresAt: Instant?
        public let purpose: String

        func isLive(at now: Instant) -> Bool { expiresAt.map { now < $0 } ?? true }
    }

    public let account: AccountOrdinal
    /// The staff number, or what a program is called.
    public let name: String
    public internal(set) var roles: [String]
    public internal(set) var agent: AgentOrdinal?
    /// Whose own it is, where it is a customer's. For good.
    public let customer: CustomerOrdinal?
    public internal(set) var department: String
    public internal(set) var isDisabled = false
    /// What a password is checked against; empty where there is none.
    public internal(set) var verifier: [UInt8] = []
    /// In the order in which they were issued. Those that have expired go when another is issued.
    public internal(set) var tokens: [Token] = []

    var isActiveAdministrator: Bool { !isDisabled && roles.contains(Role.administrator.code) }
}

/// A department, as far as decisions need it.
public struct DepartmentState: Hashable, Sendable {
    public internal(set) var name: String
    public internal(set) var manager: AccountOrdinal?
}

/// The limits of an account, with their reasons.
public enum AccountLimits {
    /// Somebody is signed in on so many devices at once; another signs the oldest out.
    public static let signInsMax = 16
    /// Programs that act for one account: more are accounts of their own.
    public static let tokensMax = 32
}

/// What tokens are for, where the product itself issues them. Nobody else may call theirs so.
public enum TokenPurpose {
    public static let signIn = "sign-in"
    /// The one in the data directory.
    public static let administrator = "admin-token"
}
