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
            let expiresAt = try fields.instant(.expiresAt)
            offered(try fields.ordinal(.ticket), to: try fields.ordinal(.agent), until: expiresAt)
        case .offerAccepted:
            withTicket(try Self.ticket(event)) { ticket in
                ticket.lifeCycle = .accepted
                ticket.offerExpiresAt = nil
            }
        case .offerDeclined, .offerExpired, .assignmentWithdrawn: returned(try Self.ticket(event), at: event.recordedAt)
        case .progressRecorded:
            let fields = try event.fields(ProgressRecorded.self)
            let stage = try fields.text(.stage)
            withTicket(try fields.ordinal(.ticket)) { ticket in
                ticket.lifeCycle = .inProgress
                if !stage.isEmpty { ticket.stage = stage }
            }
        case .ticketResolved: resolved(try Self.ticket(event))
        case .ticketRated:
            let numbers = try event.leadingNumbers()
            withTicket(TicketOrdinal(rawValue: numbers.first)) { ticket in
                (ticket.grade, ticket.isSurveyed) = (Grade(rawValue: numbers.second), false)
            }
        case .surveySent: withTicket(try Self.ticket(event)) { $0.isSurveyed = true }
        case .surveyRevoked: withTicket(try Self.ticket(event)) { $0.isSurveyed = false }
        case .ticketReopened: reopened(try Self.ticket(event), cycle: try event.leadingNumbers().second)
        case .ticketClosed: closed(try Self.ticket(event))
        case .reviewRequested: withTicket(try Self.ticket(event)) { $0.isInReview = true }
        case .ticketReviewed: withTicket(try Self.ticket(event)) { $0.isInReview = false }
        case .dispatchProposed: try proposed(event)
        case .assignmentRequested:
            let numbers = try event.leadingNumbers()
            withTicket(TicketOrdinal(rawValue: numbers.first)) { $0.requested = AgentOrdinal(rawValue: numbers.second) }
        case .assignmentApproved, .assignmentRejected: withTicket(try Self.ticket(event)) { $0.requested = nil }
        default: try evolveClock(event)
        }
    }

    static func ticket(_ event: borrowing EventView) throws(WireError) -> TicketOrdinal {
        TicketOrdinal(rawValue: try event.leadingNumbers().first)
    }

    private mutating func submitted(_ event: borrowing EventView) throws(WireError) {
        let fields = try event.fields(TicketSubmitted.self)
        let ticket: TicketOrdinal = try fields.ordinal(.ticket)
        precondition(ticket == nextTicket, "ordinals are dense")
        let month = number(at: event.recordedAt).month
        if months.last?.month != month { months.append((month, ticket)) }
        lifeCycles.append(.waiting)
        var state = TicketState(
            ticket: ticket, customer: try fields.ordinal(.customer), submittedAt: event.recordedAt,
            region: try fields.text(.region))
        state.policyVersion = event.policyVersion
        state.tier = customerTiers[Int(state.customer.rawValue) - 1]
        openTickets[ticket] = state
    }

    private mutating func prioritised(_ ticket: TicketOrdinal, _ priority: Priority) {
        let isQueued = isQueued(ticket)
        if isQueued, let old = openTickets[ticket]?.priority { queue.remove(ticket, old) }
        withTicket(ticket) { $0.priority = priority }
        if isQueued { queue.add(ticket, priority) }
    }

    private mutating func queued(_ ticket: TicketOrdinal) {
        withTicket(ticket) { state in
            (state.isQueued, state.isInReview, state.proposed) = (true, false, [])
        }
        if let priority = openTickets[ticket]?.priority { queue.add(ticket, priority) }
    }

    private mutating func offered(_ ticket: TicketOrdinal, to agent: AgentOrdinal, until expiresAt: Instant?) {
        unqueue(ticket)
        withTicket(ticket) { state in
            precondition(state.holder == nil, "at most one agent ever holds a ticket or its offer")
            (state.isInReview, state.proposed, state.requested) = (false, [], nil)
            state.lifeCycle = .offered
            state.holder = agent
            state.offerExpiresAt = expiresAt
        }
        withAgent(agent) { $0.open += 1 }
        // Under a policy with deadlines one of them ends the offer.
        if let expiresAt, openTickets[ticket].map({ policy(of: $0).deadlines.isEmpty }) ?? false {
            schedule.add(
                Schedule.Entry(dueAt: expiresAt, kind: .offerExpires, ticket: ticket, detail: agent.rawValue))
        }
    }

    /// Waits for a dispatcher, no longer in the queue.
    private mutating func proposed(_ event: borrowing EventView) throws(WireError) {
        let fields = try event.fields(DispatchProposed.self)
        let ticket: TicketOrdinal = try fields.ordinal(.ticket)
        var candidates: [AgentOrdinal] = []
        if let decision = try fields.message(.decision, Decision.self) {
            try decision.forEach(.candidates, Candidate.self) { candidate throws(WireError) in
                candidates.append(try candidate.ordinal(.agent))
            }
        }
        unqueue(ticket)
        withTicket(ticket) { state in
            (state.proposed, state.isInReview) = (candidates, false)
        }
    }

    private mutating func unqueue(_ ticket: TicketOrdinal) {
        guard isQueued(ticket), let priority = openTickets[ticket]?.priority else { return }
        queue.remove(ticket, priority)
        withTicket(ticket) { $0.isQueued = false }
    }

    private mutating func reopened(_ ticket: TicketOrdinal, cycle: UInt64) {
        withTicket(ticket) { state in
            (state.previousHolder, state.holder, state.grade) = (state.holder, nil, nil)
            (state.lifeCycle, state.stage, state.cycle, state.passedBy) = (.waiting, "", cycle, [:])
        }
    }

    /// Declined, run out or taken back.
    private mutating func returned(_ ticket: TicketOrdinal, at instant: Instant) {
        guard let open = openTickets[ticket], let agent = open.holder else {
            preconditionFailure("an offer has an agent")
        }
        let again = instant.advanced(by: policy(of: open).dispatch.offerAgainAfter)
        withTicket(ticket) { state in
            state.lifeCycle = .waiting
            state.stage = ""
            state.holder = nil
            state.offerExpiresAt = nil
            state.passedBy[agent] = again
        }
        withAgent(agent) { $0.open -= 1 }
        schedule.add(Schedule.Entry(dueAt: again, kind: .offerAgain, ticket: ticket, detail: agent.rawValue))
    }

    private mutating func resolved(_ ticket: TicketOrdinal) {
        guard let agent = openTickets[ticket]?.holder else { preconditionFailure("somebody resolved it") }
        withTicket(ticket) { $0.lifeCycle = .resolved }
        withAgent(agent) { $0.open -= 1 }
    }

    private mutating func closed(_ ticket: TicketOrdinal) {
        withTicket(ticket) { $0.lifeCycle = .closed }
        for _ in openTickets[ticket]?.clocks ?? [] { schedule.settle() }
        openTickets[ticket] = nil
    }

    private func isQueued(_ ticket: TicketOrdinal) -> Bool { openTickets[ticket]?.isQueued ?? false }

    mutating func withTicket(_ ticket: TicketOrdinal, _ body: (inout TicketState) -> Void) {
        guard let index = openTickets.index(forKey: ticket) else { preconditionFailure("only open tickets change") }
        body(&openTickets.values[index])
        lifeCycles[Int(ticket.rawValue) - 1] = openTickets.values[index].lifeCycle
    }
}
