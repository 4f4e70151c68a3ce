internal import CivilTime
internal import Dispatching
internal import Domain
internal import Engine
internal import EventRendering
internal import Events
internal import JSONText
internal import Policies
internal import Projections

/// Who reads about a ticket.
struct TicketReader: Sendable {
    var language: Language
    /// Whose ticket it is, and nobody of the house.
    var isCustomer = false
}

extension Exchange {
    var reader: TicketReader { TicketReader(language: language, isCustomer: asker?.customer != nil) }
}

/// A ticket as the projections know it at one moment: what every list shows of it.
struct TicketSnapshot: Sendable {
    var number: String
    var row: TicketRows.Row
    var channel: String
    var category: String
    var stage: String
    var agent: Names.Agent?
    var offer: OpenOffers.Offer?
    var queued: (because: QueuedBecause, position: Int)?
    var proposal: Decision?
    var requested: Names.Agent?
    /// What looks odd about that.
    var requestedFlags: [String] = []
    /// Of the proposal's candidates, in their order.
    var candidates: [Names.Agent?] = []
    var customer: String
    var tier: String
    var isErased: Bool
    /// What the projections had seen.
    var sequence: UInt64
    /// Knows what the policy calls things.
    private let registry: Registry

    /// Nil if there is no such ticket. Cost: some hundred nanoseconds; in the queue a search in it.
    init?(_ ticket: TicketOrdinal, _ projected: Projected) {
        guard let row = projected.tickets[ticket], let customer = projected.customers[row.customer] else { return nil }
        self.row = row
        registry = projected.registry
        let codes = projected.tickets.codes
        (channel, category) = (codes.text(row.channel), codes.text(row.category))
        stage = projected.registry.lastStage(row.lifeCycle, ofVersion: row.policyVersion) ?? codes.text(row.stage)
        offer = projected.offers[ticket]
        queued = projected.queue.because(ticket).map {
            ($0, projected.queue.queue.countBefore(ticket, row.priority) + 1)
        }
        proposal = projected.proposals.decision(ticket)
        let wanted = projected.proposals.requested(ticket)
        (tier, isErased) = (customer.tier, customer.isErased)
        (number, agent, self.customer) = projected.registry.withNames { names in
            (names.tickets[ticket] ?? "", row.holder.flatMap { names[$0] }, names[row.customer]?.hex ?? "")
        }
        if proposal != nil || wanted != nil {
            (requested, candidates) = projected.registry.withNames { [proposal] names in
                (wanted.flatMap { names[$0.agent] }, proposal?.candidates.map { names[$0.agent] } ?? [])
            }
        }
        requestedFlags = wanted?.flags ?? []
        sequence = projected.sequence
    }

    /// As lists and the answers to commands have it.
    func summary(_ reader: TicketReader) -> JSON { .object(members(reader, customer: [("id", .string(customer))])) }

    /// The members up to the texts.
    /// - Parameter submitted: what the customer chose, where it is shown beside them.
    func members(
        _ reader: TicketReader, customer: [(name: String, value: JSON)], submitted: TicketPage.Submitted? = nil
    ) -> [(name: String, value: JSON)] {
        var members: [(name: String, value: JSON)] = [
            ("number", .string(number)), ("channel", .string(channel)), ("category", .string(category)),
            ("priority", .string(row.priority.code)), ("lifeCycle", .string(row.lifeCycle.code)),
            ("stage", .string(stage)), ("submittedAt", JSON(row.submittedAt)),
        ]
        if let time = row.resolvedAt { members.append(("resolvedAt", JSON(time))) }
        if let time = row.closedAt { members.append(("closedAt", JSON(time))) }
        if let grade = row.grade { members.append(("grade", .string(grade.code))) }
        if row.cycle > 1 { members.append(("cycle", JSON(UInt64(row.cycle)))) }
        if row.isPast { members.append(("past", true)) }
        if reader.isCustomer { members.append(("names", names(reader.language, submitted))) }
        members += reader.isCustomer ? whatCustomersSee : whatTheHouseSees(reader.language)
        members.append(("customer", .object(customer + (isErased ? [("erased", true)] : []))))
        members.append(("policyVersion", JSON(UInt64(row.policyVersion))))
        members.append(("revision", JSON(row.revision)))
        return members
    }

    /// What the policy calls the codes, for customers, who do not read the policy.
    private func names(_ language: Language, _ submitted: TicketPage.Submitted?) -> JSON {
        let texts = registry.codes(ofVersion: row.policyVersion).texts
        let names: [(name: String, text: LocalText?)] = [
            ("channel", texts.channel(channel)), ("category", texts.category(category)),
            ("stage", texts.stage(stage)), ("grade", row.grade.flatMap(texts.grade)), ("tier", texts.tier(tier)),
            ("urgency", submitted.map { texts.urgency($0.urgency) }), ("type", submitted.map { texts.type($0.kind) }),
        ]
        let known = names.map { ($0.name, $0.text?[language] ?? "") }.filter { !$0.1.isEmpty }
        return .object(known.map { ($0, .string($1)) })
    }

    /// Who has agreed to deal with it. How the house came to that is the house's own.
    private var whatCustomersSee: [(name: String, value: JSON)] {
        let own: [(name: String, value: JSON)] = [("own", true)]
        guard let agent, ![.waiting, .offered].contains(row.lifeCycle) else { return own }
        return [("agent", .string(agent.identifier))] + own
    }

    private func whatTheHouseSees(_ language: Language) -> [(name: String, value: JSON)] {
        var members: [(name: String, value: JSON)] = []
        if let agent { members.append(("agent", .string(agent.identifier))) }
        if let offer, let agent { members.append(("offer", Self.json(offer, agent, language))) }
        if let queued {
            members.append(
                ("queued", ["because": .string(queued.because.code), "position": JSON(queued.position)]))
        }
        if let proposal {
            let items = zip(proposal.candidates, candidates).map { JSON($0, named: $1, language) }
            members.append(("proposal", ["candidates": .array(items)]))
        }
        if let requested {
            members.append(("requested", .string(requested.identifier)))
            if !requestedFlags.isEmpty { members.append(("requestedFlags", JSON(codes: requestedFlags))) }
        }
        let marks = [
            ("inReview", row.isInReview), ("needsReview", row.needsReview), ("needsFollowUp", row.needsFollowUp),
            ("escalated", row.isEscalated), ("overdue", row.isOverdue),
        ]
        return members + marks.filter(\.1).map { ($0.0, true) }
    }

    private static func json(_ offer: OpenOffers.Offer, _ agent: Names.Agent, _ language: Language) -> JSON {
        var members: [(name: String, value: JSON)] = [
            ("agent", .string(agent.identifier)), ("agentName", .string(agent.name)),
        ]
        if let expiresAt = offer.expiresAt { members.append(("expiresAt", JSON(expiresAt))) }
        let grounds = offer.grounds
        if let candidate = grounds.candidate {
            members.append(("reason", .string(Reasons(candidate).text(language))))
            members.append(("score", JSON(candidate.score)))
        }
        if !grounds.flags.isEmpty { members.append(("flags", JSON(codes: grounds.flags))) }
        return .object(members)
    }
}

extension JSON {
    init(codes: [String]) { self = .array(codes.map { .string($0) }) }
    init(_ instant: Instant) { self = .string(Timestamp(milliseconds: instant.milliseconds).text) }
}
