public import Events

/// An open ticket, as far as decisions need it.
public struct TicketState: Hashable, Sendable {
    public let ticket: TicketOrdinal
    public let customer: CustomerOrdinal
    /// Of the policy that it runs under.
    public let policyVersion: UInt64
    public let submittedAt: Instant
    /// Folded, as names are compared.
    public internal(set) var region: String
    /// The customer's.
    public internal(set) var tier = ""
    public internal(set) var category = ""
    public internal(set) var priority = Priority.medium
    public internal(set) var lifeCycle = LifeCycle.waiting
    /// A code of the policy; empty before the first.
    public internal(set) var stage = ""
    public internal(set) var isQueued = false
    /// A person has to look at what triage found before anybody is offered it.
    public internal(set) var isInReview = false
    /// A supervisor is to look at it, and nobody waits for that.
    public internal(set) var isToBeReviewed = false
    /// A supervisor has looked at it.
    var wasReviewed = false
    /// Waits for a dispatcher: the candidates, the best first.
    public internal(set) var proposed: [AgentOrdinal] = []
    /// Somebody wants it to go to this agent; a supervisor has to agree.
    public internal(set) var requested: AgentOrdinal?
    /// Who has the ticket or the offer of it: at most one, ever.
    public internal(set) var holder: AgentOrdinal?
    /// Who had it in the cycle before.
    public internal(set) var previousHolder: AgentOrdinal?
    public internal(set) var offerExpiresAt: Instant?
    public internal(set) var acceptedAt: Instant?
    /// Who would not have the ticket in this cycle.
    public internal(set) var passedBy: [AgentOrdinal: Passing] = [:]
    /// Offers that were declined or ran out, one after another, since somebody last accepted one or saw to the ticket.
    public internal(set) var offersUnanswered: UInt64 = 0
    /// Notes of progress and files: what people add without end, where nothing stops them.
    public internal(set) var additions = 0
    /// 1 until it is reopened.
    public internal(set) var cycle: UInt64 = 1
    /// What the customer said in this cycle.
    public internal(set) var grade: Grade?
    /// The customer has a link that was neither answered nor revoked.
    public internal(set) var isSurveyed = false
    /// In the order of the policy's deadlines.
    public internal(set) var clocks: [TicketClock] = []
    /// Of deadlines that do not run under every priority: since when what starts each has happened, and nothing that
    /// stops it, whether or not it runs.
    var begun: [String: Instant] = [:]
}
