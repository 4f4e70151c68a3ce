public import Events

/// The offers that nobody has answered yet.
public struct OpenOffers: Sendable {
    public struct Offer: Hashable, Sendable {
        public let agent: AgentOrdinal
        public let madeAt: Instant
        public let expiresAt: Instant
        /// The agent's score, in millionths, and what made it.
        public let candidate: Candidate?
    }

    private var offers: [TicketOrdinal: Offer] = [:]

    public init() {}

    public var count: Int { offers.count }

    public subscript(_ ticket: TicketOrdinal) -> Offer? { offers[ticket] }

    /// Folds one event in.
    public mutating func fold(_ event: borrowing EventView) throws(WireError) {
        switch event.type {
        case .offerMade:
            let made = try OfferMade(decoding: event.payload)
            guard let expiresAt = made.expiresAt else { return }
            offers[made.ticket] = Offer(
                agent: made.agent, madeAt: event.recordedAt, expiresAt: expiresAt,
                candidate: made.decision?.candidates.first { $0.agent == made.agent })
        case .offerAccepted, .offerDeclined, .offerExpired:
            if let ticket = try event.ticket() { offers[ticket] = nil }
        default: break
        }
    }
}
