internal import Bytes
internal import Engine
internal import EventRendering
internal import Events
internal import JSONText
internal import Projections

extension JSON {
    /// A decision as it was stored; nil if the event holds none.
    init?(decisionOf stored: StoredEvent, _ names: Names, _ language: Language) throws(WireError) {
        let event = try EventView(stored.body.bytes, recordType: stored.type.rawValue)
        let decision: Decision?
        switch stored.type {
        case .offerMade: decision = try OfferMade(decoding: event.payload).decision
        case .ticketQueued: decision = try TicketQueued(decoding: event.payload).decision
        case .dispatchProposed: decision = try DispatchProposed(decoding: event.payload).decision
        default: decision = nil
        }
        guard let decision else { return nil }
        var members: [(name: String, value: JSON)] = [
            ("sequence", JSON(stored.sequence)), ("time", JSON(event.recordedAt)),
            ("outcome", .string(Self.outcome(stored.type))),
            ("policyVersion", JSON(event.policyVersion)), ("eligible", JSON(decision.eligible)),
        ]
        // Nobody was eligible in any where it is empty.
        if !decision.ring.isEmpty { members.append(("ring", .string(decision.ring))) }
        let leftOut = decision.leftOut.compactMap { left in left.reason.map { ($0.code, JSON(left.count)) } }
        members.append(("leftOut", .object(leftOut)))
        let candidates = decision.candidates.map { JSON($0, named: names[$0.agent], language) }
        members.append(("candidates", .array(candidates)))
        self = .object(members)
    }

    private static func outcome(_ type: EventType) -> String {
        switch type {
        case .offerMade: "offered"
        case .dispatchProposed: "proposed"
        default: "queued"
        }
    }

    init(_ candidate: Candidate, named agent: Names.Agent?, _ language: Language) {
        self = [
            "agent": .string(agent?.identifier ?? ""), "name": .string(agent?.name ?? ""),
            "score": JSON(candidate.score),
            "terms": .array(
                candidate.terms.map {
                    ["dimension": .string($0.dimension), "value": JSON($0.value), "weight": JSON($0.weight)]
                }),
            "reason": .string(Reasons(candidate).text(language)),
        ]
    }
}
