internal import Dispatching
internal import Domain
internal import Events
internal import Policies

/// Judges what an engine's run offers, by the state in which each offer was made: whether anybody could have had it
/// before, and what its choice scores beside others'.
struct OfferJudge {
    private let workload: Workload
    private let rules: Policy.Dispatch
    private let takers: Takers
    private var waiting = Waiting()
    private var batch = Batch()
    private var batchWindow: Int64?
    /// Whose turn it was last, were turns taken.
    private var turn: UInt64 = 0
    private var lastHandlers: [CustomerOrdinal: AgentOrdinal] = [:]
    private(set) var promptness = Promptness()
    private(set) var scores = BatchScores()

    init(_ workload: Workload, _ rules: Policy.Dispatch) {
        self.workload = workload
        self.rules = rules
        takers = Takers(workload)
    }

    mutating func came(_ arrival: Int) { waiting.add(arrival, skill: workload.arrivals[arrival].skill) }

    /// - Parameter state: before the offer was made.
    mutating func offered(_ offer: OfferMade, _ arrival: Int, in state: DomainState, at now: Instant) {
        guard let ticket = state.openTickets[offer.ticket] else { return }
        let happened = workload.arrivals[arrival]
        promptness.offered += 1
        waiting.remove(arrival, skill: happened.skill, at: now, &promptness)
        var query = query(ticket.priority, state.policy.category(ticket.category)?.skill, at: now)
        query.previous = lastHandlers[ticket.customer].map { [$0] } ?? []
        query.isFromQueue = ticket.isQueued
        let scorings = state.pool.scorings(query)
        let own = scorings.first { $0.agent == offer.agent }.map { $0.score(open: $0.open) }
        if own != offer.decision?.candidates.first?.score { promptness.scoresUnlike += 1 }
        let window = happened.at.milliseconds / SimulationLimits.batchWithin.milliseconds
        if window != batchWindow || batch.tickets.count >= SimulationLimits.batchTicketsMax { endBatch() }
        batchWindow = window
        batch.add(
            Batch.Ticket(
                ticket: offer.ticket, scorings: scorings, chosen: offer.agent,
                recorded: happened.happened.agent.map(Self.ordinal)))
    }

    mutating func resolved(_ resolved: TicketResolved, in state: DomainState) {
        if batch.tickets.contains(where: { $0.ticket == resolved.ticket }) { endBatch() }
        if let customer = state.openTickets[resolved.ticket]?.customer { lastHandlers[customer] = resolved.agent }
    }

    /// Looks whether anybody has room for what waits: whatever is offered later than that is late.
    mutating func lookWhoWaits(in state: DomainState, at now: Instant) {
        for skill in waiting.skills {
            let code = skill.map { ProfileForRecord.code($0, of: workload) }
            guard takers[skill].contains(where: { state.pool.isAvailable(Self.ordinal($0)) }) else { continue }
            var query = query(.medium, code, at: now)
            query.isFromQueue = true
            waiting.note(skill, isEligible: !state.pool.scorings(query).isEmpty, at: now)
        }
    }

    /// There are no more offers.
    mutating func end() {
        endBatch()
        promptness.neverOffered = waiting.count
    }

    static func ordinal(_ agent: Int) -> AgentOrdinal { AgentOrdinal(rawValue: UInt64(agent) + 1) }

    private func query(_ priority: Priority, _ skill: String?, at now: Instant) -> AgentPool.Query {
        AgentPool.Query(rules: rules, priority: priority, skill: skill, now: now)
    }

    private mutating func endBatch() {
        scores.add(batch, last: &turn)
        batch = Batch()
    }
}
