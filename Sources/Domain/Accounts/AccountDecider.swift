public import Events

extension DomainState {
    func decide(_ command: AccountCommand, at now: Instant) throws(Refusal) -> [any Event] {
        switch command {
        case .create(let account): try create(account)
        case .change(let change): try self.change(change, at: now)
        case .setPassword(let password, let replaced, let kept):
            try set(password, replacing: replaced, keeping: kept, at: now)
        case .issueToken(let token, let checked): try issue(token, checked, at: now)
        case .revokeToken(let token): try revoke(token)
        case .restoreAdministrator(let hash): try restoreAdministrator(hash)
        case .changeDepartment(let change): try decide(change)
        }
    }

    private func create(_ new: NewAccount) throws(Refusal) -> [any Event] {
        var created = new.account
        guard accountByName[created.name] == nil else { throw .accountExists(created.name) }
        created.account = nextAccount
        try check(roles: created.roles, department: created.department)
        try check(created.customer, roles: created.roles, isAgent: created.agent != nil || new.profile != nil)
        if let customer = created.customer { try check(customer, isFreeFor: created.account) }
        var events: [any Event] = []
        if let profile = new.profile {
            guard profile.agent == nextAgent else { throw .identifierTaken(profile.identifier, by: profile.agent) }
            events += try decide(profile)
            created.agent = profile.agent
        } else if let agent = created.agent {
            try check(agent, isFreeFor: created.account)
        }
        events.append(created)
        if !new.verifier.isEmpty {
            var password = PasswordSet()
            (password.account, password.verifier, password.mustChange) = (created.account, new.verifier, true)
            events.append(password)
        }
        return events
    }

    /// An account as it is from now on; nothing if it is so already. One that is disabled loses its tokens for good.
    private func change(_ change: AccountChanged, at now: Instant) throws(Refusal) -> [any Event] {
        let known = try account(change.account)
        try check(roles: change.roles, department: change.department)
        // While the account was disabled its agent may have become another's.
        if let agent = change.agent, agent != known.agent || known.isDisabled {
            try check(agent, isFreeFor: known.account)
        }
        // A role that means nothing, from before customers had accounts, may stay.
        if known.customer != nil || !known.roles.contains(Role.customer.code) {
            try check(known.customer, roles: change.roles, isAgent: change.agent != nil)
        }
        if let customer = known.customer, known.isDisabled, !change.isDisabled {
            try check(customer, isFreeFor: known.account)
        }
        var next = known
        next.become(change)
        guard next != known else { return [] }
        if known.isActiveAdministrator, !next.isActiveAdministrator,
            accounts.count(where: \.isActiveAdministrator) == 1
        {
            throw .lastAdministrator(known.account)
        }
        guard change.isDisabled, !known.isDisabled else { return [change] }
        return [change] + Self.revocations(of: known, at: now) + signedOff(known.agent)
    }

    /// Nobody acts for the agent any more: what was only offered to them goes on to others, by ``lostOffers(of:)``;
    /// what they accepted stays theirs until a supervisor reassigns it.
    private func signedOff(_ agent: AgentOrdinal?) -> [any Event] {
        guard let agent, known(agent).presence != .offline else { return [] }
        var event = PresenceChanged()
        (event.agent, event.presence) = (agent, .offline)
        return [event]
    }

    /// The ends of all that opens anything for an account.
    private static func revocations(of account: AccountState, at now: Instant) -> [any Event] {
        account.tokens.filter { $0.isLive(at: now) }.map { revoked($0, of: account.account) }
    }

    /// What disables a customer's account, where there is one that is not: who was erased signs in no more.
    func closingAccount(of customer: CustomerOrdinal, at now: Instant) -> [any Event] {
        guard let ordinal = accountByCustomer[customer] else { return [] }
        let known = accounts[Int(ordinal.rawValue) - 1]
        guard !known.isDisabled else { return [] }
        var change = AccountChanged()
        (change.account, change.roles, change.department) = (ordinal, known.roles, known.department)
        change.isDisabled = true
        return [change] + Self.revocations(of: known, at: now)
    }

    private func set(
        _ password: PasswordSet, replacing replaced: [UInt8]?, keeping kept: [UInt8]?, at now: Instant
    ) throws(Refusal) -> [any Event] {
        let known = try activeAccount(password.account)
        // Between the check of the old password and now it may have been given another.
        if let replaced, replaced != known.verifier { throw .passwordChanged(known.account) }
        let lost = known.tokens.filter {
            $0.purpose == TokenPurpose.signIn && $0.hash != kept && $0.isLive(at: now)
        }
        return [password] + lost.map { Self.revoked($0, of: known.account) }
    }

