internal import Events
internal import Policies

// What the customer said, and what follows.
extension DomainState {
    /// A grade that the policy calls good closes the ticket; after another somebody has to see to it.
    func rate(
        _ ticket: TicketOrdinal, _ grade: Grade, _ comment: [UInt8], _ reasons: [String]
    ) throws(Refusal) -> [any Event] {
        let state = try self.ticket(ticket, for: .rate)
        let rules = rules(of: state)
        guard let choice = rules.policy.choice(grade) else {
            throw .unknownGrade(grade, known: rules.policy.feedback.grades.map(\.grade))
        }
        try checkReasons(reasons, of: state)
        guard state.grade == nil else { throw .ratedAlready }
        var rated = TicketRated()
        (rated.ticket, rated.grade, rated.comment, rated.reasons) = (ticket, grade, comment, reasons)
        // What is closed is not told of any more by itself: who is to hear of the grade hears so here.
        guard choice.closes else { return [rated] }
        var ratedState = state
        ratedState.grade = grade
        return [rated] + closing(ratedState, .rated, after: [.rated, .graded(choice.code)])
    }

    func contact(
        _ ticket: TicketOrdinal, _ agent: AgentOrdinal?, _ reasons: [String], _ note: [UInt8]
    ) throws(Refusal) -> [any Event] {
        let state = try self.ticket(ticket, for: .contact)
        try checkReasons(reasons, of: state)
        if let agent { _ = try self.agent(agent) }
        var event = CustomerContacted()
        (event.ticket, event.agent, event.reasons, event.note) = (ticket, agent, reasons, note)
        return [event]
    }

    private func checkReasons(_ reasons: [String], of ticket: TicketState) throws(Refusal) {
        let known = rules(of: ticket).policy.feedback.reasons.map(\.code)
        for reason in reasons where !known.contains(reason) { throw .unknownReason(reason, known: known) }
    }

    /// The next cycle begins, with whoever is best now.
    func reopen(_ ticket: TicketOrdinal, _ note: [UInt8], at now: Instant) throws(Refusal) -> [any Event] {
        var state = try self.ticket(ticket, for: .reopen)
        let cyclesMax = rules(of: state).policy.feedback.cyclesMax
        guard state.cycle < cyclesMax else { throw .cyclesUsedUp(limit: cyclesMax) }
        var event = TicketReopened()
        (event.ticket, event.cycle, event.note) = (ticket, state.cycle + 1, note)
        (state.previousHolder, state.holder, state.passedBy) = (state.holder, nil, [:])
        // The link was for the cycle that ends without an answer.
        return (state.isSurveyed ? [Self.revoked(ticket)] : []) + [event] + dispatch(state, at: now, isAgain: false)
    }

    /// The ticket is marked, and whoever is named is told; the supervisors where a department has no manager.
    func escalate(_ ticket: TicketOrdinal, _ to: Policy.Recipient, _ note: [UInt8]) throws(Refusal) -> [any Event] {
        let state = try self.ticket(ticket, for: .escalate)
        var event = TicketEscalated()
        let whom = listener(to, for: state)
        (event.ticket, event.to, event.note) = (ticket, whom.rawValue, note)
        var notices = Notices(self, state)
        notices.tell(whom, Policy.Template.Sent.escalated.rawValue)
        return [event] + notices.events
    }

    /// The link works for as long as the deadline will run that the survey starts.
    func survey(
        _ ticket: TicketOrdinal, _ tokenHash: [UInt8], _ token: [UInt8], at now: Instant
    ) throws(Refusal) -> [any Event] {
        let state = try self.ticket(ticket, for: .survey)
        var event = SurveySent()
        (event.ticket, event.tokenHash, event.token) = (ticket, tokenHash, token)
        event.expiresAt = rules(of: state).policy.deadlines.first { $0.starts.contains(.surveyed) }.flatMap {
            deadline in
            length(of: deadline, state).map { businessTime(deadline, state).end(of: $0, from: now) }
        }
        return [event]
    }

    private static func revoked(_ ticket: TicketOrdinal) -> SurveyRevoked {
        var event = SurveyRevoked()
        event.ticket = ticket
        return event
    }

    /// The end of a ticket, and whom the policy wants to be told of it.
    /// - Parameter triggers: what happened to it with the same command.
    func closing(
        _ state: TicketState, _ closing: Closing, after triggers: [Policy.Trigger] = []
    ) -> [any Event] {
        var notices = Notices(self, state)
        notices.tellOf(triggers + [.closed])
        return [Self.closed(state.ticket, closing)] + notices.events
    }

    static func closed(_ ticket: TicketOrdinal, _ closing: Closing) -> TicketClosed {
        var event = TicketClosed()
        (event.ticket, event.closing) = (ticket, closing)
        return event
    }
}
