public import Events

/// Who may sign in.
public struct Accounts: Sendable {
    public struct Account: Hashable, Sendable {
        public let account: AccountOrdinal
        public let name: String
        public let roles: [String]
        /// Whom the account acts as.
        public let agent: AgentOrdinal?
    }

    private var byTokenHash: [[UInt8]: Account] = [:]
    private var names: Set<String> = []

    public init() {}

    public var count: Int { byTokenHash.count }

    /// The account whose token has this SHA-256.
    public func account(tokenHash: [UInt8]) -> Account? { byTokenHash[tokenHash] }

    public func isTaken(_ name: String) -> Bool { names.contains(name) }

    /// Folds one event in. Most change nothing here.
    public mutating func fold(_ event: borrowing EventView) throws(WireError) {
        guard event.type == .accountCreated else { return }
        let created = try AccountCreated(decoding: event.payload)
        byTokenHash[created.tokenHash] = Account(
            account: created.account, name: created.name, roles: created.roles, agent: created.agent)
        names.insert(created.name)
    }
}

extension Accounts {
    public func write(to form: inout CanonicalBytes) {
        let known = byTokenHash.sorted { $0.value.account < $1.value.account }
        form.list(known) { entry, form in
            form.bytes(entry.key)
            form.number(entry.value.account.rawValue)
            form.text(entry.value.name)
            form.list(entry.value.roles) { $1.text($0) }
            form.number(entry.value.agent?.rawValue)
        }
    }
}
