/// A ticket was offered to one agent, who has until `expiresAt` to answer.
public struct OfferMade: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var agent = AgentOrdinal(rawValue: 0)
    public var expiresAt: Instant?
    public var decision: Decision?
    /// What looks odd about it: codes.
    public var flags: [String] = []
    /// A person chose the agent, or agreed to the choice: the actor. Not there in logs from before it was noted.
    public var isByHand = false

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, agent, expiresAt, decision, flags, isByHand }
    public static let type = EventType.offerMade
    public var subjects: [Subject] { [.ticket(ticket), .agent(agent)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.agent, &agent)
        try coder.field(.expiresAt, &expiresAt)
        try coder.field(.decision, &decision)
        try coder.field(.flags, &flags)
        try coder.field(.isByHand, &isByHand)
    }
}

/// The agent took the ticket.
public struct OfferAccepted: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var agent = AgentOrdinal(rawValue: 0)

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, agent }
    public static let type = EventType.offerAccepted
    public var subjects: [Subject] { [.ticket(ticket), .agent(agent)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.agent, &agent)
    }
}

/// The agent would not take the ticket.
public struct OfferDeclined: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var agent = AgentOrdinal(rawValue: 0)
    /// The agent's words, sealed.
    public var reason: [UInt8] = []

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, agent, reason }
    public static let type = EventType.offerDeclined
    public var subjects: [Subject] { [.ticket(ticket), .agent(agent)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.agent, &agent)
        try coder.field(.reason, &reason)
    }
}

/// The agent did not answer in time.
public struct OfferExpired: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var agent = AgentOrdinal(rawValue: 0)
    public var dueAt: Instant?

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, agent, dueAt }
    public static let type = EventType.offerExpired
    public var subjects: [Subject] { [.ticket(ticket), .agent(agent)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.agent, &agent)
        try coder.field(.dueAt, &dueAt)
    }
}
