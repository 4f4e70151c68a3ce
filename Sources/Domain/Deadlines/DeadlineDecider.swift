internal import Dispatching
internal import Events
internal import Policies

// What a ticket's clocks do because something happened to the ticket.
extension DomainState {
    /// Starts, stops, pauses and resumes the ticket's clocks after `triggers`.
    func tick(_ ticket: TicketOrdinal, _ triggers: [Policy.Trigger], at now: Instant) -> [any Event] {
        guard let state = openTickets[ticket] else { return [] }
        var events: [any Event] = []
        for deadline in rules(of: state).policy.deadlines {
            let clock = state.clock(deadline.code)
            if clock != nil, deadline.stops.contains(where: triggers.contains) {
                events.append(Self.stopped(ticket, deadline))
                // What stops it may start it anew: an offer after an offer.
                guard deadline.starts.contains(where: triggers.contains) else { continue }
                events += started(state, deadline, at: now)
            } else if clock == nil, deadline.starts.contains(where: triggers.contains) {
                events += started(state, deadline, at: now)
            } else if let clock, !clock.isOver {
                events += paused(state, clock, deadline, at: now)
            }
        }
        return events
    }

    /// Runs the clocks of a ticket whose priority or category is another now to other ends, from the same start, or
    /// from as much later as they stood still. One that stands still has more or less left when it goes on. One that
    /// does not run under this priority stops, and one that did not run under the last starts as of when what starts it
    /// happened: for all of the time since, whatever stage the ticket was at.
    func moved(_ ticket: TicketOrdinal, at now: Instant) -> [any Event] {
        guard let state = openTickets[ticket] else { return [] }
        var events: [any Event] = []
        for deadline in rules(of: state).policy.deadlines where deadline.length.dependsOnTriage {
            let length = length(of: deadline, state)
            if let clock = state.clock(deadline.code) {
                if clock.isOver { continue }
                guard let length else {
                    events.append(Self.stopped(ticket, deadline))
                    continue
                }
                if let event = moved(state, clock, deadline, length) { events.append(event) }
            } else if let begun = state.begun[deadline.code] {
                events += started(state, deadline, since: begun, at: now)
            }
        }
        return events
    }

    private func moved(
        _ state: TicketState, _ clock: TicketClock, _ deadline: Policy.Deadline, _ length: Duration
    ) -> DeadlineMoved? {
        guard clock.breaches == 0 else { return nil }
        let time = businessTime(deadline, state)
        let start = clock.heldUp > .zero ? time.end(of: clock.heldUp, from: clock.startedAt) : clock.startedAt
        let end = time.end(of: length, from: start)
        guard end != clock.dueAt else { return nil }
        var event = DeadlineMoved()
        (event.ticket, event.deadline, event.dueAt) = (state.ticket, deadline.code, end)
        event.warnAt = warning(deadline, length, state, from: start, after: start)
        return event
    }

    /// - Parameter since: when what starts it happened; nil for now.
    private func started(
        _ state: TicketState, _ deadline: Policy.Deadline, since: Instant? = nil, at now: Instant
    ) -> [any Event] {
        guard let length = length(of: deadline, state) else { return [] }
        let start = since ?? now
        var event = DeadlineStarted()
        (event.ticket, event.deadline) = (state.ticket, deadline.code)
        event.dueAt = businessTime(deadline, state).end(of: length, from: start)
        event.warnAt = warning(deadline, length, state, from: start, after: start)
        if start != now { event.startedAt = start }
        return [event] + (deadline.pausedAt.contains(state.stage) ? [Self.paused(state.ticket, deadline)] : [])
    }

    private static func paused(_ ticket: TicketOrdinal, _ deadline: Policy.Deadline) -> DeadlinePaused {
        var event = DeadlinePaused()
        (event.ticket, event.deadline) = (ticket, deadline.code)
        return event
    }

    private static func stopped(_ ticket: TicketOrdinal, _ deadline: Policy.Deadline) -> DeadlineStopped {
        var event = DeadlineStopped()
        (event.ticket, event.deadline) = (ticket, deadline.code)
        return event
    }

    /// Stands still, or goes on, as the ticket's stage has it.
    private func paused(
        _ state: TicketState, _ clock: TicketClock, _ deadline: Policy.Deadline, at now: Instant
    ) -> [any Event] {
        let isToPause = deadline.pausedAt.contains(state.stage)
        guard isToPause != (clock.pausedAt != nil) else { return [] }
        guard let pausedAt = clock.pausedAt else { return [Self.paused(state.ticket, deadline)] }
        // What was left of it counts from now.
        let time = businessTime(deadline, state)
        var event = DeadlineResumed()
        (event.ticket, event.deadline) = (state.ticket, deadline.code)
        event.dueAt = time.end(of: time.counted(from: min(pausedAt, clock.dueAt), to: clock.dueAt), from: now)
        event.warnAt = clock.warnAt.map { warnAt in
            time.end(of: time.counted(from: min(pausedAt, warnAt), to: warnAt), from: now)
        }
        return [event]
    }

    /// When a clock that began at `start` warns next after `now`.
    func warning(
        _ deadline: Policy.Deadline, _ length: Duration, _ state: TicketState, from start: Instant, after now: Instant
    ) -> Instant? {
        let time = businessTime(deadline, state)
        return deadline.warnings
            .map { time.end(of: length.share($0.after), from: start) }
            .filter { $0 > now }
            .min()
    }

    /// How long a clock runs on this ticket; nil where it does not.
    func length(of deadline: Policy.Deadline, _ ticket: TicketState) -> Duration? {
        switch deadline.length {
        case .fixed(let length): length
        case .byPriority(let lengths): lengths[ticket.priority]
        case .byCategory(let lengths, let otherwise):
            lengths[ticket.category] ?? rules(of: ticket).policy.category(ticket.category).flatMap {
                lengths[$0.parent]
            }
                ?? otherwise
        case .byTier(let lengths, let otherwise): lengths[ticket.tier] ?? otherwise
        case .estimate: estimate(ticket)
        }
    }

    /// How long the work is expected to take: the category's estimate, half way to what the agent took so far.
    func estimate(_ ticket: TicketState) -> Duration {
        let usual = rules(of: ticket).policy.category(ticket.category)?.estimate ?? Self.estimateOtherwise
        guard let holder = ticket.holder, let own = pool.estimate(of: holder, category: ticket.category) else {
            return usual
        }
        return (usual + own).share(500_000)
    }

    /// Of a ticket whose category nobody knows.
    private static let estimateOtherwise = Duration.seconds(24 * 3_600)

    func businessTime(_ deadline: Policy.Deadline, _ ticket: TicketState) -> any BusinessTime {
        calendars[ticket.policyVersion]?[deadline.calendar] ?? EveryMinute()
    }
}

extension Policy.Length {
    /// Whether it is another for another priority or category.
    var dependsOnTriage: Bool {
        switch self {
        case .fixed, .byTier: false
        case .byPriority, .byCategory, .estimate: true
        }
    }
}

extension Duration {
    /// So many millionths of it, to the millisecond.
    func share(_ millionths: UInt64) -> Duration {
        .milliseconds(Int64(Int128(milliseconds) * Int128(millionths) / 1_000_000))
    }
}

extension TicketState {
    func clock(_ deadline: String) -> TicketClock? { clocks.first { $0.deadline == deadline } }

    /// When the clock of a deadline warns or runs out next.
    func next(of deadline: String) -> Instant? { clock(deadline)?.next }
}
