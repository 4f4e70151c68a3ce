public import Events

/// A ticket that was handled elsewhere from its beginning to its end, as a record tells it: sealed, and with the codes
/// of the policy in force.
public struct PastTicket: Hashable, Sendable {
    /// What a record calls one of its tickets. Each becomes one ticket here, however often it is brought.
    public struct Case: Hashable, Sendable {
        /// The record.
        public var source: String
        public var name: String

        public init(source: String, name: String) {
            self.source = source
            self.name = name
        }
    }

    public var origin: Case
    public var customer: Submission.Customer
    public var channel: String
    /// Empty where the record does not say, and triage could not.
    public var category: String
    /// How sure that is: from 0 to 1,000,000.
    public var confidence: UInt64
    public var priority: Priority
    public var content: [UInt8] = []
    public var submittedAt: Instant
    /// In the order of time.
    public var steps: [PastStep] = []
    /// By identifier, what people call those who are named otherwise.
    public var agentNames: [String: String] = [:]

    public init(
        _ origin: Case, customer: Submission.Customer, channel: String, category: String, confidence: UInt64,
        priority: Priority, submittedAt: Instant
    ) {
        self.origin = origin
        self.customer = customer
        self.channel = channel
        self.category = category
        self.confidence = confidence
        self.priority = priority
        self.submittedAt = submittedAt
    }
}

/// One thing that happened to a ticket before it was brought here.
public struct PastStep: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Given to an agent, who has not begun.
        case assigned
        /// An agent has it from now on.
        case accepted
        /// Taken from whoever had it, or was to have it.
        case reassigned
        /// About something else than it seemed.
        case classified
        case escalated
        case reopened
        case resolved
        case closed
        /// The customer gave up.
        case abandoned
    }

    public var kind: Kind
    public var at: Instant
    /// An identifier; empty where it is nobody's doing, or the record does not say whose.
    public var agent: String
    /// Of `classified`.
    public var category: String

    public init(_ kind: Kind, at: Instant, agent: String = "", category: String = "") {
        self.kind = kind
        self.at = at
        self.agent = agent
        self.category = category
    }
}

/// Why something cannot have happened to a ticket as a record has it.
public enum PastFault: Hashable, Sendable {
    /// Before what stands before it.
    case outOfOrder
    case inFuture(now: Instant)
    /// Before time is reckoned here, 1970.
    case tooEarly
    case agentMissing
    case nobodyHasIt
    case hasItAlready(String)
    case isResolved
    /// Closed or given up: it can only be reopened.
    case isOver
}

/// An event, and when it happened; nil for now.
public struct Occurrence: Sendable {
    public var event: any Event
    public var at: Instant?

    public init(_ event: any Event, at: Instant? = nil) {
        self.event = event
        self.at = at
    }
}
