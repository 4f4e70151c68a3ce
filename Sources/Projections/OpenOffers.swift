internal import Bytes
public import Events

/// The offers that nobody has answered yet.
public struct OpenOffers: Sendable {
    public struct Offer: Hashable, Sendable {
        public let agent: AgentOrdinal
        public let madeAt: Instant
        /// Nil where the offer stands until somebody ends it.
        public let expiresAt: Instant?
        /// People chose the agent.
        public let isByHand: Bool
        /// The event as it lies in the log: few offers are looked at before they are answered, so few are read whole.
        fileprivate let event: [UInt8]

        init(
            _ fields: borrowing EventFields<OfferMade>, madeAt: Instant, chosen: AgentOrdinal?
        ) throws(WireError) {
            agent = try fields.ordinal(.agent)
            isByHand = agent == chosen
            self.madeAt = madeAt
            expiresAt = try fields.instant(.expiresAt)
            event = fields.span.array
        }

        /// What is told of it with it. Cost: the event is read whole.
        public var grounds: Grounds {
            guard let offer = try? OfferMade(decoding: event.bytes) else { return Grounds(candidate: nil, flags: []) }
            let candidate = isByHand ? nil : offer.decision?.candidates.first { $0.agent == agent }
            return Grounds(candidate: candidate, flags: offer.flags)
        }
    }

    /// Why an offer went to its agent.
    public struct Grounds: Hashable, Sendable {
        /// The agent's score and what made it; nil where people chose, and that is not why.
        public let candidate: Candidate?
        /// What looks odd about it: codes.
        public let flags: [String]
    }

    private var offers: [TicketOrdinal: Offer] = [:]
    /// Whom the command at hand asks for, or agrees to.
    private var chosen: AgentOrdinal?

    public init() {}

    public var count: Int { offers.count }

    public subscript(_ ticket: TicketOrdinal) -> Offer? { offers[ticket] }

    /// Folds one event in.
    public mutating func fold(_ event: borrowing EventView) throws(WireError) {
        // What was offered elsewhere is open no longer.
        if event.isPast { return }
        switch event.type {
        case .offerMade:
            let fields = try event.fields(OfferMade.self)
            offers[try fields.ordinal(.ticket)] = try Offer(fields, madeAt: event.recordedAt, chosen: chosen)
        case .assignmentRequested, .assignmentApproved:
            chosen = AgentOrdinal(rawValue: try event.leadingNumbers().second)
        case .offerAccepted, .offerDeclined, .offerExpired, .assignmentWithdrawn:
            if let ticket = try event.ticket() { offers[ticket] = nil }
        default: break
        }
        if event.isLastOfCommand { chosen = nil }
    }
}

extension OpenOffers {
    public func write(to form: inout CanonicalBytes) {
        form.list(offers.sorted { $0.key < $1.key }) { entry, form in
            form.number(entry.key.rawValue)
            entry.value.write(to: &form)
        }
    }
}

extension OpenOffers.Offer {
    fileprivate func write(to form: inout CanonicalBytes) {
        form.number(agent.rawValue)
        form.number(UInt64(bitPattern: madeAt.milliseconds))
        form.number(expiresAt.map { UInt64(bitPattern: $0.milliseconds) })
        form.number(isByHand ? 1 : 0)
        form.bytes(event)
    }
}
