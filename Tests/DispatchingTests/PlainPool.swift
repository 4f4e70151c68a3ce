import Dispatching
import Events
import Policies

/// What the pool is to decide, written down as the requirements say it: everything remembered, everybody looked at.
struct PlainPool {
    struct Agent {
        var profile: AgentProfile
        var open: UInt64 = 0
        var inTime: UInt64 = 0
        var late: UInt64 = 0
        /// From its instant on, until the next; off line before the first.
        var presences: [(at: Instant, presence: Presence)] = []
        var queueOffersSinceSignIn: UInt64 = 0
        var signedInAt: Instant?
        var hasLeft = false

        var presence: Presence { presences.last?.presence ?? .offline }
    }

    /// By ordinal, from 1.
    var agents: [Agent] = []

    func decide(_ query: AgentPool.Query) -> Decision {
        var decision = Decision()
        var counts: [LeftOut: UInt64] = [:]
        var seen: Set<Int> = []
        for ring in query.rules.rings {
            let inRing = agents.indices.filter { isIn(ring, agents[$0], query) }
            var candidates: [Candidate] = []
            for index in inRing where seen.insert(index).inserted {
                if let reason = reason(index, query) {
                    counts[reason, default: 0] += 1
                } else {
                    candidates.append(candidate(index, query))
                }
            }
            guard !candidates.isEmpty else { continue }
            candidates.sort { $0.score != $1.score ? $0.score > $1.score : $0.agent < $1.agent }
            decision.eligible = UInt64(candidates.count)
            decision.candidates = Array(candidates.prefix(3))
            decision.ring = ring.code
            break
        }
        for reason in LeftOut.allCases {
            if let count = counts[reason] { decision.leftOut.append(LeftOutCount(reason, count: count)) }
        }
        return decision
    }

    /// Where people chose somebody, whom they know to have passed it by and to be levelled.
    func decide(_ query: AgentPool.Query, choosing agent: AgentOrdinal) -> Decision {
        var query = query
        query.excluded[agent] = nil
        query.isFromQueue = false
        var decision = decide(query)
        let index = Int(agent.rawValue) - 1
        let isAmong = decision.candidates.contains { $0.agent == agent }
        if !isAmong, reason(index, query) == nil, query.rules.rings.contains(where: { isIn($0, agents[index], query) })
        {
            decision.candidates.append(candidate(index, query))
        }
        return decision
    }

    func isIn(_ ring: Policy.Ring, _ agent: Agent, _ query: AgentPool.Query) -> Bool {
        (ring.pools.isEmpty || ring.pools.contains(agent.profile.pool)) && (!ring.isRegional || isNear(agent, query))
    }

    func isNear(_ agent: Agent, _ query: AgentPool.Query) -> Bool {
        query.region.isEmpty || agent.profile.regions.isEmpty || agent.profile.regions.contains(query.region)
    }

    func reason(_ index: Int, _ query: AgentPool.Query) -> LeftOut? {
        let agent = agents[index]
        if agent.presence == .offline { return .offline }
        if agent.presence == .busy { return .busy }
        if agent.open >= agent.profile.capacity { return .full }
        if let skill = query.skill, self.skill(skill, of: agent) == nil { return .skillMissing }
        if let until = query.excluded[AgentOrdinal(rawValue: UInt64(index) + 1)], query.now < until { return .declined }
        if query.isFromQueue, isLevelled(agent, query.rules.levelling, at: query.now),
            agents.indices.count(where: { isThere($0, query) }) > 1
        {
            return .levelled
        }
        return nil
    }

    /// At work or not, full or not: could be asked some day.
    func isThere(_ index: Int, _ query: AgentPool.Query) -> Bool {
        let agent = agents[index]
        let isExpected = !agent.hasLeft && (!agent.profile.isOfRecord || agent.signedInAt != nil)
        if agent.presence == .offline, !isExpected { return false }
        if let skill = query.skill, self.skill(skill, of: agent) == nil { return false }
        if let until = query.excluded[AgentOrdinal(rawValue: UInt64(index) + 1)], query.now < until { return false }
        return query.rules.rings.contains { isIn($0, agent, query) }
    }

