internal import Dispatching
internal import Events

extension DomainState {
    mutating func evolveAccount(_ event: borrowing EventView) throws(WireError) {
        switch event.type {
        case .accountCreated:
            let created = try AccountCreated(decoding: event.payload)
            precondition(created.account == nextAccount, "ordinals are dense")
            var account = AccountState(
                account: created.account, name: created.name, roles: created.roles, agent: created.agent,
                customer: created.customer, department: created.department)
            if !created.tokenHash.isEmpty {
                account.tokens = [AccountState.Token(hash: created.tokenHash, expiresAt: nil, purpose: "")]
            }
            accounts.append(account)
            accountByName[created.name] = created.account
            if let customer = created.customer { accountByCustomer[customer] = created.account }
            if let agent = created.agent { noteWhetherThere(agent, at: event.recordedAt) }
        case .accountChanged:
            let change = try AccountChanged(decoding: event.payload)
            let agents = Set([accounts[Int(change.account.rawValue) - 1].agent, change.agent].compactMap(\.self))
            withAccount(change.account) { $0.become(change) }
            for agent in agents { noteWhetherThere(agent, at: event.recordedAt) }
        case .passwordSet:
            let password = try PasswordSet(decoding: event.payload)
            withAccount(password.account) { $0.verifier = password.verifier }
        case .tokenIssued:
            let issued = try TokenIssued(decoding: event.payload)
            let now = event.recordedAt
            withAccount(issued.account) { account in
                account.tokens.removeAll { !$0.isLive(at: now) }
                account.tokens.append(
                    AccountState.Token(
                        hash: issued.tokenHash, expiresAt: issued.expiresAt, purpose: issued.purpose))
            }
        case .tokenRevoked:
            let revoked = try TokenRevoked(decoding: event.payload)
            withAccount(revoked.account) { account in account.tokens.removeAll { $0.hash == revoked.tokenHash } }
        case .departmentChanged:
            let change = try DepartmentChanged(decoding: event.payload)
            departments[change.department] = DepartmentState(name: change.name, manager: change.manager)
        default: break
        }
    }

    private mutating func noteWhetherThere(_ agent: AgentOrdinal, at instant: Instant) {
        pool.set(agent, hasLeft: disabledAccount(of: agent) != nil, at: instant)
    }

    private mutating func withAccount(_ account: AccountOrdinal, _ body: (inout AccountState) -> Void) {
        body(&accounts[Int(account.rawValue) - 1])
    }
}

extension AccountState {
    mutating func become(_ change: AccountChanged) {
        roles = change.roles
        agent = change.agent
        department = change.department
        isDisabled = change.isDisabled
    }
}
