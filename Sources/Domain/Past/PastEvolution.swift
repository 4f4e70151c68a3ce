internal import Dispatching
internal import Events
internal import Policies

extension DomainState {
    /// Folds in what happened to a past ticket. It is over: nobody holds it, no clock runs, nothing waits. What stays
    /// is what it tells of the people: how long they take for what, whether they answered in time, and who knows the
    /// customer.
    mutating func evolvePast(_ event: borrowing EventView) throws(WireError) {
        switch event.type {
        case .ticketSubmitted: try pastSubmitted(event)
        case .ticketClassified:
            pastTickets.current?.category = try event.fields(TicketClassified.self).text(.category)
        case .offerMade:
            pastTickets.current?.offerExpiresAt = try event.fields(OfferMade.self).instant(.expiresAt)
        case .offerAccepted:
            let agent = AgentOrdinal(rawValue: try event.leadingNumbers().second)
            if let expiresAt = pastTickets.current?.offerExpiresAt {
                pool.answered(agent, isInTime: event.happenedAt <= expiresAt, at: event.recordedAt)
            }
            pastTickets.current?.holder = (agent, event.happenedAt)
        case .assignmentWithdrawn, .ticketReopened: pastTickets.current?.holder = nil
        case .ticketResolved: try pastResolved(event)
        default: break
        }
        if event.isLastOfCommand { pastTickets.current = nil }
    }

    private mutating func pastSubmitted(_ event: borrowing EventView) throws(WireError) {
        let fields = try event.fields(TicketSubmitted.self)
        let ticket: TicketOrdinal = try fields.ordinal(.ticket)
        precondition(ticket == nextTicket, "ordinals are dense")
        let rules = rulesByVersion[event.policyVersion] ?? rules
        numbers.note(ticket, try fields.text(.number), rules.policy.numbering)
        lifeCycles.append(.closed)
        let origin = PastTicket.Case(source: try fields.text(.source), name: try fields.text(.sourceCase))
        pastTickets.note(ticket, from: origin)
        pastTickets.current = PastTickets.Current(customer: try fields.ordinal(.customer))
    }

    private mutating func pastResolved(_ event: borrowing EventView) throws(WireError) {
        let agent = AgentOrdinal(rawValue: try event.leadingNumbers().second)
        guard agent.rawValue > 0, let current = pastTickets.current else { return }
        let now = event.happenedAt
        if let holder = current.holder, holder.agent == agent {
            let took = Duration.milliseconds(now.milliseconds - holder.since.milliseconds)
            pool.processed(agent, category: current.category, in: took)
        }
        // Whoever has dealt with the customer since is nearer to them.
        let index = Int(current.customer.rawValue) - 1
        if lastHandlers[index].map({ $0.at <= now }) ?? true {
            lastHandlers[index] = LastHandler(agent: agent, at: now)
        }
    }
}
