internal import Dispatching
internal import Events
internal import Policies

// Who gets a ticket, where people decide.
extension DomainState {
    /// Offers a proposed ticket to one of its candidates.
    func confirm(_ ticket: TicketOrdinal, _ agent: AgentOrdinal?, at now: Instant) throws(Refusal) -> [any Event] {
        let state = try self.ticket(ticket, for: .confirm)
        guard let first = state.proposed.first else { throw .notProposed }
        // Candidates may have gone, or be full, since.
        let query = query(state, isByHand: true, at: now)
        let chosen = agent ?? state.proposed.first { pool.canTake($0, query) } ?? first
        guard state.proposed.contains(chosen) else { throw .notACandidate(chosen, candidates: state.proposed) }
        if let reason = pool.leftOut(chosen, query) { throw .cannotTake(chosen, reason) }
        guard pool.isInRing(chosen, query) else {
            throw .notACandidate(chosen, candidates: state.proposed.filter { pool.isInRing($0, query) })
        }
        let decision = pool.decide(query, choosing: chosen)
        return [offered(state, to: chosen, decision, isByHand: true, at: now)]
    }

    /// - Parameter account: whose wish it is. Where the policy wants nobody to agree, or somebody like this account,
    ///   the ticket goes to the agent at once: a second pair of eyes is that of a role, and the account has it.
    func assign(
        _ ticket: TicketOrdinal, _ agent: AgentOrdinal, _ reason: [UInt8], by account: AccountOrdinal?, at now: Instant
    ) throws(Refusal) -> [any Event] {
        var state = try self.ticket(ticket, for: .assign)
        _ = try self.agent(agent)
        guard state.holder != agent else { throw .heldAlready(agent) }
        // What is said about whoever was erased is not kept, and their ticket goes on without.
        let isErased = try isErased(state.customer)
        guard isErased || !reason.isEmpty else { throw .reasonMissing }
        var event = AssignmentRequested()
        (event.ticket, event.agent, event.reason) = (ticket, agent, reason)
        // That somebody asks for this agent is what the event says anyway.
        event.flags = implausibilities(state, agent).filter { $0 != .askedFor }.map(\.rawValue)
        let approver = rules(of: state).policy.dispatch.manualApproval
        if let approver, !(account.map { agrees($0, as: approver) } ?? false) { return [event] }
        state.requested = agent
        let assigned = try assigned(state, to: agent, at: now)
        return [event] + (approver == nil ? [] : [Self.approved(ticket, agent)]) + assigned
    }

    /// The ticket leaves whoever has it and is offered to the agent who was asked for, busy or skilled or not:
    /// people decided so.
    func approve(
        _ ticket: TicketOrdinal, by account: AccountOrdinal?, at now: Instant
    ) throws(Refusal) -> [any Event] {
        let state = try self.ticket(ticket, for: .approve)
        guard let agent = state.requested else { throw .notRequested }
        try checkAgreement(of: account, to: state)
        return [Self.approved(ticket, agent)] + (try assigned(state, to: agent, at: now))
    }

    func reject(
        _ ticket: TicketOrdinal, _ reason: [UInt8], by account: AccountOrdinal?
    ) throws(Refusal) -> [any Event] {
        let state = try self.ticket(ticket, for: .reject)
        guard let agent = state.requested else { throw .notRequested }
        try checkAgreement(of: account, to: state)
        var event = AssignmentRejected()
        (event.ticket, event.agent, event.reason) = (ticket, agent, reason)
        return [event]
    }

    private func assigned(
        _ state: TicketState, to agent: AgentOrdinal, at now: Instant
    ) throws(Refusal) -> [any Event] {
        let chosen = try self.agent(agent)
        guard chosen.presence != .offline else { throw .cannotTake(agent, .offline) }
        guard chosen.hasRoom else { throw .cannotTake(agent, .full) }
        // What is decided is to whom the ticket goes once nobody has it.
        var waiting = state
        var withdrawal: [any Event] = []
        if let holder = state.holder {
            withdrawal = [withdrawn(state, from: holder, reason: [])]
            waiting.pass(holder, isUnanswered: false, rules(of: state).policy.dispatch, at: now)
        }
        let decision = pool.decide(query(waiting, isByHand: true, at: now), choosing: agent)
        return withdrawal + [offered(waiting, to: agent, decision, isByHand: true, at: now)]
    }

    private static func approved(_ ticket: TicketOrdinal, _ agent: AgentOrdinal) -> AssignmentApproved {
        var event = AssignmentApproved()
        (event.ticket, event.agent) = (ticket, agent)
        return event
    }

    /// What was asked for under a policy that wants nobody to agree now waits for anybody who may.
    private func checkAgreement(of account: AccountOrdinal?, to state: TicketState) throws(Refusal) {
        guard let account, let approver = rules(of: state).policy.dispatch.manualApproval else { return }
        guard agrees(account, as: approver) else { throw .takesRole(approver) }
    }

    /// An administrator may do whatever a supervisor may.
    private func agrees(_ account: AccountOrdinal, as approver: Policy.Recipient) -> Bool {
        guard account.rawValue > 0, account.rawValue <= UInt64(accounts.count) else { return false }
        let roles = accounts[Int(account.rawValue) - 1].roles
        return roles.contains(approver.rawValue) || roles.contains(Role.administrator.code)
    }

    func reassign(_ ticket: TicketOrdinal, _ reason: [UInt8], at now: Instant) throws(Refusal) -> [any Event] {
        let state = try self.ticket(ticket, for: .reassign)
        // Whoever looks at it first says whether it goes on as triage found it.
        guard !state.isInReview else { throw .notNow(.reassign, state.lifeCycle, allowed: [.review, .classify]) }
        guard let holder = state.holder else {
            // Whoever was proposed may have gone since: others are looked for.
            return dispatch(state, at: now, isAgain: state.isQueued, isByHand: true)
        }
        return [withdrawn(state, from: holder, reason: reason)]
            + dispatchNext(state, passedBy: holder, isUnanswered: false, at: now)
    }

    func withdrawn(_ state: TicketState, from agent: AgentOrdinal, reason: [UInt8]) -> AssignmentWithdrawn {
        var event = AssignmentWithdrawn()
        (event.ticket, event.agent, event.reason) = (state.ticket, agent, reason)
        event.wasAccepted = state.lifeCycle != .offered
        return event
    }
}
