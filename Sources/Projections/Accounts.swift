public import Events

/// Who may sign in, as what, and with which tokens.
public struct Accounts: Sendable {
    public struct Account: Hashable, Sendable {
        public let account: AccountOrdinal
        public let name: String
        public let displayName: String
        /// Codes.
        public internal(set) var roles: [String]
        /// Whom the account acts as.
        public internal(set) var agent: AgentOrdinal?
        /// Whose own it is, where it is a customer's.
        public let customer: CustomerOrdinal?
        public internal(set) var department: String
        public internal(set) var isDisabled = false
        /// What a password is checked against; empty where there is none.
        public internal(set) var verifier: [UInt8] = []
        /// The password is another's choice.
        public internal(set) var mustChange = false
    }

    public struct Token: Hashable, Sendable {
        public let account: AccountOrdinal
        /// SHA-256 of the token.
        public let hash: [UInt8]
        public let issuedAt: Instant
        /// Nil where it does not expire.
        public let expiresAt: Instant?
        public let purpose: String

        public func isLive(at now: Instant) -> Bool { expiresAt.map { now < $0 } ?? true }
    }

    public struct Department: Hashable, Sendable {
        public let code: String
        public let name: String
        public let manager: AccountOrdinal?
    }

    /// By ordinal, from 1.
    public private(set) var all: [Account] = []
    private var byName: [String: AccountOrdinal] = [:]
    private var byCustomer: [CustomerOrdinal: AccountOrdinal] = [:]
    private var tokens: [[UInt8]: Token] = [:]
    /// By the account's ordinal, from 1, in the order in which they were issued.
    private var tokenHashes: [[[UInt8]]] = []
    private var departmentsByCode: [String: Department] = [:]
    /// By ordinal, from 1: the code of each agent's department.
    private var agentDepartments: [String] = []

    public init() {}

    public var count: Int { all.count }

    public subscript(_ account: AccountOrdinal) -> Account? {
        guard account.rawValue > 0, account.rawValue <= UInt64(all.count) else { return nil }
        return all[Int(account.rawValue) - 1]
    }

    public func account(_ name: String) -> Account? { byName[name].flatMap { self[$0] } }

    /// The last that was made for a customer.
    public func account(of customer: CustomerOrdinal) -> Account? { byCustomer[customer].flatMap { self[$0] } }

    /// The token with this SHA-256 and whose it is, if it opens anything at `now`.
    public func bearer(tokenHash: [UInt8], at now: Instant) -> (account: Account, token: Token)? {
        guard let token = tokens[tokenHash], token.isLive(at: now), let account = self[token.account],
            !account.isDisabled
        else { return nil }
        return (account, token)
    }

    /// Those that open anything at `now`, in the order in which they were issued.
    public func tokens(of account: AccountOrdinal, at now: Instant) -> [Token] {
        guard self[account] != nil else { return [] }
        return tokenHashes[Int(account.rawValue) - 1].compactMap { tokens[$0] }.filter { $0.isLive(at: now) }
    }

    /// By code.
    public var departments: [Department] { departmentsByCode.values.sorted { $0.code < $1.code } }

    public func department(_ code: String) -> Department? { departmentsByCode[code] }

    /// The agents of the departments that the account manages.
    public func agents(managedBy account: AccountOrdinal) -> [AgentOrdinal] {
        let managed = Set(departmentsByCode.values.filter { $0.manager == account }.map(\.code))
        guard !managed.isEmpty else { return [] }
        return agentDepartments.indices.filter { managed.contains(agentDepartments[$0]) }
            .map { AgentOrdinal(rawValue: UInt64($0) + 1) }
    }

    /// The code of an agent's department; empty where it has none.
    public func department(of agent: AgentOrdinal) -> String {
        let index = Int(agent.rawValue) - 1
        return agentDepartments.indices.contains(index) ? agentDepartments[index] : ""
    }

