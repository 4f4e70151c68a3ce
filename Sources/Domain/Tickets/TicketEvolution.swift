internal import Dispatching
internal import Events
internal import Policies

extension DomainState {
    mutating func evolveTicket(_ event: borrowing EventView) throws(WireError) {
        switch event.type {
        case .ticketSubmitted: try submitted(event)
        case .ticketClassified:
            let fields = try event.fields(TicketClassified.self)
            let category = try fields.text(.category)
            let ticket: TicketOrdinal = try fields.ordinal(.ticket)
            withTicket(ticket) { ($0.category, $0.offersUnanswered) = (category, 0) }
            if isQueued(ticket) { enqueue(ticket) }
        case .ticketPrioritised:
            let numbers = try event.leadingNumbers()
            guard let priority = Priority(rawValue: numbers.second) else { return }
            prioritised(TicketOrdinal(rawValue: numbers.first), priority)
        case .ticketQueued: queued(try Self.ticket(event))
        case .offerMade:
            let fields = try event.fields(OfferMade.self)
            let expiresAt = try fields.instant(.expiresAt)
            offered(
                try fields.ordinal(.ticket), to: try fields.ordinal(.agent), until: expiresAt, at: event.recordedAt)
        case .offerAccepted:
            let (ticket, now) = (try Self.ticket(event), event.recordedAt)
            noteAnswer(ticket, isTaken: true, at: now)
            withTicket(ticket) { ticket in
                ticket.lifeCycle = .accepted
                ticket.offerExpiresAt = nil
                (ticket.acceptedAt, ticket.offersUnanswered) = (now, 0)
            }
        case .offerDeclined, .offerExpired, .assignmentWithdrawn:
            noteAnswer(try Self.ticket(event), isTaken: false, at: event.recordedAt)
            let isUnanswered = event.type != .assignmentWithdrawn
            returned(try Self.ticket(event), isUnanswered: isUnanswered, at: event.recordedAt)
        case .progressRecorded:
            let fields = try event.fields(ProgressRecorded.self)
            let stage = try fields.text(.stage)
            withTicket(try fields.ordinal(.ticket)) { ticket in
                ticket.lifeCycle = .inProgress
                ticket.additions += 1
                if !stage.isEmpty { ticket.stage = stage }
            }
        case .ticketResolved: resolved(try Self.ticket(event), at: event.recordedAt)
        case .ticketRated:
            let numbers = try event.leadingNumbers()
            withTicket(TicketOrdinal(rawValue: numbers.first)) { ticket in
                (ticket.grade, ticket.isSurveyed) = (Grade(rawValue: numbers.second), false)
            }
        case .surveySent: withTicket(try Self.ticket(event)) { $0.isSurveyed = true }
        case .surveyRevoked: withTicket(try Self.ticket(event)) { $0.isSurveyed = false }
        case .ticketReopened: reopened(try Self.ticket(event), cycle: try event.leadingNumbers().second)
        case .ticketClosed: closed(try Self.ticket(event))
        case .reviewRequested: try reviewRequested(event)
        case .ticketReviewed: reviewed(try Self.ticket(event))
        case .dispatchProposed: try proposed(event)
        case .proposalWithdrawn: propose(try Self.ticket(event), [])
        case .assignmentRequested:
            let numbers = try event.leadingNumbers()
            withTicket(TicketOrdinal(rawValue: numbers.first)) { $0.requested = AgentOrdinal(rawValue: numbers.second) }
        case .assignmentApproved, .assignmentRejected: withTicket(try Self.ticket(event)) { $0.requested = nil }
        default: try evolveClock(event)
        }
    }

    private mutating func reviewRequested(_ event: borrowing EventView) throws(WireError) {
        let numbers = try event.leadingNumbers()
        let isForLater = ReviewBecause(rawValue: numbers.second)?.isForLater ?? false
        withTicket(TicketOrdinal(rawValue: numbers.first)) { state in
            if isForLater { state.isToBeReviewed = true } else { state.isInReview = true }
        }
    }

    private mutating func reviewed(_ ticket: TicketOrdinal) {
        withTicket(ticket) { state in
            (state.isInReview, state.isToBeReviewed, state.wasReviewed) = (false, false, true)
        }
    }

    static func ticket(_ event: borrowing EventView) throws(WireError) -> TicketOrdinal {
        TicketOrdinal(rawValue: try event.leadingNumbers().first)
    }

    private mutating func submitted(_ event: borrowing EventView) throws(WireError) {
        let fields = try event.fields(TicketSubmitted.self)
        let ticket: TicketOrdinal = try fields.ordinal(.ticket)
        precondition(ticket == nextTicket, "ordinals are dense")
        let rules = rulesByVersion[event.policyVersion] ?? rules
        numbers.note(ticket, try fields.text(.number), rules.policy.numbering)
        lifeCycles.append(.waiting)
        var state = TicketState(
            ticket: ticket, customer: try fields.ordinal(.customer), policyVersion: rules.policy.version,
            submittedAt: event.recordedAt, region: try fields.text(.region).foldedName)
        let (customer, tier) = (Int(state.customer.rawValue) - 1, try fields.text(.tier))
        if !tier.isEmpty { customerTiers[customer] = tier }
        state.tier = customerTiers[customer]
        openTickets[ticket] = state
    }

