internal import CommitLog
internal import Domain
public import Events
public import Projections

/// What everybody sees: the projections as of one sequence number.
public struct Projected: Sendable {
    /// The last event folded in.
    public internal(set) var sequence: UInt64 = 0
    /// The policy that was published last; nil before the first event.
    public internal(set) var policy: PublishedPolicy?
    /// Of the events that published policies, by version, from 1.
    public internal(set) var policySequences: [UInt64] = []
    public internal(set) var tickets = TicketRows()
    public internal(set) var history = TicketHistory()
    public internal(set) var offers = OpenOffers()
    public internal(set) var proposals = OpenProposals()
    public internal(set) var queue = WaitingTickets()
    public internal(set) var customers = CustomerRows()
    public internal(set) var agents = AgentProfiles()
    public internal(set) var workloads = Workloads()
    public internal(set) var ratings = AgentRatings()
    public internal(set) var inboxes = Inboxes()
    public internal(set) var surveys = Surveys()
    public let registry: Registry

    package init(registry: Registry) { self.registry = registry }

    package mutating func fold(_ event: borrowing EventView, sequence: UInt64) throws(WireError) {
        for half in Half.allCases { try fold(event, sequence: sequence, half) }
    }

    /// Projections that do not go by each other's: each half is folded without the other where a log is replayed.
    enum Half: CaseIterable {
        /// The rows of the tickets, and what goes by them.
        case tickets
        case others
    }

    mutating func fold(_ event: borrowing EventView, sequence: UInt64, _ half: Half) throws(WireError) {
        switch half {
        case .tickets:
            // These go by what the rows said before.
            try queue.fold(event, rows: tickets)
            try ratings.fold(event, rows: tickets)
            try tickets.fold(event, sequence: sequence)
            try inboxes.fold(event, sequence: sequence, rows: tickets)
        case .others:
            try registry.fold(event)
            if event.type == .policyPublished {
                policy = try PublishedPolicy(event, sequence: sequence)
                policySequences.append(sequence)
            }
            try history.fold(event, sequence: sequence)
            try offers.fold(event)
            try proposals.fold(event)
            try customers.fold(event, sequence: sequence)
            try agents.fold(event, sequence: sequence)
            try workloads.fold(event)
            try surveys.fold(event, sequence: sequence)
        }
        self.sequence = sequence
    }

    /// Takes over a half that was folded up to the same event.
    mutating func take(_ half: Half, of other: Projected) {
        precondition(sequence == other.sequence || sequence == 0 || other.sequence == 0, "of the same log")
        sequence = max(sequence, other.sequence)
        switch half {
        case .tickets:
            (queue, ratings, tickets, inboxes) = (other.queue, other.ratings, other.tickets, other.inboxes)
        case .others:
            (policy, history, offers, proposals) = (other.policy, other.history, other.offers, other.proposals)
            (customers, agents) = (other.customers, other.agents)
            (workloads, surveys) = (other.workloads, other.surveys)
            policySequences = other.policySequences
        }
    }
}

/// A policy as it was published.
public struct PublishedPolicy: Hashable, Sendable {
    public var version: UInt64
    public var profile: String
    /// JSON.
    public var canonical: [UInt8]
    /// The file.
    public var source: [UInt8]
    public var publishedAt: Instant
    /// Of the event.
    public var sequence: UInt64
}
