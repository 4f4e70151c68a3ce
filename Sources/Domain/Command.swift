public import Events
public import Policies

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
    /// By the product itself, when nobody acts for the agent any more: their offer is another's.
    case withdrawOffer(TicketOrdinal, AgentOrdinal)
    /// By the product itself, when candidates may have gone, or nobody is asked to confirm any more.
    case renewProposal(TicketOrdinal)
    /// By the product itself, when an agent may be able to take what waits: the first ticket of the queue that they
    /// can. Without `proposing` none that a dispatcher has to confirm.
    case offerWaiting(AgentOrdinal, proposing: Bool)
    case progress(TicketOrdinal, AgentOrdinal, stage: String, note: [UInt8])
    case resolve(TicketOrdinal, AgentOrdinal, solution: [UInt8])
    case rate(TicketOrdinal, Grade, comment: [UInt8], reasons: [String] = [])
    /// A person says what the ticket is about: in place of triage, or after it.
    case classify(TicketOrdinal, category: String, reason: [UInt8])
    case prioritise(TicketOrdinal, Priority, reason: [UInt8])
    case review(TicketOrdinal, needsFollowUp: Bool, note: [UInt8])
    /// A dispatcher agrees to a proposal: to its first candidate where no agent is named.
    case confirm(TicketOrdinal, AgentOrdinal?)
    /// Somebody wants the ticket to go to an agent of their choice, and whom the policy names agrees: the account
    /// itself, where it is one of those.
    case assign(TicketOrdinal, AgentOrdinal, reason: [UInt8], by: AccountOrdinal? = nil)
    /// By nobody's account, the rehearsal's own: it may.
    case approve(TicketOrdinal, by: AccountOrdinal? = nil)
    case reject(TicketOrdinal, reason: [UInt8], by: AccountOrdinal? = nil)
    /// Takes the ticket from whoever has it, and dispatches it again.
    case reassign(TicketOrdinal, reason: [UInt8])
    case contact(TicketOrdinal, AgentOrdinal?, reasons: [String], note: [UInt8])
    case reopen(TicketOrdinal, note: [UInt8])
    case escalate(TicketOrdinal, to: Policy.Recipient, note: [UInt8])
    /// By the product itself: the ticket's clocks go by what happened to it.
    case tick(TicketOrdinal, [Policy.Trigger])
    /// By the product itself: the ticket's priority or category is another now.
    case move(TicketOrdinal)
    /// By the product itself: a clock warns or has run out.
    case fire(TicketOrdinal, deadline: String, at: Instant)
    /// By the product itself: people are told what happened.
    case notify(TicketOrdinal, [Policy.Trigger])
    /// By the product itself, with a token that nobody can guess.
    case survey(TicketOrdinal, tokenHash: [UInt8], token: [UInt8])
    case noteDeliveries([Delivery])
    case markRead(UInt64, AccountOrdinal)
    case close(TicketOrdinal)
    /// A file, whose sealed bytes are on disk already.
    case attach(AttachmentAdded)
    case account(AccountCommand)
    /// Somebody wants to see what is masked, and says why.
    case reveal(CustomerOrdinal, TicketOrdinal?, reason: [UInt8])
    /// The reason outlives the key: it holds nothing personal.
    case erase(CustomerOrdinal, keySlot: UInt64, reason: String = "")
    /// Without the version, which the domain gives.
    case publishPolicy(PolicyPublished)
    /// A ticket that was handled elsewhere, with its own times: see ``DomainState/occurrences(of:at:)``.
    case bringIn(PastTicket)

    /// A command without its details, as refusals and the table of what is allowed name it.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case accept, decline, expireOffer, dispatch, progress, resolve, rate, close, attach
        case classify, prioritise, review, confirm, assign, approve, reject, reassign, contact, reopen, escalate
        case survey
    }

    /// What is to be done next, after the last event that came of it; nil for most commands.
    public func again(after last: EventType) -> Command? {
        guard case .offerWaiting(let agent, let proposing) = self else { return nil }
        // A proposal takes no room: there is no end to how many could be made, and one is enough.
        return .offerWaiting(agent, proposing: proposing && last != .dispatchProposed)
    }
}

/// What became of a notification.
public struct Delivery: Hashable, Sendable {
    public enum Outcome: Hashable, Sendable {
        case delivered
        /// With the carrier's code for what was wrong, and when to try again; nil for never.
        case failed(fault: String, retryAt: Instant?)
    }

    public var notification: UInt64
    /// From 1.
    public var attempt: UInt64
    public var outcome: Outcome

    public init(notification: UInt64, attempt: UInt64, outcome: Outcome) {
        self.notification = notification
        self.attempt = attempt
        self.outcome = outcome
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
        /// Why a person has to look first; nil where triage is sure enough.
        public var doubt: ReviewBecause?

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
    /// Empty where nobody says: then a customer who is known keeps theirs.
    public var tier = ""
    public var channel: String
    /// Empty where the customer did not say.
    public var urgency = ""
    /// What kind of request it is, beside the category; empty where nobody says.
    public var kind = ""
    /// Empty where the customer did not say.
    public var category = ""
    public var region = ""
    public var orderNumber = ""
    public var content: [UInt8] = []
    /// A member number by which the customer was not known; empty where there is none.
    public var memberNumber: [UInt8] = []
    public var isConfirmed = false
    /// The customer entered it, not somebody for them.
    public var isCustomersOwn = false
    public var earlierNumber = ""
    public var wishedAt: Instant?
    public var finding: Finding

    public init(customer: Customer, channel: String, finding: Finding) {
        self.customer = customer
        self.channel = channel
        self.finding = finding
    }
}
