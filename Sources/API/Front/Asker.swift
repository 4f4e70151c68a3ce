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

    /// Whose tickets are the account's own, where it is a customer's.
    var customer: CustomerOrdinal? { account.customer }

    func reaches(_ agent: AgentOrdinal) -> Bool { reach == .all || agents.contains(agent) }
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
}
