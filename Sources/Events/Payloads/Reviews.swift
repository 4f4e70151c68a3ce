/// A person is to look at the ticket: before anybody is offered it, where triage would have had to guess.
public struct ReviewRequested: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var because: ReviewBecause?

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, because }
    public static let type = EventType.reviewRequested
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.because, &because)
    }
}

/// Somebody looked at what triage had found.
public struct TicketReviewed: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    /// Marked 需跟进.
    public var needsFollowUp = false
    /// The text, sealed.
    public var note: [UInt8] = []

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, needsFollowUp, note }
    public static let type = EventType.ticketReviewed
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.needsFollowUp, &needsFollowUp)
        try coder.field(.note, &note)
    }
}

/// Somebody spoke with the customer: the first time is the response.
public struct CustomerContacted: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    /// Absent where it was nobody who handles tickets.
    public var agent: AgentOrdinal?
    /// Why the customer is not satisfied: codes.
    public var reasons: [String] = []
    /// The text, sealed.
    public var note: [UInt8] = []

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, agent, reasons, note }
    public static let type = EventType.customerContacted
    public var subjects: [Subject] { [.ticket(ticket)] + (agent.map { [.agent($0)] } ?? []) }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.agent, &agent)
        try coder.field(.reasons, &reasons)
        try coder.field(.note, &note)
    }
}

/// The ticket goes round again, under its number.
public struct TicketReopened: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    /// 2 for the first time that it was reopened.
    public var cycle: UInt64 = 0
    /// The text, sealed.
    public var note: [UInt8] = []

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, cycle, note }
    public static let type = EventType.ticketReopened
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.cycle, &cycle)
        try coder.field(.note, &note)
    }
}

/// The ticket was handed up.
public struct TicketEscalated: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    /// The code of a role.
    public var to = ""
    /// The deadline that ran out; empty where a person did it.
    public var deadline = ""
    /// The text, sealed.
    public var note: [UInt8] = []

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, to, deadline, note }
    public static let type = EventType.ticketEscalated
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.to, &to)
        try coder.field(.deadline, &deadline)
        try coder.field(.note, &note)
    }
}
