internal import Events
internal import Policies

// What happens when a clock warns or has run out.
extension DomainState {
    /// - Throws: ``Refusal/notDue`` if the clock was stopped, paused or moved since.
    func fire(_ ticket: TicketOrdinal, _ code: String, at due: Instant, now: Instant) throws(Refusal) -> [any Event] {
        guard let state = openTickets[ticket], let clock = state.clock(code), clock.next == due, due <= now,
            let deadline = rules(of: state).policy.deadline(code)
        else { throw .notDue }
        // After a long sleep the end may be past too: then only that counts.
        return clock.dueAt <= now
            ? breached(state, clock, deadline, at: now) : warned(state, clock, deadline, at: now)
    }

    private func warned(
        _ state: TicketState, _ clock: TicketClock, _ deadline: Policy.Deadline, at now: Instant
    ) -> [any Event] {
        // By what counted, not by instants: while it stood still nothing did.
        let time = businessTime(deadline, state)
        func counted(_ instant: Instant) -> Duration { time.counted(from: clock.startedAt, to: instant) - clock.heldUp }
        let length = counted(clock.dueAt)
        let (given, passed) = (counted(clock.warnAt ?? now), counted(now))
        var event = DeadlineWarned()
        (event.ticket, event.deadline, event.dueAt) = (state.ticket, deadline.code, clock.dueAt)
        let next = deadline.warnings.map { length.share($0.after) }.filter { $0 > passed }.min()
        event.warnAt = next.map { time.end(of: $0 - passed, from: now) }
        var notices = Notices(self, state)
        for warning in deadline.warnings where (given...passed).contains(length.share(warning.after)) {
            notices.tell(warning.remind, warning.template, deadline.code, clock.dueAt)
        }
        return [event] + notices.events
    }

    private func breached(
        _ state: TicketState, _ clock: TicketClock, _ deadline: Policy.Deadline, at now: Instant
    ) -> [any Event] {
        var event = DeadlineBreached()
        (event.ticket, event.deadline, event.dueAt) = (state.ticket, deadline.code, clock.dueAt)
        if let again = deadline.repeats {
            // After downtime it fires once, however often it would have.
            event.nextDueAt = businessTime(deadline, state).end(of: again, from: now)
        }
        // Whoever is told again hears when it was due, not when they were to be told again.
        let due = clock.missedAt ?? clock.dueAt
        var notices = Notices(self, state)
        var events: [any Event] = [event]
        for action in deadline.actions {
            switch action {
            case .remind(let whom, let template): notices.tell(whom, template, deadline.code, due)
            case .escalate(let whom, let template):
                let listener = listener(whom, for: state)
                var escalated = TicketEscalated()
                (escalated.ticket, escalated.to, escalated.deadline) = (state.ticket, listener.rawValue, deadline.code)
                events.append(escalated)
                notices.tell(listener, template, deadline.code, due)
            case .reassign: events += takenBack(state, dueAt: clock.dueAt, at: now)
            // Nobody is asked for a grade before the work is done, and whoever does it keeps the ticket.
            case .closeUnrated where state.lifeCycle == .resolved:
                events.append(Self.closed(state.ticket, .unrated))
                notices.tellOf([.closed])
            case .closeUnrated: break
            }
        }
        return events + notices.events
    }

    /// The offer or the work ends, and the next candidate gets the ticket.
    private func takenBack(_ state: TicketState, dueAt: Instant, at now: Instant) -> [any Event] {
        guard let agent = state.holder else { return [] }
        switch state.lifeCycle {
        case .offered:
            var event = OfferExpired()
            (event.ticket, event.agent, event.dueAt) = (state.ticket, agent, dueAt)
            return [event] + dispatchNext(state, passedBy: agent, isUnanswered: true, at: now)
        case .accepted, .inProgress:
            return [withdrawn(state, from: agent, reason: [])]
                + dispatchNext(state, passedBy: agent, isUnanswered: false, at: now)
        case .waiting, .resolved, .closed: return []
        }
    }
}

extension Policy.Deadline {
    /// What a breach calls for, each once: policies of older logs may say a thing twice, and no ticket is taken back or
    /// closed twice.
    fileprivate var actions: [Policy.BreachAction] {
        onBreach.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
