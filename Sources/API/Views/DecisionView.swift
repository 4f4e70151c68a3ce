internal import Bytes
internal import Engine
internal import EventRendering
internal import Events
internal import JSONText
internal import Projections

extension JSON {
    /// A decision as it was stored; nil if the event holds none.
    init?(
        decisionOf stored: StoredEvent, _ names: Names, _ texts: PolicyTexts, _ language: Language
    ) throws(WireError) {
        let event = try EventView(stored.body.bytes, recordType: stored.type.rawValue)
        let decision: Decision?
        var offer = OfferMade()
        switch stored.type {
        case .offerMade:
            offer = try OfferMade(decoding: event.payload)
            decision = offer.decision
        case .ticketQueued: decision = try TicketQueued(decoding: event.payload).decision
        case .dispatchProposed: decision = try DispatchProposed(decoding: event.payload).decision
        default: decision = nil
        }
        guard let decision else { return nil }
        var members: [(name: String, value: JSON)] = [
            ("sequence", JSON(stored.sequence)), ("time", JSON(event.recordedAt)),
            ("outcome", .string(Self.outcome(stored.type))),
        ]
        if stored.type == .offerMade {
            let agent = names[offer.agent]
            members.append(("agent", .string(agent?.identifier ?? "")))
            members.append(("name", .string(agent?.name ?? "")))
        }
        if offer.isByHand, event.actorKind == .account, let account = names[AccountOrdinal(rawValue: event.actor)] {
            members.append(("decidedBy", .string(account)))
        }
        members.append(("policyVersion", JSON(event.policyVersion)))
        members.append(("eligible", JSON(decision.eligible)))
        // Nobody was eligible in any where it is empty.
        if !decision.ring.isEmpty {
            members.append(("ring", .string(decision.ring)))
            members.append(("ringName", .string(texts.ring(decision.ring)[language])))
        }
        let leftOut = decision.leftOut.compactMap { left in left.reason.map { ($0.code, JSON(left.count)) } }
        members.append(("leftOut", .object(leftOut)))
        let candidates = decision.candidates.map { JSON($0, named: names[$0.agent], language) }
        members.append(("candidates", .array(candidates)))
        if !offer.flags.isEmpty { members.append(("flags", JSON(codes: offer.flags))) }
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
        let terms = candidate.terms.map { term -> JSON in
            ["dimension": .string(term.dimension), "value": JSON(term.value), "weight": JSON(term.weight)]
        }
        let flags = candidate.flags.isEmpty ? [] : [(name: "flags", value: JSON(codes: candidate.flags))]
        self = .object(
            [
                ("agent", .string(agent?.identifier ?? "")), ("name", .string(agent?.name ?? "")),
                ("score", JSON(candidate.score)), ("terms", .array(terms)),
                ("reason", .string(Reasons(candidate).text(language))),
            ] + flags)
    }
}
