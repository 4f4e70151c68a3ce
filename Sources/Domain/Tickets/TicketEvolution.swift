internal import Events
internal import Policies

extension DomainState {
    mutating func evolveTicket(_ event: borrowing EventView) throws(WireError) {
        switch event.type {
        case .ticketSubmitted: try submitted(event)
        case .ticketClassified:
            let fields = try event.fields(TicketClassified.self)
            let category = try fields.text(.category)
            withTicket(try fields.ordinal(.ticket)) { $0.category = category }
        case .ticketPrioritised:
            let numbers = try event.leadingNumbers()
            guard let priority = Priority(rawValue: numbers.second) else { return }
            prioritised(TicketOrdinal(rawValue: numbers.first), priority)
        case .ticketQueued: queued(try Self.ticket(event))
        case .offerMade:
            let fields = try event.fields(OfferMade.self)
            guard let expiresAt = try fields.instant(.expiresAt) else { return }
            offered(try fields.ordinal(.ticket), to: try fields.ordinal(.agent), until: expiresAt)
        case .offerAccepted:
            withTicket(try Self.ticket(event)) { ticket in
                ticket.lifeCycle = .accepted
                ticket.offerExpiresAt = nil
            }
        case .offerDeclined, .offerExpired: returned(try Self.ticket(event), at: event.recordedAt)
        case .progressRecorded:
            let fields = try event.fields(ProgressRecorded.self)
            let stage = try fields.text(.stage)
            withTicket(try fields.ordinal(.ticket)) { ticket in
                ticket.lifeCycle = .inProgress
                if !stage.isEmpty { ticket.stage = stage }
            }
        case .ticketResolved: resolved(try Self.ticket(event))
        case .ticketClosed: closed(try Self.ticket(event))
        default: break
        }
    }

    private static func ticket(_ event: borrowing EventView) throws(WireError) -> TicketOrdinal {
        TicketOrdinal(rawValue: try event.leadingNumbers().first)
    }

    private mutating func submitted(_ event: borrowing EventView) throws(WireError) {
        let fields = try event.fields(TicketSubmitted.self)
        let ticket: TicketOrdinal = try fields.ordinal(.ticket)
        precondition(ticket == nextTicket, "ordinals are dense")
        // Of the policy as a whole a copy would cost more than all the rest.
        let version = policies[event.policyVersion] == nil ? policy.version : event.policyVersion
        let numbering = version == policy.version ? policy.numbering : policies[version]?.numbering ?? policy.numbering
        numbers.note(ticket, try fields.text(.number), numbering)
        lifeCycles.append(.waiting)
        openTickets[ticket] = TicketState(
            ticket: ticket, customer: try fields.ordinal(.customer), policyVersion: version,
            submittedAt: event.recordedAt, region: try fields.text(.region))
    }

    private mutating func prioritised(_ ticket: TicketOrdinal, _ priority: Priority) {
        let isQueued = isQueued(ticket)
        if isQueued, let old = openTickets[ticket]?.priority { queue.remove(ticket, old) }
        withTicket(ticket) { $0.priority = priority }
        if isQueued { queue.add(ticket, priority) }
    }

    private mutating func queued(_ ticket: TicketOrdinal) {
        withTicket(ticket) { $0.isQueued = true }
        if let priority = openTickets[ticket]?.priority { queue.add(ticket, priority) }
    }

    private mutating func offered(_ ticket: TicketOrdinal, to agent: AgentOrdinal, until expiresAt: Instant) {
        if isQueued(ticket), let priority = openTickets[ticket]?.priority { queue.remove(ticket, priority) }
        withTicket(ticket) { state in
            precondition(state.holder == nil, "at most one agent ever holds a ticket or its offer")
            state.isQueued = false
            state.lifeCycle = .offered
            state.holder = agent
            state.offerExpiresAt = expiresAt
        }
        withAgent(agent) { $0.open += 1 }
        deadlines.add(Deadlines.Entry(dueAt: expiresAt, kind: .offerExpires, ticket: ticket, agent: agent))
    }

    /// Declined or run out.
    private mutating func returned(_ ticket: TicketOrdinal, at instant: Instant) {
        guard let state = openTickets[ticket], let agent = state.holder else {
            preconditionFailure("an offer has an agent")
        }
        let again = instant.advanced(by: policy(of: state).dispatch.offerAgainAfter)
        withTicket(ticket) { state in
            state.lifeCycle = .waiting
            state.holder = nil
            state.offerExpiresAt = nil
            state.passedBy[agent] = again
        }
        withAgent(agent) { $0.open -= 1 }
        deadlines.add(Deadlines.Entry(dueAt: again, kind: .offerAgain, ticket: ticket, agent: agent))
    }

    private mutating func resolved(_ ticket: TicketOrdinal) {
        guard let agent = openTickets[ticket]?.holder else { preconditionFailure("somebody resolved it") }
        withTicket(ticket) { $0.lifeCycle = .resolved }
        withAgent(agent) { $0.open -= 1 }
    }

    private mutating func closed(_ ticket: TicketOrdinal) {
        withTicket(ticket) { $0.lifeCycle = .closed }
        openTickets[ticket] = nil
    }

    private func isQueued(_ ticket: TicketOrdinal) -> Bool { openTickets[ticket]?.isQueued ?? false }

    private mutating func withTicket(_ ticket: TicketOrdinal, _ body: (inout TicketState) -> Void) {
        guard let index = openTickets.index(forKey: ticket) else { preconditionFailure("only open tickets change") }
        body(&openTickets.values[index])
        lifeCycles[Int(ticket.rawValue) - 1] = openTickets.values[index].lifeCycle
    }
}