    /// Had what there is for the windows that have begun, and no more than would fill them.
    private func isLevelled(_ agent: Agent, _ levelling: Policy.Levelling, at now: Instant) -> Bool {
        guard let since = agent.signedInAt else { return false }
        var (allowed, end) = (levelling.offersMax, since.advanced(by: levelling.window))
        let repeats = levelling.repeats && levelling.offersMax > 0 && levelling.window > .zero
        if levelling.repeats, levelling.offersMax > 0, agent.queueOffersSinceSignIn >= agent.profile.capacity {
            return false
        }
        while repeats, end <= now, allowed <= agent.queueOffersSinceSignIn {
            (allowed, end) = (allowed + levelling.offersMax, end.advanced(by: levelling.window))
        }
        return agent.queueOffersSinceSignIn >= allowed && now < end
    }

    private func skill(_ code: String, of agent: Agent) -> AgentProfile.Skill? {
        let all = agent.profile.skills.filter { $0.code == code }
        return all.first { skill in all.allSatisfy { $0.level <= skill.level } }
    }

    private func candidate(_ index: Int, _ query: AgentPool.Query) -> Candidate {
        let agent = agents[index]
        let ordinal = AgentOrdinal(rawValue: UInt64(index) + 1)
        let weights = query.rules.weightsByPriority[query.priority] ?? query.rules.weights
        let skill = query.skill.flatMap { self.skill($0, of: agent) }
        let whole: UInt64 = 1_000_000
        let capacity = agent.profile.capacity
        let terms: [(String, UInt64, UInt64)] = [
            ("skill", skill.map { min($0.level, 5) * whole / 5 } ?? whole, weights.skill),
            ("load", (capacity - agent.open) * whole / capacity, weights.load),
            ("presence", presence(agent, query), weights.presence),
            ("region", isNear(agent, query) ? whole : 0, weights.region),
            ("experience", experience(agent, skill, query), weights.experience),
            ("preferred", isPreferred(agent, skill, query) ? whole : 0, weights.preferred),
            ("affinity", query.previous.contains(ordinal) ? whole : 0, weights.affinity),
        ]
        var candidate = Candidate()
        candidate.agent = ordinal
        for (dimension, value, weight) in terms where weight > 0 {
            var term = ScoreTerm()
            (term.dimension, term.value, term.weight) = (dimension, value, weight)
            term.isMoot =
                dimension == "region" && (query.region.isEmpty || agent.profile.regions.isEmpty)
                || dimension == "skill" && query.skill == nil
            candidate.terms.append(term)
            candidate.score += value * weight / whole
        }
        return candidate
    }

    private func presence(_ agent: Agent, _ query: AgentPool.Query) -> UInt64 {
        let window = query.rules.presenceWindow.components.seconds * 1_000
        guard window > 0 else { return 1_000_000 }
        let now = query.now.milliseconds
        var online: Int64 = 0
        for (index, change) in agent.presences.enumerated() where change.presence == .online {
            let end = index + 1 < agent.presences.count ? agent.presences[index + 1].at.milliseconds : now
            online += max(0, min(end, now) - max(change.at.milliseconds, now - window))
        }
        return UInt64(online) * 1_000_000 / UInt64(window)
    }

    private func milliseconds(_ skill: AgentProfile.Skill?, _ query: AgentPool.Query) -> Int64 {
        max(0, query.now.milliseconds - (skill?.since ?? query.now).milliseconds)
    }

    private func experience(_ agent: Agent, _ skill: AgentProfile.Skill?, _ query: AgentPool.Query) -> UInt64 {
        let rate = (agent.inTime + 1) * 1_000_000 / (agent.inTime + agent.late + 2)
        guard query.skill != nil else { return rate }
        let fiveYears: Int64 = 5 * 31_557_600_000
        let years = UInt64(min(milliseconds(skill, query), fiveYears)) * 1_000_000 / UInt64(fiveYears)
        return (years + rate) / 2
    }

    private func isPreferred(_ agent: Agent, _ skill: AgentProfile.Skill?, _ query: AgentPool.Query) -> Bool {
        let answers = agent.inTime + agent.late
        if answers >= 5, agent.inTime * 1_000_000 >= query.rules.preferred.onTimeMin * answers { return true }
        return UInt64(milliseconds(skill, query) / 31_557_600_000) >= query.rules.preferred.yearsMin
    }
}
