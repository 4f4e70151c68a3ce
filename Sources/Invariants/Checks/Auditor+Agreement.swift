internal import Events
internal import Policies

// What people decide, and not the product: who has confirmed a proposal, and who has agreed to what was asked for.
extension Auditor {
    /// Confirming a proposal is theirs, as the product's table of roles has it.
    private static let confirmingRoles = ["dispatcher", "supervisor", "administrator"]

    mutating func foldAccount(_ event: borrowing EventView) throws(WireError) {
        switch event.type {
        case .accountCreated:
            let created = try AccountCreated(decoding: event.payload)
            guard created.account.rawValue == UInt64(accounts.count) + 1 else { return }
            accounts.append(AccountRecord(roles: created.roles, agent: created.agent?.rawValue))
            noteWhetherThere(created.agent?.rawValue)
        default:
            let changed = try AccountChanged(decoding: event.payload)
            guard let index = index(ofAccount: changed.account.rawValue) else { return }
            let old = accounts[index].agent
            accounts[index] = AccountRecord(
                roles: changed.roles, agent: changed.agent?.rawValue, isDisabled: changed.isDisabled)
            noteWhetherThere(old)
            noteWhetherThere(accounts[index].agent)
        }
    }

    /// Nobody waits for an agent who has an account, or had several, and all are disabled.
    private mutating func noteWhetherThere(_ agent: UInt64?) {
        guard let agent, let index = index(ofAgent: agent) else { return }
        let own = accounts.filter { $0.agent == agent }
        setThere(index, false)
        agents[index].hasLeft = !own.isEmpty && own.allSatisfy(\.isDisabled)
        setThere(index, true)
        if agents[index].hasLeft { freeHeldBack() }
    }

    /// An offer of what was proposed, or of what the policy never offers by itself, is somebody's word.
    mutating func checkConfirmation(_ slot: Int, _ agent: UInt64) {
        checkAgreement(
            slot, agent, by: Self.confirmingRoles,
            LocalText("应由派单员确认", "a dispatcher confirms it"))
    }

    /// What was asked for is agreed to, or not, by the role that the policy names. Where it names none anybody may.
    mutating func checkApproval(_ slot: Int, _ agent: UInt64) {
        guard let approver = tickets[slot].rules.approver else { return }
        checkAgreement(
            slot, agent, by: [approver, "administrator"],
            LocalText("应由 \(approver) 批准或驳回", "\(approver) agrees to it, or does not"))
    }

    /// - Parameter roles: one of them has to be the account's. Of an account that the log does not introduce nobody
    ///   knows the roles.
    private mutating func checkAgreement(_ slot: Int, _ agent: UInt64, by roles: [String], _ expected: LocalText) {
        let isPerson = actor == .account
        let known = index(ofAccount: actorAccount).map { accounts[$0].roles }
        if isPerson, known.map({ $0.contains(where: roles.contains) }) ?? true { return }
        report(.agreement, ticket: tickets[slot].ordinal, agent: agent, expected: expected)
    }

    /// As whom the account acts that did what is looked at.
    var actorAgent: UInt64? { index(ofAccount: actorAccount).flatMap { accounts[$0].agent } }

    private func index(ofAccount ordinal: UInt64) -> Int? {
        ordinal >= 1 && ordinal <= UInt64(accounts.count) ? Int(ordinal) - 1 : nil
    }
}
