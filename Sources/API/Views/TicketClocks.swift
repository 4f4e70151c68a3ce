internal import Bytes
internal import Domain
internal import Engine
internal import EventRendering
internal import Events
internal import JSONText

/// The deadlines of one ticket, each as it is now or as it ended: a fold over the ticket's own events.
struct TicketClocks {
    private struct Clock {
        var deadline: String
        /// That the ticket ran under.
        var policyVersion: UInt64
        var startedAt: Instant
        var dueAt: Instant
        var pausedAt: Instant?
        var breachedAt: Instant?
        var stoppedAt: Instant?
        /// It was stopped because it had lost its point, not by what it waited for.
        var isMoot = false
        /// Those that ended.
        var pauses: [ClosedRange<Instant>] = []
        var explanation: Explanation?
    }

    private struct Explanation {
        var calendar: String?
        /// Nil where there are too many to read.
        var segments: [CountedSegment]?
    }

    private var clocks: [Clock] = []
    /// Of each event by its sequence number.
    private var types: [UInt64: EventType] = [:]

    /// - Parameter codes: of the policy that the ticket runs under.
    init(_ events: [StoredEvent], _ codes: PolicyCodes) throws(WireError) {
        for event in events { try fold(event, codes) }
    }

    private mutating func fold(_ stored: StoredEvent, _ codes: PolicyCodes) throws(WireError) {
        let event = try EventView(stored.body.bytes, recordType: stored.type.rawValue)
        let now = event.recordedAt
        types[stored.sequence] = stored.type
        switch stored.type {
        case .deadlineStarted:
            let started = try DeadlineStarted(decoding: event.payload)
            clocks.append(
                Clock(
                    deadline: started.deadline, policyVersion: event.policyVersion,
                    startedAt: started.startedAt ?? now, dueAt: started.dueAt ?? now))
        case .deadlineStopped:
            let deadline = try DeadlineStopped(decoding: event.payload).deadline
            let isMoot = types[event.cause].map { !Self.isMet(deadline, by: $0, codes) } ?? false
            change(deadline) { ($0.stoppedAt, $0.isMoot) = (now, isMoot) }
        case .deadlinePaused: change(try DeadlinePaused(decoding: event.payload).deadline) { $0.pausedAt = now }
        case .deadlineResumed:
            let resumed = try DeadlineResumed(decoding: event.payload)
            change(resumed.deadline) { clock in
                if let pausedAt = clock.pausedAt { clock.pauses.append(pausedAt...max(pausedAt, now)) }
                (clock.pausedAt, clock.dueAt) = (nil, resumed.dueAt ?? clock.dueAt)
            }
        case .deadlineMoved:
            let moved = try DeadlineMoved(decoding: event.payload)
            change(moved.deadline) { $0.dueAt = moved.dueAt ?? $0.dueAt }
        case .deadlineBreached:
            let breached = try DeadlineBreached(decoding: event.payload)
            change(breached.deadline) { $0.breachedAt = $0.breachedAt ?? breached.dueAt }
        case .ticketClosed:
            let isRated = try TicketClosed(decoding: event.payload).closing == .rated
            for index in clocks.indices where clocks[index].stoppedAt == nil {
                let isMet = Self.isMet(clocks[index].deadline, by: isRated ? .ticketRated : .ticketClosed, codes)
                (clocks[index].stoppedAt, clocks[index].isMoot) = (now, !isMet)
            }
        default: break
        }
    }

    /// Whether what stopped a clock is what it waited for. What took the ticket from whoever it was offered to, or made
    /// another of it, never is.
    private static func isMet(_ deadline: String, by type: EventType, _ codes: PolicyCodes) -> Bool {
        if let awaited = codes.awaited[deadline] { return type == awaited }
        let turns: [EventType] = [
            .offerDeclined, .offerExpired, .assignmentWithdrawn, .ticketClassified, .ticketPrioritised,
        ]
        return !turns.contains(type)
    }

