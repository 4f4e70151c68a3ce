internal import Events
internal import Policies

extension DomainState {
    /// Offers the ticket to the best agent, or proposes the best to a dispatcher, or queues it.
    /// - Parameters:
    ///   - isAgain: it waits in the queue already, and then stays there without another event.
    ///   - isByHand: a person has it dispatched.
    func dispatch(_ ticket: TicketState, at now: Instant, isAgain: Bool, isByHand: Bool = false) -> [any Event] {
        dispatch(ticket, decision(ticket, isByHand: isByHand, at: now), at: now, isAgain: isAgain)
    }

    /// Dispatches the first ticket of the queue that the agent can take, if there is one.
    ///
    /// Somebody else may be better for it. As long as time alone made nobody free, they can take nothing else that
    /// waits; but several may become free at one moment, and then what stands before it for them goes first.
    func offerWaiting(_ agent: AgentOrdinal, proposing: Bool, at now: Instant) -> [any Event] {
        guard var ticket = firstWaiting(for: agent, proposing: proposing, at: now) else { return [] }
        while true {
            let decision = decision(ticket, at: now)
            guard let best = decision.candidates.first?.agent, best != agent,
                let earlier = firstWaiting(for: best, proposing: proposing, at: now), earlier.ticket != ticket.ticket
            else { return dispatch(ticket, decision, at: now, isAgain: true) }
            ticket = earlier
        }
    }

    private func dispatch(
        _ ticket: TicketState, _ decision: Decision, at now: Instant, isAgain: Bool
    ) -> [any Event] {
        guard let best = decision.candidates.first else {
            if isAgain { return [] }
            var queued = TicketQueued()
            queued.ticket = ticket.ticket
            queued.because = .nobodyEligible
            queued.decision = decision
            return [queued]
        }
        guard isConfirming else { return [offered(ticket, to: best.agent, decision, at: now)] }
        var proposed = DispatchProposed()
        var flagged = decision
        for index in flagged.candidates.indices {
            let found = implausibilities(ticket, flagged.candidates[index].agent)
            flagged.candidates[index].flags = found.map(\.rawValue)
        }
        (proposed.ticket, proposed.decision) = (ticket.ticket, flagged)
        return [proposed]
    }

    /// - Parameters:
    ///   - decision: empty of candidates where people chose somebody who was not eligible.
    ///   - isByHand: whoever does it chose the agent, or agreed to the choice.
    func offered(
        _ ticket: TicketState, to agent: AgentOrdinal, _ decision: Decision, isByHand: Bool = false, at now: Instant
    ) -> OfferMade {
        var offer = OfferMade()
        (offer.ticket, offer.agent, offer.decision) = (ticket.ticket, agent, decision)
        offer.expiresAt = offerEnd(ticket, at: now)
        offer.flags = implausibilities(ticket, agent).map(\.rawValue)
        offer.isByHand = isByHand
        return offer
    }

    /// When an offer that is made now runs out; nil where it stands until somebody ends it.
    func offerEnd(_ ticket: TicketState, at now: Instant) -> Instant? {
        let rules = rules(of: ticket)
        guard !rules.policy.deadlines.isEmpty else { return now.advanced(by: Self.offersLastOtherwise) }
        guard let deadline = rules.policy.offerDeadline, let length = length(of: deadline, ticket) else { return nil }
        return businessTime(deadline, ticket).end(of: length, from: now)
    }

    /// Under a policy from before there were deadlines.
    private static let offersLastOtherwise = Duration.seconds(15 * 60)

    func accept(_ ticket: TicketOrdinal, _ agent: AgentOrdinal) throws(Refusal) -> [any Event] {
        _ = try self.ticket(ticket, heldBy: agent, for: .accept)
        var event = OfferAccepted()
        (event.ticket, event.agent) = (ticket, agent)
        return [event]
    }

    /// The offer is gone, and the next candidate gets one at once.
    func decline(
        _ ticket: TicketOrdinal, _ agent: AgentOrdinal, _ reason: [UInt8], at now: Instant
    ) throws(Refusal) -> [any Event] {
        let state = try self.ticket(ticket, heldBy: agent, for: .decline)
        var event = OfferDeclined()
        (event.ticket, event.agent, event.reason) = (ticket, agent, reason)
        return [event] + dispatchNext(state, passedBy: agent, isUnanswered: true, at: now)
    }

    func expire(
        _ ticket: TicketOrdinal, _ agent: AgentOrdinal, _ dueAt: Instant, at now: Instant
    ) throws(Refusal) -> [any Event] {
        guard let state = openTickets[ticket], state.lifeCycle == .offered, state.holder == agent,
            state.offerExpiresAt == dueAt, dueAt <= now
        else { throw .notDue }
        var event = OfferExpired()
        (event.ticket, event.agent, event.dueAt) = (ticket, agent, dueAt)
        return [event] + dispatchNext(state, passedBy: agent, isUnanswered: true, at: now)
    }

    /// - Parameter isUnanswered: see ``TicketState/pass(_:isUnanswered:_:at:)``.
    func dispatchNext(
        _ ticket: TicketState, passedBy agent: AgentOrdinal, isUnanswered: Bool, at now: Instant
    ) -> [any Event] {
        var ticket = ticket
        ticket.pass(agent, isUnanswered: isUnanswered, rules(of: ticket).policy.dispatch, at: now)
        return dispatch(ticket, at: now, isAgain: false)
    }

    /// The ticket, if its life allows `kind` and it is this agent's.
    func ticket(
        _ ticket: TicketOrdinal, heldBy agent: AgentOrdinal, for kind: Command.Kind
    ) throws(Refusal) -> TicketState {
        _ = try self.agent(agent)
        let state = try self.ticket(ticket, for: kind)
        guard let holder = state.holder else { preconditionFailure("somebody holds what can be accepted or worked on") }
        guard holder == agent else { throw .heldBy(holder, not: agent) }
        return state
    }
}
