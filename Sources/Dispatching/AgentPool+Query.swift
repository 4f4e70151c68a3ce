package import Events
package import Policies

extension AgentPool {
    /// What is asked of the pool for a ticket.
    package struct Query: Sendable {
        /// Of the policy that the ticket runs under.
        package var rules: Policy.Dispatch
        package var priority: Priority
        /// What the category asks for; nil for nothing.
        package var skill: String?
        /// Empty for none.
        package var region: String
        /// Who declined the ticket, and until when it is not offered to them again.
        package var excluded: [AgentOrdinal: Instant]
        /// Who had the ticket, or another of its customer, before.
        package var previous: [AgentOrdinal]
        /// Whether it comes out of the queue, where levelling applies as long as there is anybody to leave it to.
        package var isFromQueue: Bool
        package var now: Instant

        package init(
            rules: Policy.Dispatch, priority: Priority, skill: String?, region: String = "",
            excluded: [AgentOrdinal: Instant] = [:], previous: [AgentOrdinal] = [], isFromQueue: Bool = false,
            now: Instant
        ) {
            self.rules = rules
            self.priority = priority
            self.skill = skill
            self.region = region
            self.excluded = excluded
            self.previous = previous
            self.isFromQueue = isFromQueue
            self.now = now
        }
    }

    /// A query in the pool's own numbers.
    struct Request: Sendable {
        let dispatch: Policy.Dispatch
        let rules: ScoreRules
        let now: Instant
        let needsSkill: Bool
        /// nil where none is needed, and where nobody ever had it.
        let skill: Int?
        let hasRegion: Bool
        /// nil where there is none, and where nobody ever served it.
        let region: Int?
        let excluded: [AgentOrdinal: Instant]
        /// Each once.
        let previous: [Int]
        /// Whether those who are levelled are left out: of what comes out of the queue, and not for nobody.
        private(set) var holdsBack = false

        /// - Parameter agent: the only one of whom it is asked; nil where it is asked of all.
        init(_ query: Query, _ pool: AgentPool, of agent: Int? = nil) {
            dispatch = query.rules
            rules = ScoreRules(query.rules, query.priority)
            now = max(query.now, pool.latest)
            needsSkill = query.skill != nil
            skill = query.skill.flatMap { pool.skills[$0] }
            hasRegion = !query.region.isEmpty
            region = hasRegion ? pool.regionNumbers[query.region] : nil
            excluded = query.excluded
            var previous: [Int] = []
            for agent in query.previous {
                if let index = pool.index(of: agent), !previous.contains(index) { previous.append(index) }
            }
            self.previous = previous
            let mayHoldBack = agent.map { pool.figures[$0].isLevelled(dispatch.levelling, at: now) } ?? true
            if query.isFromQueue, mayHoldBack { holdsBack = pool.countThere(self) > 1 }
        }

        func excludes(_ agent: Int) -> Bool {
            guard !excluded.isEmpty, let until = excluded[AgentOrdinal(rawValue: UInt64(agent) + 1)] else {
                return false
            }
            return now < until
        }
    }

    /// The list of those in a pool who have the skill of the request; nil if there are none.
    func list(pool: Int, for request: Request) -> Int? {
        guard request.needsSkill else { return list(pool: pool, skill: nil) }
        return request.skill.flatMap { list(pool: pool, skill: $0) }
    }

    /// Where an agent is in the list of the request; nil without the skill.
    func membership(_ agent: Int, for request: Request) -> Membership? {
        guard let list = list(pool: figures[agent].pool, for: request) else { return nil }
        return memberships[agent].first { $0.list == list }
    }

    /// Whether the ticket has no region, or the agent serves it.
    func isNear(_ agent: Int, _ request: Request) -> Bool {
        if !request.hasRegion || figures[agent].servesAnyRegion { return true }
        guard let region = request.region, figures[agent].regionMask & RegionMask.of(region) != 0 else { return false }
        return regionNumbers.count <= RegionMask.exactMax || regions[agent].contains(region)
    }

    /// The first reason that applies; nil for whoever could take the ticket.
    func reason(_ agent: Int, _ request: Request) -> LeftOut? {
        switch figures[agent].presence {
        case .offline: return .offline
        case .busy: return .busy
        case .online: break
        }
        if !figures[agent].hasRoom { return .full }
        if request.needsSkill, membership(agent, for: request) == nil { return .skillMissing }
        if request.excludes(agent) { return .declined }
        if request.holdsBack, figures[agent].isLevelled(request.dispatch.levelling, at: request.now) {
            return .levelled
        }
        return nil
    }

    /// - Precondition: the agent is available and has the skill.
    func terms(_ agent: Int, _ fit: Fit, _ request: Request, isNear: Bool, isPrevious: Bool) -> Terms {
        let rules = request.rules
        var terms = Terms()
        terms.skill = rules.skill(fit)
        terms.isSkillMoot = !fit.isNeeded
        terms.load = figures[agent].headroom
        if rules.weights.presence > 0 {
            terms.presence = rules.presence(online(agent, window: rules.window, at: request.now))
        }
        terms.region = isNear ? Millionths.whole : 0
        terms.isRegionMoot = !request.hasRegion || figures[agent].servesAnyRegion
        terms.experience = rules.experience(fit, figures[agent].answers, at: request.now)
        terms.preferred = rules.preferred(fit, figures[agent].answers, at: request.now)
        terms.affinity = isPrevious ? Millionths.whole : 0
        return terms
    }
}
