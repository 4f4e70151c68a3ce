public import Events

/// An open ticket, as far as decisions need it.
public struct TicketState: Hashable, Sendable {
    public let ticket: TicketOrdinal
    public let customer: CustomerOrdinal
    /// Of the policy that it runs under.
    public let policyVersion: UInt64
    public let submittedAt: Instant
    public internal(set) var region: String
    public internal(set) var category = ""
    public internal(set) var priority = Priority.medium
    public internal(set) var lifeCycle = LifeCycle.waiting
    /// A code of the policy; empty before the first.
    public internal(set) var stage = ""
    public internal(set) var isQueued = false
    /// Who has the ticket or the offer of it: at most one, ever.
    public internal(set) var holder: AgentOrdinal?
    public internal(set) var offerExpiresAt: Instant?
    /// Who would not have the ticket, and until when it is not offered to them again.
    public internal(set) var passedBy: [AgentOrdinal: Instant] = [:]
}

/// What may happen to a ticket at each point of its life.
enum TicketLife {
    /// ```
    ///             waiting  offered  accepted  inProgress  resolved  closed
    /// accept                  x
    /// decline                 x
    /// expireOffer             x
    /// dispatch       x
    /// progress                          x          x
    /// resolve                           x          x
    /// rate                                                    x
    /// close                                                   x
    /// attach         x        x         x          x          x
    /// ```
    static func allowed(in lifeCycle: LifeCycle) -> [Command.Kind] {
        switch lifeCycle {
        case .waiting: [.dispatch, .attach]
        case .offered: [.accept, .decline, .expireOffer, .attach]
        case .accepted, .inProgress: [.progress, .resolve, .attach]
        case .resolved: [.rate, .close, .attach]
        case .closed: []
        }
    }

    static func check(_ kind: Command.Kind, in lifeCycle: LifeCycle) throws(Refusal) {
        let allowed = allowed(in: lifeCycle)
        guard allowed.contains(kind) else { throw .notNow(kind, lifeCycle, allowed: allowed) }
    }
}
