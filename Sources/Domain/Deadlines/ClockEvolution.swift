internal import Dispatching
internal import Events
internal import Policies

extension DomainState {
    mutating func evolveClock(_ event: borrowing EventView) throws(WireError) {
        switch event.type {
        case .deadlineStarted:
            let fields = try event.fields(DeadlineStarted.self)
            let dueAt = try fields.instant(.dueAt) ?? event.recordedAt
            let clock = TicketClock(
                deadline: try fields.text(.deadline), startedAt: try fields.instant(.startedAt) ?? event.recordedAt,
                dueAt: dueAt, warnAt: try fields.instant(.warnAt))
            started(clock, on: try fields.ordinal(.ticket))
        case .deadlineStopped:
            let fields = try event.fields(DeadlineStopped.self)
            let (ticket, code): (TicketOrdinal, String) = (try fields.ordinal(.ticket), try fields.text(.deadline))
            withTicket(ticket) { $0.clocks.removeAll { $0.deadline == code } }
            schedule.settle()
        case .deadlinePaused:
            let fields = try event.fields(DeadlinePaused.self)
            let instant = event.recordedAt
            withClock(try fields.text(.deadline), of: try fields.ordinal(.ticket)) { $0.pausedAt = instant }
            schedule.settle()
        case .deadlineResumed:
            let fields = try event.fields(DeadlineResumed.self)
            let (dueAt, warnAt) = (try fields.instant(.dueAt), try fields.instant(.warnAt))
            let (ticket, code): (TicketOrdinal, String) = (try fields.ordinal(.ticket), try fields.text(.deadline))
            let time = businessTime(code, of: ticket)
            withClock(code, of: ticket) { clock in
                (clock.pausedAt, clock.warnAt) = (nil, warnAt)
                guard let dueAt else { return }
                if clock.dueAt < dueAt { clock.heldUp += time.counted(from: clock.dueAt, to: dueAt) }
                clock.dueAt = dueAt
            }
        case .deadlineMoved:
            let fields = try event.fields(DeadlineMoved.self)
            let (dueAt, warnAt) = (try fields.instant(.dueAt), try fields.instant(.warnAt))
            let (ticket, code): (TicketOrdinal, String) = (try fields.ordinal(.ticket), try fields.text(.deadline))
            if openTickets[ticket]?.clock(code)?.isRunning == true { schedule.settle() }
            withClock(code, of: ticket) { clock in
                clock.warnAt = warnAt
                if let dueAt { clock.dueAt = dueAt }
            }
        case .deadlineWarned:
            let fields = try event.fields(DeadlineWarned.self)
            let warnAt = try fields.instant(.warnAt)
            withClock(try fields.text(.deadline), of: try fields.ordinal(.ticket)) { $0.warnAt = warnAt }
        case .deadlineBreached:
            let fields = try event.fields(DeadlineBreached.self)
            let next = try fields.instant(.nextDueAt)
            withClock(try fields.text(.deadline), of: try fields.ordinal(.ticket)) { clock in
                clock.breaches += 1
                clock.missedAt = clock.missedAt ?? clock.dueAt
                (clock.warnAt, clock.isOver) = (nil, next == nil)
                if let next { clock.dueAt = next }
            }
        default: break
        }
    }

    /// Notes what would start or stop a deadline under another priority.
    mutating func noteBegun(_ event: borrowing EventView) throws(WireError) {
        guard let ticket = try event.ticket(), let state = openTickets[ticket] else { return }
        let deadlines = rules(of: state).restingDeadlines
        if deadlines.isEmpty { return }
        let triggers = try triggers(of: event, on: state)
        for deadline in deadlines {
            if deadline.stops.contains(where: triggers.contains) {
                withTicket(ticket) { $0.begun[deadline.code] = nil }
            }
            guard deadline.starts.contains(where: triggers.contains) else { continue }
            let now = event.recordedAt
            withTicket(ticket) { $0.begun[deadline.code] = $0.begun[deadline.code] ?? now }
        }
    }