    private func issue(_ token: TokenIssued, _ checked: [UInt8]?, at now: Instant) throws(Refusal) -> [any Event] {
        let known = try activeAccount(token.account)
        if let checked, checked != known.verifier { throw .passwordChanged(known.account) }
        let live = known.tokens.filter { $0.isLive(at: now) }
        let signIns = live.filter { $0.purpose == TokenPurpose.signIn }
        if token.purpose == TokenPurpose.signIn {
            let oldest = signIns.prefix(max(0, signIns.count + 1 - AccountLimits.signInsMax))
            return oldest.map { Self.revoked($0, of: known.account) } + [token]
        }
        guard live.count - signIns.count < AccountLimits.tokensMax else {
            throw .tooManyTokens(limit: AccountLimits.tokensMax)
        }
        return [token]
    }

    private func revoke(_ token: TokenRevoked) throws(Refusal) -> [any Event] {
        guard try account(token.account).tokens.contains(where: { $0.hash == token.tokenHash }) else {
            throw .unknownToken
        }
        return [token]
    }

    /// What opened the first account until now opens it no more.
    private func restoreAdministrator(_ tokenHash: [UInt8]) throws(Refusal) -> [any Event] {
        let first = try account(AccountOrdinal(rawValue: 1))
        var events: [any Event] = []
        if !first.isActiveAdministrator {
            var change = AccountChanged()
            (change.account, change.agent, change.department) = (first.account, first.agent, first.department)
            change.roles = first.roles.filter { $0 != Role.administrator.code } + [Role.administrator.code]
            events.append(change)
        }
        events += first.tokens.filter { ["", TokenPurpose.administrator].contains($0.purpose) }
            .map { Self.revoked($0, of: first.account) }
        var token = TokenIssued()
        (token.account, token.tokenHash, token.purpose) = (first.account, tokenHash, TokenPurpose.administrator)
        return events + [token]
    }

    private func decide(_ change: DepartmentChanged) throws(Refusal) -> [any Event] {
        if let manager = change.manager { _ = try activeAccount(manager) }
        let next = DepartmentState(name: change.name, manager: change.manager)
        return departments[change.department] == next ? [] : [change]
    }

    private static func revoked(_ token: AccountState.Token, of account: AccountOrdinal) -> TokenRevoked {
        var event = TokenRevoked()
        (event.account, event.tokenHash) = (account, token.hash)
        return event
    }
}

// What an account may be.
extension DomainState {
    public func account(_ ordinal: AccountOrdinal) throws(Refusal) -> AccountState {
        guard ordinal.rawValue > 0, ordinal.rawValue <= UInt64(accounts.count) else { throw .unknownAccount(ordinal) }
        return accounts[Int(ordinal.rawValue) - 1]
    }

    private func activeAccount(_ ordinal: AccountOrdinal) throws(Refusal) -> AccountState {
        let account = try account(ordinal)
        guard !account.isDisabled else { throw .accountDisabled(ordinal) }
        return account
    }

    private func check(roles: [String], department: String) throws(Refusal) {
        guard !roles.isEmpty else { throw .roleMissing }
        for code in roles where Role(rawValue: code) == nil {
            throw .unknownRole(code, known: Role.allCases.map(\.code))
        }
        guard department.isEmpty || departments[department] != nil else {
            throw .unknownDepartment(department, known: departments.keys.sorted())
        }
    }

    /// A customer's account is that and nothing else: what is its own is the customer's.
    private func check(_ customer: CustomerOrdinal?, roles: [String], isAgent: Bool) throws(Refusal) {
        let isCustomers = roles.contains(Role.customer.code)
        guard customer != nil || !isCustomers else { throw .customerMissing }
        guard customer == nil || (roles == [Role.customer.code] && !isAgent) else { throw .customersAlone }
    }

    /// One person has one account that opens.
    private func check(_ customer: CustomerOrdinal, isFreeFor account: AccountOrdinal) throws(Refusal) {
        guard customer.rawValue > 0, customer < nextCustomer else { throw .unknownCustomer(customer) }
        guard !customersErased[Int(customer.rawValue) - 1] else { throw .erased(customer) }
        if let other = accountByCustomer[customer], other != account, !accounts[Int(other.rawValue) - 1].isDisabled {
            throw .customerTaken(customer, by: other)
        }
    }

    /// One person is one agent.
    private func check(_ agent: AgentOrdinal, isFreeFor account: AccountOrdinal) throws(Refusal) {
        _ = try self.agent(agent)
        if let other = accounts.first(where: { $0.agent == agent && $0.account != account && !$0.isDisabled }) {
            throw .agentTaken(agent, by: other.account)
        }
    }
}
