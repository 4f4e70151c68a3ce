public import Events

/// What somebody wants to happen. Everything that a decision needs from the world is in it: times, new identities,
/// and texts that are sealed already.
public enum Command: Hashable, Sendable {
    case changeAgent(AgentChanged)
    case changePresence(AgentOrdinal, Presence)
    case submit(Submission)
    case accept(TicketOrdinal, AgentOrdinal)
    case decline(TicketOrdinal, AgentOrdinal, reason: [UInt8])
    /// By the product itself, when an offer has run out.
    case expireOffer(TicketOrdinal, AgentOrdinal, dueAt: Instant)
    /// By the product itself, when somebody may have become free.
    case dispatch(TicketOrdinal)
    case progress(TicketOrdinal, AgentOrdinal, stage: String, note: [UInt8])
    case resolve(TicketOrdinal, AgentOrdinal, solution: [UInt8])
    case rate(TicketOrdinal, Grade, comment: [UInt8])
    case close(TicketOrdinal)
    /// A file, whose sealed bytes are on disk already.
    case attach(AttachmentAdded)
    /// Without the ordinal, which the domain gives.
    case createAccount(AccountCreated)
    /// Somebody wants to see what is masked, and says why.
    case reveal(CustomerOrdinal, TicketOrdinal?, reason: [UInt8])
    case erase(CustomerOrdinal, keySlot: UInt64)
    /// Without the version, which the domain gives.
    case publishPolicy(PolicyPublished)

    /// A command without its details, as refusals and the table of what is allowed name it.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case accept, decline, expireOffer, dispatch, progress, resolve, rate, close, attach
    }
}

/// A request as it reaches the domain: matched, read by triage, and sealed.
public struct Submission: Hashable, Sendable {
    public enum Customer: Hashable, Sendable {
        case known(CustomerOrdinal)
        /// With everything but the ordinal, which the domain gives.
        case new(CustomerRegistered)
    }

    /// What triage found in the text.
    public struct Finding: Hashable, Sendable {
        public var category: String
        /// From 0 to 1,000,000.
        public var confidence: UInt64
        public var categoryWords: [UInt8]
        public var priority: Priority
        public var priorityWords: [UInt8]

        public init(
            category: String, confidence: UInt64, categoryWords: [UInt8], priority: Priority, priorityWords: [UInt8]
        ) {
            self.category = category
            self.confidence = confidence
            self.categoryWords = categoryWords
            self.priority = priority
            self.priorityWords = priorityWords
        }
    }

    public var customer: Customer
    public var channel: String
    /// Empty where the customer did not say.
    public var urgency = ""
    /// Empty where the customer did not say.
    public var category = ""
    public var region = ""
    public var orderNumber = ""
    public var content: [UInt8] = []
    public var finding: Finding

    public init(customer: Customer, channel: String, finding: Finding) {
        self.customer = customer
        self.channel = channel
        self.finding = finding
    }
}
