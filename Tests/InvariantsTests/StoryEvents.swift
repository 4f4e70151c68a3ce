import Events

// Events as stories name them.

func offer(_ ticket: UInt64, _ agent: UInt64, candidates: [UInt64]? = nil, ring: String = "regular") -> OfferMade {
    var event = OfferMade()
    (event.ticket, event.agent) = (TicketOrdinal(rawValue: ticket), AgentOrdinal(rawValue: agent))
    event.decision = decision(candidates ?? [agent], ring)
    return event
}

func proposal(_ ticket: UInt64, _ candidates: [UInt64]) -> DispatchProposed {
    var event = DispatchProposed()
    event.ticket = TicketOrdinal(rawValue: ticket)
    event.decision = decision(candidates, "regular")
    return event
}

private func decision(_ candidates: [UInt64], _ ring: String) -> Decision {
    var decision = Decision()
    decision.ring = ring
    decision.candidates = candidates.map { agent in
        var candidate = Candidate()
        candidate.agent = AgentOrdinal(rawValue: agent)
        return candidate
    }
    return decision
}

func queue(_ ticket: UInt64) -> TicketQueued {
    var event = TicketQueued()
    (event.ticket, event.because) = (TicketOrdinal(rawValue: ticket), .nobodyEligible)
    return event
}

func accept(_ ticket: UInt64, _ agent: UInt64) -> OfferAccepted {
    var event = OfferAccepted()
    (event.ticket, event.agent) = (TicketOrdinal(rawValue: ticket), AgentOrdinal(rawValue: agent))
    return event
}

func decline(_ ticket: UInt64, _ agent: UInt64) -> OfferDeclined {
    var event = OfferDeclined()
    (event.ticket, event.agent) = (TicketOrdinal(rawValue: ticket), AgentOrdinal(rawValue: agent))
    return event
}

func expiry(_ ticket: UInt64, _ agent: UInt64, dueAt: Instant) -> OfferExpired {
    var event = OfferExpired()
    (event.ticket, event.agent) = (TicketOrdinal(rawValue: ticket), AgentOrdinal(rawValue: agent))
    event.dueAt = dueAt
    return event
}

func request(_ ticket: UInt64, _ agent: UInt64) -> AssignmentRequested {
    var event = AssignmentRequested()
    (event.ticket, event.agent) = (TicketOrdinal(rawValue: ticket), AgentOrdinal(rawValue: agent))
    return event
}

func approval(_ ticket: UInt64, _ agent: UInt64) -> AssignmentApproved {
    var event = AssignmentApproved()
    (event.ticket, event.agent) = (TicketOrdinal(rawValue: ticket), AgentOrdinal(rawValue: agent))
    return event
}

func progress(_ ticket: UInt64, _ agent: UInt64, _ stage: String) -> ProgressRecorded {
    var event = ProgressRecorded()
    (event.ticket, event.agent) = (TicketOrdinal(rawValue: ticket), AgentOrdinal(rawValue: agent))
    event.stage = stage
    return event
}

func resolution(_ ticket: UInt64, _ agent: UInt64) -> TicketResolved {
    var event = TicketResolved()
    (event.ticket, event.agent) = (TicketOrdinal(rawValue: ticket), AgentOrdinal(rawValue: agent))
    return event
}

func rating(_ ticket: UInt64, _ grade: Grade) -> TicketRated {
    var event = TicketRated()
    (event.ticket, event.grade) = (TicketOrdinal(rawValue: ticket), grade)
    return event
}

func closing(_ ticket: UInt64, _ closing: Closing = .manual) -> TicketClosed {
    var event = TicketClosed()
    (event.ticket, event.closing) = (TicketOrdinal(rawValue: ticket), closing)
    return event
}

func reopening(_ ticket: UInt64, cycle: UInt64) -> TicketReopened {
    var event = TicketReopened()
    (event.ticket, event.cycle) = (TicketOrdinal(rawValue: ticket), cycle)
    return event
}

func stop(_ ticket: UInt64, _ deadline: String = "clock") -> DeadlineStopped {
    var event = DeadlineStopped()
    (event.ticket, event.deadline) = (TicketOrdinal(rawValue: ticket), deadline)
    return event
}

func pause(_ ticket: UInt64) -> DeadlinePaused {
    var event = DeadlinePaused()
    (event.ticket, event.deadline) = (TicketOrdinal(rawValue: ticket), "clock")
    return event
}

func priority(_ ticket: UInt64, _ priority: Priority) -> TicketPrioritised {
    var event = TicketPrioritised()
    (event.ticket, event.priority) = (TicketOrdinal(rawValue: ticket), priority)
    return event
}