    private mutating func prioritised(_ ticket: TicketOrdinal, _ priority: Priority) {
        withTicket(ticket) { ($0.priority, $0.offersUnanswered) = (priority, 0) }
        if isQueued(ticket) { enqueue(ticket) }
    }

    private mutating func queued(_ ticket: TicketOrdinal) {
        propose(ticket, [])
        withTicket(ticket) { ($0.isQueued, $0.isInReview) = (true, false) }
        enqueue(ticket)
    }

    /// Puts a ticket that waits into the queue, or to where it belongs now.
    private mutating func enqueue(_ ticket: TicketOrdinal) {
        guard let state = openTickets[ticket] else { return }
        queue.set(ticket, state.priority, skill: rules(of: state).policy.category(state.category)?.skill)
    }

    private mutating func offered(
        _ ticket: TicketOrdinal, to agent: AgentOrdinal, until expiresAt: Instant?, at instant: Instant
    ) {
        let isFromQueue = isQueued(ticket)
        pool.took(agent, isFromQueue: isFromQueue, at: instant)
        if isFromQueue { planNextWindows(agent, after: instant) }
        unqueue(ticket)
        propose(ticket, [])
        withTicket(ticket) { state in
            precondition(state.holder == nil, "at most one agent ever holds a ticket or its offer")
            state.isInReview = false
            // Whoever else was asked for may still be agreed to.
            if state.requested == agent { state.requested = nil }
            state.lifeCycle = .offered
            state.holder = agent
            state.offerExpiresAt = expiresAt
        }
        // Under a policy with deadlines one of them ends the offer.
        if let expiresAt, openTickets[ticket].map({ rules(of: $0).policy.deadlines.isEmpty }) ?? false {
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
        propose(ticket, candidates)
        withTicket(ticket) { $0.isInReview = false }
    }

    private mutating func unqueue(_ ticket: TicketOrdinal) {
        guard isQueued(ticket) else { return }
        queue.remove(ticket)
        withTicket(ticket) { $0.isQueued = false }
    }

    private mutating func reopened(_ ticket: TicketOrdinal, cycle: UInt64) {
        withTicket(ticket) { state in
            (state.previousHolder, state.holder, state.grade) = (state.holder, nil, nil)
            (state.lifeCycle, state.stage, state.cycle) = (.waiting, "", cycle)
            (state.passedBy, state.offersUnanswered) = ([:], 0)
        }
    }

    /// Declined, run out or taken back.
    private mutating func returned(_ ticket: TicketOrdinal, isUnanswered: Bool, at instant: Instant) {
        guard let open = openTickets[ticket], let agent = open.holder else {
            preconditionFailure("an offer has an agent")
        }
        pool.gaveBack(agent, at: instant)
        let dispatch = rules(of: open).policy.dispatch
        withTicket(ticket) { $0.pass(agent, isUnanswered: isUnanswered, dispatch, at: instant) }
        guard let again = openTickets[ticket]?.passedBy[agent]?.until else { return }
        schedule.add(Schedule.Entry(dueAt: again, kind: .offerAgain, ticket: ticket, detail: agent.rawValue))
    }

    /// An offer is answered, late or in time.
    /// - Parameter isTaken: one that was declined or taken back while there was time says nothing of how punctual
    ///   somebody is: it counts only where it is late.
    private mutating func noteAnswer(_ ticket: TicketOrdinal, isTaken: Bool, at instant: Instant) {
        guard let state = openTickets[ticket], state.lifeCycle == .offered, let agent = state.holder else { return }
        let rules = rules(of: state)
        let isLate = state.clocks.contains { clock in
            clock.breaches > 0 && rules.policy.deadline(clock.deadline)?.starts.contains(.offered) ?? false
        }
        if isLate || isTaken { pool.answered(agent, isInTime: !isLate, at: instant) }
    }

    private mutating func resolved(_ ticket: TicketOrdinal, at instant: Instant) {
        guard let state = openTickets[ticket], let agent = state.holder else {
            preconditionFailure("somebody resolved it")
        }
        pool.gaveBack(agent, at: instant)
        if let acceptedAt = state.acceptedAt {
            let took = Duration.milliseconds(instant.milliseconds - acceptedAt.milliseconds)
            pool.processed(agent, category: state.category, in: took)
        }
        lastHandlers[Int(state.customer.rawValue) - 1] = LastHandler(agent: agent, at: instant)
        // Nobody is to be asked for any more: the next cycle has its own requests.
        withTicket(ticket) { ($0.lifeCycle, $0.requested) = (.resolved, nil) }
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