    private func businessTime(_ code: String, of ticket: TicketOrdinal) -> any BusinessTime {
        guard let state = openTickets[ticket], let deadline = rules(of: state).policy.deadline(code) else {
            return EveryMinute()
        }
        return businessTime(deadline, state)
    }

    private mutating func started(_ clock: TicketClock, on ticket: TicketOrdinal) {
        withTicket(ticket) { state in
            state.clocks.removeAll { $0.deadline == clock.deadline }
            state.clocks.append(clock)
        }
        plan(clock, of: ticket)
    }

    private mutating func withClock(
        _ deadline: String, of ticket: TicketOrdinal, _ body: (inout TicketClock) -> Void
    ) {
        guard let index = openTickets[ticket]?.clocks.firstIndex(where: { $0.deadline == deadline }) else {
            preconditionFailure("only clocks that were started change")
        }
        withTicket(ticket) { body(&$0.clocks[index]) }
        if let clock = openTickets[ticket]?.clocks[index] { plan(clock, of: ticket) }
    }

    /// Puts into the schedule when the clock fires next.
    private mutating func plan(_ clock: TicketClock, of ticket: TicketOrdinal) {
        guard let next = clock.next, let index = openTickets.index(forKey: ticket),
            let place = rules(version: openTickets.values[index].policyVersion).policy.deadlines
                .firstIndex(where: { $0.code == clock.deadline })
        else { return }
        schedule.add(Schedule.Entry(dueAt: next, kind: .clock, ticket: ticket, detail: UInt64(place)))
        if schedule.isMostlySettled { compactSchedule() }
    }

    /// Takes out what was settled before its time.
    private mutating func compactSchedule() {
        var rest = Schedule()
        swap(&rest, &schedule)
        rest.compact { entry in
            if entry.kind == .levelledAgain { return true }
            // Read where it lies: to copy every ticket that there is takes longer than all else here.
            guard let index = openTickets.index(forKey: entry.ticket) else { return false }
            return isStanding(entry, openTickets.values[index])
        }
        swap(&rest, &schedule)
    }

    /// Whether an entry of a ticket was not settled before its time.
    private func isStanding(_ entry: Schedule.Entry, _ ticket: borrowing TicketState) -> Bool {
        switch entry.kind {
        case .clock:
            let deadlines = rules(version: ticket.policyVersion).policy.deadlines
            guard entry.detail < UInt64(deadlines.count) else { return false }
            return ticket.next(of: deadlines[Int(entry.detail)].code) == entry.dueAt
        case .offerExpires: return ticket.lifeCycle == .offered && ticket.offerExpiresAt == entry.dueAt
        case .offerAgain:
            return ticket.isQueued || ticket.passedBy[AgentOrdinal(rawValue: entry.detail)]?.until == entry.dueAt
        case .levelledAgain: return true
        }
    }

    /// What an entry of the schedule calls for; nil where it was settled.
    func stands(_ entry: Schedule.Entry) -> Command? {
        if entry.kind == .levelledAgain {
            return queue.count > 0 ? .offerWaiting(AgentOrdinal(rawValue: entry.detail), proposing: true) : nil
        }
        guard let ticket = openTickets[entry.ticket], isStanding(entry, ticket) else { return nil }
        switch entry.kind {
        case .clock:
            let deadlines = rules(of: ticket).policy.deadlines
            return .fire(entry.ticket, deadline: deadlines[Int(entry.detail)].code, at: entry.dueAt)
        case .offerExpires:
            return .expireOffer(entry.ticket, AgentOrdinal(rawValue: entry.detail), dueAt: entry.dueAt)
        case .offerAgain:
            // What was proposed waits for a dispatcher, whoever else could take it now.
            return ticket.isQueued ? .offerWaiting(AgentOrdinal(rawValue: entry.detail), proposing: true) : nil
        case .levelledAgain: return nil
        }
    }
}
