import Dispatching
import Events
import Policies
import Testing

/// The pool and the plain one, to which the same happens.
struct Both {
    var pool = AgentPool()
    var plain = PlainPool()
    var now = Instant(milliseconds: 1_700_000_000_000)

    var agents: [AgentOrdinal] { plain.agents.indices.map { AgentOrdinal(rawValue: UInt64($0) + 1) } }

    @discardableResult
    mutating func add(_ profile: AgentProfile, _ presence: Presence = .online) -> AgentOrdinal {
        let agent = AgentOrdinal(rawValue: UInt64(plain.agents.count) + 1)
        plain.agents.append(PlainPool.Agent(profile: profile))
        pool.set(agent, profile, at: now)
        if presence != .offline { change(agent, presence) }
        return agent
    }

    mutating func set(_ agent: AgentOrdinal, _ profile: AgentProfile) {
        plain.agents[Int(agent.rawValue) - 1].profile = profile
        pool.set(agent, profile, at: now)
    }

    mutating func change(_ agent: AgentOrdinal, _ presence: Presence) {
        let now = now
        with(agent) { plain in
            guard plain.presence != presence else { return }
            let wasAway = plain.presences.last.map { $0.at.advanced(by: .seconds(30 * 60)) <= now } ?? true
            if plain.presence == .offline, wasAway || plain.signedInAt == nil {
                (plain.signedInAt, plain.queueOffersSinceSignIn) = (now, 0)
            }
            plain.presences.append((now, presence))
        }
        pool.change(agent, presence, at: now)
    }

    mutating func set(_ agent: AgentOrdinal, hasLeft: Bool) {
        with(agent) { $0.hasLeft = hasLeft }
        pool.set(agent, hasLeft: hasLeft, at: now)
    }

    mutating func took(_ agent: AgentOrdinal, isFromQueue: Bool = false) {
        with(agent) { plain in
            plain.open += 1
            if isFromQueue { plain.queueOffersSinceSignIn += 1 }
        }
        pool.took(agent, isFromQueue: isFromQueue, at: now)
    }

    mutating func gaveBack(_ agent: AgentOrdinal) {
        guard plain.agents[Int(agent.rawValue) - 1].open > 0 else { return }
        with(agent) { $0.open -= 1 }
        pool.gaveBack(agent, at: now)
    }

    mutating func answered(_ agent: AgentOrdinal, isInTime: Bool) {
        with(agent) { if isInTime { $0.inTime += 1 } else { $0.late += 1 } }
        pool.answered(agent, isInTime: isInTime, at: now)
    }

    mutating func pass(_ duration: Duration) { now = now.advanced(by: duration) }

    func query(
        _ rules: Policy.Dispatch = Rules.smart, _ priority: Priority = .medium, skill: String? = nil,
        region: String = "", excluded: [AgentOrdinal: Instant] = [:], previous: [AgentOrdinal] = [],
        isFromQueue: Bool = false
    ) -> AgentPool.Query {
        AgentPool.Query(
            rules: rules, priority: priority, skill: skill, region: region, excluded: excluded, previous: previous,
            isFromQueue: isFromQueue, now: now)
    }

    /// The decision, on which the index, the scan and the plain pool agree.
    @discardableResult
    func decide(_ query: AgentPool.Query, _ comment: Comment? = nil) -> Decision {
        let expected = plain.decide(query)
        #expect(pool.decide(query) == expected, comment)
        #expect(pool.decideByScan(query) == expected, comment)
        return expected
    }

    private mutating func with(_ agent: AgentOrdinal, _ body: (inout PlainPool.Agent) -> Void) {
        body(&plain.agents[Int(agent.rawValue) - 1])
    }
}
