/// Somebody is to be told something.
public struct NotificationQueued: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    /// From 1, without gaps.
    public var notification: UInt64 = 0
    /// The policy's code for what is said.
    public var template = ""
    /// The one who is told, if it is an agent.
    public var agent: AgentOrdinal?
    /// Everybody with this role is told; empty for one person.
    public var role = ""
    /// Only those in this department.
    public var department = ""
    /// The customer is told.
    public var isCustomer = false
    /// A code.
    public var carrier = ""
    /// The deadline that it is about.
    public var deadline = ""
    /// When that is up.
    public var dueAt: Instant?
    /// Whom the text may name: who had the ticket or its offer when this was queued.
    public var holder: AgentOrdinal?
    /// The ticket's, as it was then. Absent from events that were written before texts went by them.
    public var category = ""
    public var priority: Priority?
    /// A code of the policy; empty before the first.
    public var stage = ""
    public var grade: Grade?

    public init() {}

    public enum Field: Int, FieldNumber {
        case ticket = 1, notification, template, agent, role, department, isCustomer, carrier, deadline, dueAt, holder,
            category, priority, stage, grade
    }
    public static let type = EventType.notificationQueued
    public var subjects: [Subject] { [.ticket(ticket)] + (agent.map { [.agent($0)] } ?? []) }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.notification, &notification)
        try coder.field(.template, &template)
        try coder.field(.agent, &agent)
        try coder.field(.role, &role)
        try coder.field(.department, &department)
        try coder.field(.isCustomer, &isCustomer)
        try coder.field(.carrier, &carrier)
        try coder.field(.deadline, &deadline)
        try coder.field(.dueAt, &dueAt)
        try coder.field(.holder, &holder)
        try coder.field(.category, &category)
        try coder.field(.priority, &priority)
        try coder.field(.stage, &stage)
        try coder.field(.grade, &grade)
    }
}

/// A carrier took it over.
public struct NotificationDelivered: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var notification: UInt64 = 0
    /// From 1.
    public var attempt: UInt64 = 0

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, notification, attempt }
    public static let type = EventType.notificationDelivered
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.notification, &notification)
        try coder.field(.attempt, &attempt)
    }
}

/// A carrier did not take it, and is tried again.
public struct NotificationFailed: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var notification: UInt64 = 0
    public var attempt: UInt64 = 0
    /// The carrier's code for it.
    public var fault = ""
    public var retryAt: Instant?

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, notification, attempt, fault, retryAt }
    public static let type = EventType.notificationFailed
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.notification, &notification)
        try coder.field(.attempt, &attempt)
        try coder.field(.fault, &fault)
        try coder.field(.retryAt, &retryAt)
    }
}

/// It was tried often enough, or can never arrive.
public struct NotificationGivenUp: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var notification: UInt64 = 0
    public var attempts: UInt64 = 0
    /// The carrier's code for why the last attempt failed. Empty in older logs, where the ``NotificationFailed`` before
    /// it says so.
    public var fault = ""

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, notification, attempts, fault }
    public static let type = EventType.notificationGivenUp
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.notification, &notification)
        try coder.field(.attempts, &attempts)
        try coder.field(.fault, &fault)
    }
}

/// Somebody has seen it.
public struct NotificationRead: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var notification: UInt64 = 0
    public var account = AccountOrdinal(rawValue: 0)

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, notification, account }
    public static let type = EventType.notificationRead
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.notification, &notification)
        try coder.field(.account, &account)
    }
}
