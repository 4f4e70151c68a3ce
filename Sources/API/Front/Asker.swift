internal import Domain
internal import Events
internal import Projections

/// Who asks, and how far the account reaches with what is asked.
struct Asker: Sendable {
    let account: Accounts.Account
    let token: Accounts.Token
    /// With the route's operation.
    let reach: Access.Reach
    /// The agents that are the account's own; empty where it reaches everything.
    let agents: Set<AgentOrdinal>
    /// The codes of the departments whose notifications the account sees; empty where it reaches everything.
    let departments: Set<String>

    /// Whose tickets are the account's own, where it is a customer's.
    var customer: CustomerOrdinal? { account.customer }

    func reaches(_ agent: AgentOrdinal) -> Bool { reach == .all || agents.contains(agent) }

    init(_ account: Accounts.Account, _ token: Accounts.Token, reach: Access.Reach, _ accounts: Accounts) {
        (self.account, self.token, self.reach) = (account, token, reach)
        agents = reach == .all ? [] : accounts.agents(of: account)
        departments = reach == .all ? [] : accounts.departments(of: account)
    }

    /// Whether the token would still open at `now` what it opened when this was made: what is open for long is shut
    /// when the account, whom it acts for or the token changes.
    func isAdmitted(_ accounts: Accounts, at now: Instant) -> Bool {
        guard let (account, token) = accounts.bearer(tokenHash: token.hash, at: now), account == self.account else {
            return false
        }
        let asker = Asker(account, token, reach: reach, accounts)
        return asker.agents == agents && asker.departments == departments
    }
}

extension Accounts.Account {
    /// Those that this version knows.
    var knownRoles: [Role] { roles.compactMap { Role(rawValue: $0) } }
}

extension Accounts {
    /// The agents that are an account's own: the one that it acts as, and a manager's.
    func agents(of account: Account) -> Set<AgentOrdinal> {
        let managed = account.knownRoles.contains(.departmentManager) ? agents(managedBy: account.account) : []
        return Set(managed + (account.agent.map { [$0] } ?? []))
    }

    /// The departments for whose people an account is: its own, its agent's, and those that it manages.
    func departments(of account: Account) -> Set<String> {
        let own = [account.department, account.agent.map { department(of: $0) } ?? ""].filter { !$0.isEmpty }
        let managed = account.knownRoles.contains(.departmentManager) ? departments : []
        return Set(own + managed.filter { $0.manager == account.account }.map(\.code))
    }
}
