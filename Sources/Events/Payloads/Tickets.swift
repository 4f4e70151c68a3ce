/// A customer asked for something. What the customer wrote is sealed.
public struct TicketSubmitted: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    /// As people see it, formatted by the policy.
    public var number = ""
    public var customer = CustomerOrdinal(rawValue: 0)
    /// A code of the policy, as are urgency and category.
    public var channel = ""
    /// The customer's own word for it, or the policy's where the customer does not say.
    public var urgency = ""
    /// As the customer chose it; empty where triage has to.
    public var category = ""
    public var region = ""
    public var orderNumber = ""
    /// ``TicketContent``, sealed with the customer's key.
    public var content: [UInt8] = []
    /// A clerk read it back to the customer, who agreed.
    public var isConfirmed = false
    /// The number of an earlier ticket about the same thing.
    public var earlierNumber = ""
    /// When the customer would like it to be done.
    public var wishedAt: Instant?
    /// What kind of request it is, beside the category: a code of the policy.
    public var kind = ""
    /// The customer's from now on, where it was another: a code of the policy, or what whoever submitted called it.
    public var tier = ""
    /// A member number by which the customer was not known before: the text, sealed.
    public var memberNumber: [UInt8] = []
    /// Where the ticket was handled before it was brought here, all of it: the name of a record; empty for a ticket of
    /// this place. See ``isPast``.
    public var source = ""
    /// What the source calls it.
    public var sourceCase = ""

    public init() {}

    /// It was over before it came here: the command that brings it has all its events, each with the time when it
    /// really happened, and the last of them closes it.
    public var isPast: Bool { !source.isEmpty }

    public enum Field: Int, FieldNumber {
        case ticket = 1, number, customer, channel, urgency, category, region, orderNumber, content, isConfirmed,
            earlierNumber, wishedAt, kind, tier, memberNumber, source, sourceCase
    }
    public static let type = EventType.ticketSubmitted
    public var subjects: [Subject] { [.ticket(ticket), .customer(customer)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.number, &number)
        try coder.field(.customer, &customer)
        try coder.field(.channel, &channel)
        try coder.field(.urgency, &urgency)
        try coder.field(.category, &category)
        try coder.field(.region, &region)
        try coder.field(.orderNumber, &orderNumber)
        try coder.field(.content, &content)
        try coder.field(.isConfirmed, &isConfirmed)
        try coder.field(.earlierNumber, &earlierNumber)
        try coder.field(.wishedAt, &wishedAt)
        try coder.field(.kind, &kind)
        try coder.field(.tier, &tier)
        try coder.field(.memberNumber, &memberNumber)
        try coder.field(.source, &source)
        try coder.field(.sourceCase, &sourceCase)
    }
}

/// Triage found what a ticket is about.
public struct TicketClassified: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var category = ""
    /// From 0 to 1,000,000, which it is where somebody chose the category and, in older logs, also where all words
    /// spoke for one.
    public var confidence: UInt64 = 0
    /// The words that decided it, sealed; none where somebody chose it. Older logs hold what was found then too.
    public var words: [UInt8] = []
    /// Why a person decided otherwise: a text, sealed.
    public var reason: [UInt8] = []
    /// The category that it had; empty where it had none.
    public var from = ""

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, category, confidence, words, reason, from }
    public static let type = EventType.ticketClassified
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.category, &category)
        try coder.field(.confidence, &confidence)
        try coder.field(.words, &words)
        try coder.field(.reason, &reason)
        try coder.field(.from, &from)
    }
}

/// A ticket got its priority.
public struct TicketPrioritised: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var priority: Priority?
    /// The words that decided it, sealed; none where something else did.
    public var words: [UInt8] = []
    /// Why a person decided otherwise: a text, sealed.
    public var reason: [UInt8] = []
    /// The priority that it had; absent where it had none.
    public var from: Priority?
    /// The code of the urgency that asked for more than the words did; empty where none did.
    public var urgency = ""

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, priority, words, reason, from, urgency }
    public static let type = EventType.ticketPrioritised
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.priority, &priority)
        try coder.field(.words, &words)
        try coder.field(.reason, &reason)
        try coder.field(.from, &from)
        try coder.field(.urgency, &urgency)
    }
}

/// Nobody could be offered the ticket: it waits for somebody.
public struct TicketQueued: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var because: QueuedBecause?
    public var decision: Decision?

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, because, decision }
    public static let type = EventType.ticketQueued
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.because, &because)
        try coder.field(.decision, &decision)
    }
}

/// The agent wrote down how far the work is.
public struct ProgressRecorded: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var agent = AgentOrdinal(rawValue: 0)
    /// A code of the policy; empty where it stays.
    public var stage = ""
    /// The text, sealed.
    public var note: [UInt8] = []

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, agent, stage, note }
    public static let type = EventType.progressRecorded
    public var subjects: [Subject] { [.ticket(ticket), .agent(agent)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.agent, &agent)
        try coder.field(.stage, &stage)
        try coder.field(.note, &note)
    }
}

/// The agent says that the work is done.
public struct TicketResolved: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    /// 0 where a ticket's record does not say who.
    public var agent = AgentOrdinal(rawValue: 0)
    /// The text, sealed.
    public var solution: [UInt8] = []

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, agent, solution }
    public static let type = EventType.ticketResolved
    public var subjects: [Subject] { [.ticket(ticket)] + (agent.rawValue == 0 ? [] : [.agent(agent)]) }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.agent, &agent)
        try coder.field(.solution, &solution)
    }
}

/// The customer said how it was.
public struct TicketRated: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var grade: Grade?
    /// The text, sealed.
    public var comment: [UInt8] = []
    /// Why the customer thinks so: codes of the policy.
    public var reasons: [String] = []

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, grade, comment, reasons }
    public static let type = EventType.ticketRated
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.grade, &grade)
        try coder.field(.comment, &comment)
        try coder.field(.reasons, &reasons)
    }
}

/// Nothing more is to be done.
public struct TicketClosed: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    public var closing: Closing?

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, closing }
    public static let type = EventType.ticketClosed
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.closing, &closing)
    }
}

/// A file belongs to a ticket. Its bytes lie sealed beside the log.
public struct AttachmentAdded: Event {
    public var ticket = TicketOrdinal(rawValue: 0)
    /// SHA-256 of the sealed bytes: 32 bytes.
    public var address: [UInt8] = []
    /// Of the plain file.
    public var byteCount: UInt64 = 0
    /// The file name and media type, sealed.
    public var name: [UInt8] = []
    public var kind: FileKind?
    /// How a text begins, sealed.
    public var excerpt: [UInt8] = []

    public init() {}

    public enum Field: Int, FieldNumber { case ticket = 1, address, byteCount, name, kind, excerpt }
    public static let type = EventType.attachmentAdded
    public var subjects: [Subject] { [.ticket(ticket)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.ticket, &ticket)
        try coder.field(.address, &address, byteCount: 32)
        try coder.field(.byteCount, &byteCount)
        try coder.field(.name, &name)
        try coder.field(.kind, &kind)
        try coder.field(.excerpt, &excerpt)
    }
}