    /// Of the clock with this code that began last.
    private mutating func change(_ deadline: String, _ body: (inout Clock) -> Void) {
        if let index = clocks.lastIndex(where: { $0.deadline == deadline }) { body(&clocks[index]) }
    }

    /// Finds out for each which of its time counted: up to when it ran out or was stopped; while it runs, to its end.
    mutating func explain<Log>(_ engine: Engine<Log>) async {
        for index in clocks.indices {
            let clock = clocks[index]
            let (time, calendar) = await engine.businessTime(clock.deadline, policyVersion: clock.policyVersion)
            let end = clock.breachedAt ?? clock.stoppedAt ?? clock.pausedAt ?? clock.dueAt
            let pauses = clock.pauses + (clock.pausedAt.map { [$0...max($0, end)] } ?? [])
            let segments = time.segments(from: clock.startedAt, to: max(end, clock.startedAt), pauses: pauses)
            clocks[index].explanation = Explanation(
                calendar: calendar, segments: segments.flatMap { $0.count <= APILimits.segmentsMax ? $0 : nil })
        }
    }

    /// When the one of these that began last is due, as long as nothing has stopped it; nil while it stands still, as
    /// nobody knows then for how long.
    func dueAt(_ deadlines: [String]) -> Instant? {
        clocks.last { deadlines.contains($0.deadline) && $0.stoppedAt == nil && $0.pausedAt == nil }?.dueAt
    }

    /// In the order in which they began.
    func items(_ language: Language) -> [JSON] {
        clocks.map { clock in
            var members: [(name: String, value: JSON)] = [
                ("deadline", .string(clock.deadline)), ("state", .string(Self.state(clock))),
                ("startedAt", JSON(clock.startedAt)), ("dueAt", JSON(clock.dueAt)),
            ]
            if let time = clock.pausedAt { members.append(("pausedAt", JSON(time))) }
            if let time = clock.breachedAt { members.append(("breachedAt", JSON(time))) }
            if let time = clock.stoppedAt { members.append(("stoppedAt", JSON(time))) }
            if let explanation = clock.explanation { members += Self.members(explanation, language) }
            return .object(members)
        }
    }

    private static func members(
        _ explanation: Explanation, _ language: Language
    ) -> [(name: String, value: JSON)] {
        var members: [(name: String, value: JSON)] = []
        if let calendar = explanation.calendar { members.append(("calendar", .string(calendar))) }
        if let segments = explanation.segments {
            let counted = segments.reduce(0) { $0 + $1.counted.milliseconds }
            members.append(("countedMilliseconds", JSON(UInt64(max(0, counted)))))
            members.append(("segments", .array(segments.map { JSON($0, language) })))
        }
        return members
    }

    private static func state(_ clock: Clock) -> String {
        if clock.stoppedAt != nil { return clock.breachedAt != nil ? "late" : clock.isMoot ? "ended" : "met" }
        if clock.breachedAt != nil { return "overdue" }
        return clock.pausedAt == nil ? "running" : "paused"
    }
}

extension JSON {
    fileprivate init(_ segment: CountedSegment, _ language: Language) {
        let (reason, name) = Self.told(segment.reason)
        var members: [(name: String, value: JSON)] = [
            ("from", JSON(segment.start)), ("to", JSON(segment.end)), ("counts", .bool(segment.counts)),
            ("reason", .string(reason.rawValue)),
        ]
        if let name { members.append(("name", .string(name[language]))) }
        if segment.isBeyondHolidays { members.append(("holidaysUnknown", true)) }
        self = .object(members)
    }

    private static func told(_ reason: CountedSegment.Reason) -> (SegmentReason, CountedSegment.Holiday?) {
        switch reason {
        case .working: (.working, nil)
        case .exception: (.specialDay, nil)
        case .makeUp(let holiday): (.makeUpDay, holiday)
        case .outsideHours: (.outsideHours, nil)
        case .dayOff: (.dayOff, nil)
        case .holiday(let holiday): (.holiday, holiday)
        case .closed: (.closed, nil)
        case .paused: (.paused, nil)
        }
    }
}
