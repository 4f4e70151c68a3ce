/// A clock began to run.
public struct DeadlineStarted: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    /// The policy's code for it.
    public var deadline = ""
    public var dueAt: Instant?
    /// When to warn next; absent for never.
    public var warnAt: Instant?
    /// What started it happened before: under the ticket's priority of then it did not run. Absent for now.
    public var startedAt: Instant?

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, deadline, dueAt, warnAt, startedAt }
    public static let type = EventType.deadlineStarted
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.deadline, &deadline)
        try coder.field(.dueAt, &dueAt)
        try coder.field(.warnAt, &warnAt)
        try coder.field(.startedAt, &startedAt)
    }
}

/// What the clock waited for has happened.
public struct DeadlineStopped: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var deadline = ""

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, deadline }
    public static let type = EventType.deadlineStopped
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.deadline, &deadline)
    }
}

/// The clock stands still.
public struct DeadlinePaused: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var deadline = ""

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, deadline }
    public static let type = EventType.deadlinePaused
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.deadline, &deadline)
    }
}

/// The clock goes on.
public struct DeadlineResumed: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var deadline = ""
    public var dueAt: Instant?
    public var warnAt: Instant?

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, deadline, dueAt, warnAt }
    public static let type = EventType.deadlineResumed
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.deadline, &deadline)
        try coder.field(.dueAt, &dueAt)
        try coder.field(.warnAt, &warnAt)
    }
}

/// The clock runs to another end: the ticket is not what it was.
public struct DeadlineMoved: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var deadline = ""
    public var dueAt: Instant?
    public var warnAt: Instant?

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, deadline, dueAt, warnAt }
    public static let type = EventType.deadlineMoved
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.deadline, &deadline)
        try coder.field(.dueAt, &dueAt)
        try coder.field(.warnAt, &warnAt)
    }
}

/// The end is near.
public struct DeadlineWarned: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var deadline = ""
    /// The end.
    public var dueAt: Instant?
    /// When to warn again; absent for never.
    public var warnAt: Instant?

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, deadline, dueAt, warnAt }
    public static let type = EventType.deadlineWarned
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.deadline, &deadline)
        try coder.field(.dueAt, &dueAt)
        try coder.field(.warnAt, &warnAt)
    }
}

/// The time was up.
public struct DeadlineBreached: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var deadline = ""
    /// When it was up, which is not when it was noticed.
    public var dueAt: Instant?
    /// When it is up again; absent where once is enough.
    public var nextDueAt: Instant?

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, deadline, dueAt, nextDueAt }
    public static let type = EventType.deadlineBreached
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.deadline, &deadline)
        try coder.field(.dueAt, &dueAt)
        try coder.field(.nextDueAt, &nextDueAt)
    }
}
