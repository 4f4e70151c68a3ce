internal import Dispatching
internal import Events
internal import Policies

// Who gets a ticket, where people decide.
extension DomainState {
    /// Offers a proposed ticket to one of its candidates.
    func confirm(_ ticket: TicketOrdinal, _ agent: AgentOrdinal?, at now: Instant) throws(Refusal) -> [any Event] {
        let state = try self.ticket(ticket, for: .confirm)
        guard let first = state.proposed.first else { throw .notProposed }
        let chosen = agent ?? first
        guard state.proposed.contains(chosen) else { throw .notACandidate(chosen, candidates: state.proposed) }
        // The candidate may have gone, or be full, since.
        let query = query(state, at: now)
        if let reason = pool.leftOut(chosen, query) { throw .cannotTake(chosen, reason) }
        guard pool.isInRing(chosen, query) else {
            throw .notACandidate(chosen, candidates: state.proposed.filter { pool.isInRing($0, query) })
        }
        return [offered(state, to: chosen, pool.decide(query), at: now)]
    }

    func assign(_ ticket: TicketOrdinal, _ agent: AgentOrdinal, _ reason: [UInt8]) throws(Refusal) -> [any Event] {
        let state = try self.ticket(ticket, for: .assign)
        _ = try self.agent(agent)
        guard state.holder != agent else { throw .heldAlready(agent) }
        guard !reason.isEmpty else { throw .reasonMissing }
        var event = AssignmentRequested()
        (event.ticket, event.agent, event.reason) = (ticket, agent, reason)
        return [event]
    }

    /// The ticket leaves whoever has it and is offered to the agent who was asked for, busy or skilled or not:
    /// people decided so.
    func approve(_ ticket: TicketOrdinal, at now: Instant) throws(Refusal) -> [any Event] {
        let state = try self.ticket(ticket, for: .approve)
        guard let agent = state.requested else { throw .notRequested }
        let chosen = try self.agent(agent)
        guard chosen.presence != .offline else { throw .cannotTake(agent, .offline) }
        guard chosen.hasRoom else { throw .cannotTake(agent, .full) }
        var approved = AssignmentApproved()
        (approved.ticket, approved.agent) = (ticket, agent)
        let withdrawal = state.holder.map { [withdrawn(state, from: $0, reason: [])] } ?? []
        return [approved] + withdrawal + [offered(state, to: agent, decision(state, at: now), at: now)]
    }

    func reject(_ ticket: TicketOrdinal, _ reason: [UInt8]) throws(Refusal) -> [any Event] {
        let state = try self.ticket(ticket, for: .reject)
        guard let agent = state.requested else { throw .notRequested }
        var event = AssignmentRejected()
        (event.ticket, event.agent, event.reason) = (ticket, agent, reason)
        return [event]
    }

    func reassign(_ ticket: TicketOrdinal, _ reason: [UInt8], at now: Instant) throws(Refusal) -> [any Event] {
        let state = try self.ticket(ticket, for: .reassign)
        guard let holder = state.holder else {
            // Whoever was proposed may have gone since: others are looked for.
            return dispatch(state, at: now, isAgain: state.isQueued)
        }
        return [withdrawn(state, from: holder, reason: reason)] + dispatchNext(state, passedBy: holder, at: now)
    }

    func withdrawn(_ state: TicketState, from agent: AgentOrdinal, reason: [UInt8]) -> AssignmentWithdrawn {
        var event = AssignmentWithdrawn()
        (event.ticket, event.agent, event.reason) = (state.ticket, agent, reason)
        event.wasAccepted = state.lifeCycle != .offered
        return event
    }
}
