internal import Bytes
internal import Engine
internal import Events
internal import JSONText

/// The deadlines of one ticket, each as it is now or as it ended: a fold over the ticket's own events.
struct TicketClocks {
    private struct Clock {
        var deadline: String
        var startedAt: Instant
        var dueAt: Instant
        var pausedAt: Instant?
        var breachedAt: Instant?
        var stoppedAt: Instant?
    }

    private var clocks: [Clock] = []

    mutating func fold(_ stored: StoredEvent) throws(WireError) {
        let event = try EventView(stored.body.bytes, recordType: stored.type.rawValue)
        let now = event.recordedAt
        switch stored.type {
        case .deadlineStarted:
            let started = try DeadlineStarted(decoding: event.payload)
            clocks.append(Clock(deadline: started.deadline, startedAt: now, dueAt: started.dueAt ?? now))
        case .deadlineStopped:
            change(try DeadlineStopped(decoding: event.payload).deadline) { $0.stoppedAt = now }
        case .deadlinePaused: change(try DeadlinePaused(decoding: event.payload).deadline) { $0.pausedAt = now }
        case .deadlineResumed:
            let resumed = try DeadlineResumed(decoding: event.payload)
            change(resumed.deadline) { ($0.pausedAt, $0.dueAt) = (nil, resumed.dueAt ?? $0.dueAt) }
        case .deadlineMoved:
            let moved = try DeadlineMoved(decoding: event.payload)
            change(moved.deadline) { $0.dueAt = moved.dueAt ?? $0.dueAt }
        case .deadlineBreached:
            let breached = try DeadlineBreached(decoding: event.payload)
            change(breached.deadline) { $0.breachedAt = $0.breachedAt ?? breached.dueAt }
        case .ticketClosed:
            for index in clocks.indices where clocks[index].stoppedAt == nil { clocks[index].stoppedAt = now }
        default: break
        }
    }

    /// Of the clock with this code that began last.
    private mutating func change(_ deadline: String, _ body: (inout Clock) -> Void) {
        if let index = clocks.lastIndex(where: { $0.deadline == deadline }) { body(&clocks[index]) }
    }

    /// In the order in which they began.
    var items: [JSON] {
        clocks.map { clock in
            var members: [(name: String, value: JSON)] = [
                ("deadline", .string(clock.deadline)), ("state", .string(Self.state(clock))),
                ("startedAt", JSON(clock.startedAt)), ("dueAt", JSON(clock.dueAt)),
            ]
            if let time = clock.pausedAt { members.append(("pausedAt", JSON(time))) }
            if let time = clock.breachedAt { members.append(("breachedAt", JSON(time))) }
            if let time = clock.stoppedAt { members.append(("stoppedAt", JSON(time))) }
            return .object(members)
        }
    }

    private static func state(_ clock: Clock) -> String {
        if clock.stoppedAt != nil { return clock.breachedAt == nil ? "met" : "late" }
        if clock.breachedAt != nil { return "overdue" }
        return clock.pausedAt == nil ? "running" : "paused"
    }
}
