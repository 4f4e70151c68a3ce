internal import Events
internal import Policies

/// Chooses an agent for a ticket, and says why.
struct Dispatcher {
    let state: DomainState
    let now: Instant

    /// Candidates kept in a decision.
    static let candidatesMax = 3

    func decide(_ ticket: TicketState) -> Decision {
        let policy = state.policy(of: ticket)
        let skill = policy.category(ticket.category)?.skill
        let weights = policy.weights(ticket.priority)
        var decision = Decision()
        var leftOut: [LeftOut: UInt64] = [:]
        var best: [Candidate] = []
        for agent in state.agents {
            if let reason = reasonToLeaveOut(agent, ticket, skill: skill) {
                leftOut[reason, default: 0] += 1
                continue
            }
            decision.eligible += 1
            let candidate = candidate(agent, ticket, skill: skill, weights)
            let place = best.firstIndex { Self.isBefore(candidate, $0) } ?? best.count
            guard place < Self.candidatesMax else { continue }
            best.insert(candidate, at: place)
            if best.count > Self.candidatesMax { best.removeLast() }
        }
        decision.candidates = best
        // In the order of the reasons, which is the same in every process.
        decision.leftOut = LeftOut.allCases.compactMap { reason in
            leftOut[reason].map { LeftOutCount(reason, count: $0) }
        }
        return decision
    }

    func canTake(_ agent: AgentState, _ ticket: TicketState) -> Bool {
        reasonToLeaveOut(agent, ticket, skill: state.policy(of: ticket).category(ticket.category)?.skill) == nil
    }

    private func reasonToLeaveOut(_ agent: AgentState, _ ticket: TicketState, skill: String?) -> LeftOut? {
        switch agent.presence {
        case .offline: return .offline
        case .busy: return .busy
        case .online: break
        }
        if !agent.hasRoom { return .full }
        if let skill, agent.skills[skill] == nil { return .skillMissing }
        if let until = ticket.passedBy[agent.agent], now < until { return .declined }
        return nil
    }

    private func candidate(
        _ agent: AgentState, _ ticket: TicketState, skill: String?, _ weights: Policy.ScoreWeights
    ) -> Candidate {
        let level = skill.map { agent.skills[$0] ?? 0 } ?? Self.levelMax
        let isNear = ticket.region.isEmpty || agent.regions.contains(ticket.region)
        var candidate = Candidate()
        candidate.agent = agent.agent
        candidate.terms = [
            Self.term("skill", value: Self.whole * min(level, Self.levelMax) / Self.levelMax, weight: weights.skill),
            Self.term("load", value: Self.whole * (agent.capacity - agent.open) / agent.capacity, weight: weights.load),
            Self.term("region", value: isNear ? Self.whole : 0, weight: weights.region),
        ]
        candidate.score = candidate.terms.reduce(0) { $0 + $1.value * $1.weight / Self.whole }
        return candidate
    }

    private static let levelMax: UInt64 = 5
    private static let whole: UInt64 = 1_000_000

    private static func term(_ dimension: String, value: UInt64, weight: UInt64) -> ScoreTerm {
        var term = ScoreTerm()
        (term.dimension, term.value, term.weight) = (dimension, value, weight)
        return term
    }

    /// By score; between equals whoever has been here longer, so that every process decides alike.
    private static func isBefore(_ left: Candidate, _ right: Candidate) -> Bool {
        left.score != right.score ? left.score > right.score : left.agent < right.agent
    }
}