    /// Folds one event in. Most change nothing here.
    public mutating func fold(_ event: borrowing EventView) throws(WireError) {
        switch event.type {
        case .accountCreated: create(try AccountCreated(decoding: event.payload), at: event.recordedAt)
        case .accountChanged:
            let changed = try AccountChanged(decoding: event.payload)
            change(changed.account) { account in
                (account.roles, account.agent) = (changed.roles, changed.agent)
                (account.department, account.isDisabled) = (changed.department, changed.isDisabled)
            }
        case .passwordSet:
            let password = try PasswordSet(decoding: event.payload)
            change(password.account) { ($0.verifier, $0.mustChange) = (password.verifier, password.mustChange) }
        case .tokenIssued:
            let issued = try TokenIssued(decoding: event.payload)
            forgetExpired(of: issued.account, at: event.recordedAt)
            add(
                Token(
                    account: issued.account, hash: issued.tokenHash, issuedAt: event.recordedAt,
                    expiresAt: issued.expiresAt, purpose: issued.purpose))
        case .tokenRevoked:
            let revoked = try TokenRevoked(decoding: event.payload)
            tokens[revoked.tokenHash] = nil
            tokenHashes[Int(revoked.account.rawValue) - 1].removeAll { $0 == revoked.tokenHash }
        case .departmentChanged:
            let changed = try DepartmentChanged(decoding: event.payload)
            departmentsByCode[changed.department] = Department(
                code: changed.department, name: changed.name, manager: changed.manager)
        case .agentChanged:
            let fields = try event.fields(AgentChanged.self)
            let agent: AgentOrdinal = try fields.ordinal(.agent)
            let department = try fields.text(.department)
            let index = Int(agent.rawValue) - 1
            if index == agentDepartments.count { agentDepartments.append("") }
            agentDepartments[index] = department
        default: break
        }
    }

    private mutating func create(_ created: AccountCreated, at now: Instant) {
        all.append(
            Account(
                account: created.account, name: created.name, displayName: created.displayName, roles: created.roles,
                agent: created.agent, customer: created.customer, department: created.department))
        if let customer = created.customer { byCustomer[customer] = created.account }
        byName[created.name] = created.account
        tokenHashes.append([])
        guard !created.tokenHash.isEmpty else { return }
        add(Token(account: created.account, hash: created.tokenHash, issuedAt: now, expiresAt: nil, purpose: ""))
    }

    private mutating func add(_ token: Token) {
        tokens[token.hash] = token
        tokenHashes[Int(token.account.rawValue) - 1].append(token.hash)
    }

    /// By the log's own time, so that every replay forgets the same.
    private mutating func forgetExpired(of account: AccountOrdinal, at now: Instant) {
        let index = Int(account.rawValue) - 1
        for hash in tokenHashes[index] where tokens[hash].map({ !$0.isLive(at: now) }) ?? true { tokens[hash] = nil }
        tokenHashes[index].removeAll { tokens[$0] == nil }
    }

    private mutating func change(_ account: AccountOrdinal, _ body: (inout Account) -> Void) {
        body(&all[Int(account.rawValue) - 1])
    }
}

extension Accounts {
    /// The same bytes in every process.
    public func write(to form: inout CanonicalBytes) {
        form.list(all) { account, form in
            form.text(account.name)
            form.text(account.displayName)
            form.list(account.roles) { $1.text($0) }
            form.number(account.agent?.rawValue)
            form.number(account.customer?.rawValue)
            form.text(account.department)
            form.bytes(account.verifier)
            for mark in [account.isDisabled, account.mustChange] { form.number(mark ? UInt64(1) : 0) }
        }
        form.list(tokenHashes) { hashes, form in
            form.list(hashes) { hash, form in
                form.bytes(hash)
                form.number(tokens[hash]?.expiresAt.map { UInt64(bitPattern: $0.milliseconds) })
            }
        }
        form.list(departments) { department, form in
            form.text(department.code)
            form.text(department.name)
            form.number(department.manager?.rawValue)
        }
        form.list(agentDepartments) { $1.text($0) }
    }
}
