/// A ticket is to be offered to one of these, when a dispatcher confirms it.
public struct DispatchProposed: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var decision: Decision?

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, decision }
    public static let type = EventType.dispatchProposed
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.decision, &decision)
    }
}

/// Somebody wants the ticket to go to an agent of their choice.
public struct AssignmentRequested: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var agent = AgentOrdinal(rawValue: 0)
    /// The text, sealed.
    public var reason: [UInt8] = []
    /// What would look odd about an offer to the agent: codes.
    public var flags: [String] = []

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, agent, reason, flags }
    public static let type = EventType.assignmentRequested
    public var subjects: [Subject] { [.ticket(ticket), .agent(agent)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.agent, &agent)
        try coder.field(.reason, &reason)
        try coder.field(.flags, &flags)
    }
}

/// A supervisor agreed: the ticket goes to that agent.
public struct AssignmentApproved: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var agent = AgentOrdinal(rawValue: 0)

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, agent }
    public static let type = EventType.assignmentApproved
    public var subjects: [Subject] { [.ticket(ticket), .agent(agent)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.agent, &agent)
    }
}

/// A supervisor did not agree: the ticket stays where it is.
public struct AssignmentRejected: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var agent = AgentOrdinal(rawValue: 0)
    /// The text, sealed.
    public var reason: [UInt8] = []

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, agent, reason }
    public static let type = EventType.assignmentRejected
    public var subjects: [Subject] { [.ticket(ticket), .agent(agent)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.agent, &agent)
        try coder.field(.reason, &reason)
    }
}

/// The ticket, or the offer of it, was taken away from the agent.
public struct AssignmentWithdrawn: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var agent = AgentOrdinal(rawValue: 0)
    /// The text, sealed.
    public var reason: [UInt8] = []
    /// The agent had accepted it.
    public var wasAccepted = false

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, agent, reason, wasAccepted }
    public static let type = EventType.assignmentWithdrawn
    public var subjects: [Subject] { [.ticket(ticket), .agent(agent)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.agent, &agent)
        try coder.field(.reason, &reason)
        try coder.field(.wasAccepted, &wasAccepted)
    }
}

/// Nobody of those who were proposed could take the ticket any more.
public struct ProposalWithdrawn: Event {
    public var ticket = TicketOrdinal(rawValue: 0)

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1 }
    public static let type = EventType.proposalWithdrawn
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
    }
}
