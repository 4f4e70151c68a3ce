import Dispatching
import Events
import Policies
import Seeds
import Testing

@Suite("A storm of changes and decisions")
struct StormTests {
    private static let skills = ["系统故障", "售后", "投诉", "粤语"]
    private static let pools = ["regular", "backup", "cross-region"]

    @Test("The index decides as a scan does, by whatever rules", arguments: 1...80)
    func storm(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var both = Both()
        let regions = (0..<(seed % 8 == 0 ? 80 : 4)).map { "region-\($0)" }
        let rules = (0..<2).map { _ in Rules.random(&random, pools: Self.pools) }
        // Others are decided by a scan, and must come out alike.
        let unknown = Rules.random(&random, pools: Self.pools)
        var isPrepared = false
        // Among few somebody is soon the only one there is for a ticket.
        let agentsMax = seed % 4 == 1 ? 5 : 50
        for step in 0..<500 {
            if step == 20 || random.chance(1, in: 200) {
                both.pool.prepare(random.chance(1, in: 2) ? rules : [rules[1], rules[0]], at: both.now)
                isPrepared = true
            }
            change(&both, &random, regions, agentsMax)
            let chosen = random.chance(1, in: 12) ? unknown : random.pick(rules)
            let query = Self.query(both, &random, chosen, regions)
            let decision = both.decide(query, "seed \(seed), step \(step), prepared \(isPrepared)")
            agree(both, query, decision, seed)
        }
    }

    /// Many who are alike, or nearly, so that the order of equals shows.
    @Test("Equals come in the order in which they were taken in", arguments: 1...10)
    func equals(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var both = Both()
        let rules = Rules.smart
        both.pool.prepare([rules], at: both.now)
        for _ in 0..<150 {
            both.add(AgentProfile(skills: [.init(code: "售后", level: 3 + random.next() % 2)], capacity: 3))
        }
        for step in 0..<200 {
            let query = both.query(rules, random.pick(Priority.allCases), skill: random.pick([nil, "售后"]))
            let best = both.decide(query, "seed \(seed), step \(step)").candidates.first?.agent
            if let best, random.chance(9, in: 10) { both.took(best) }
            if random.chance(1, in: 3) { both.gaveBack(random.pick(both.agents)) }
            if random.chance(1, in: 4) { both.pass(.milliseconds(random.below(100_000))) }
        }
    }

    private func change(_ both: inout Both, _ random: inout SplitMix64, _ regions: [String], _ agentsMax: Int) {
        if random.chance(1, in: 2) {
            let units: [Duration] = [.milliseconds(1), .seconds(1), .seconds(20), .seconds(600), .seconds(9_000)]
            both.pass(random.pick(units) * random.below(9))
        }
        if random.chance(1, in: 60) { both.pass(.seconds(90_000)) }
        if random.chance(1, in: 20) { both.pool.advance(to: both.now) }
        guard !both.agents.isEmpty, !(both.agents.count < agentsMax && random.chance(1, in: 5)) else {
            both.add(Self.profile(both, &random, regions), random.pick(Presence.allCases))
            return
        }
        let agent = random.pick(both.agents)
        switch random.below(12) {
        case 0 where random.chance(1, in: 3): both.set(agent, hasLeft: random.chance(1, in: 2))
        case 0: both.set(agent, Self.profile(both, &random, regions))
        case 1, 2, 3: both.change(agent, random.pick([.online, .online, .busy, .offline]))
        case 4, 5, 6: both.took(agent, isFromQueue: random.chance(2, in: 3))
        case 7, 8: both.gaveBack(agent)
        default: both.answered(agent, isInTime: random.chance(3, in: 4))
        }
    }

    private static func profile(_ both: Both, _ random: inout SplitMix64, _ regions: [String]) -> AgentProfile {
        var skills: [AgentProfile.Skill] = []
        for _ in 0..<random.below(4) {
            let since = both.now.advanced(by: .seconds(86_400 * (200 - random.below(2_500))))
            skills.append(
                AgentProfile.Skill(
                    code: random.pick(Self.skills), level: random.next() % 7,
                    since: random.chance(1, in: 3) ? nil : since))
        }
        let count = random.pick([0, 1, 1, 2, 3])
        return AgentProfile(
            skills: skills, regions: (0..<count).map { _ in random.pick(regions) }, pool: random.pick(Self.pools),
            capacity: UInt64(random.below(6)), isOfRecord: random.chance(1, in: 8))
    }

    private static func query(
        _ both: Both, _ random: inout SplitMix64, _ rules: Policy.Dispatch, _ regions: [String]
    ) -> AgentPool.Query {
        var excluded: [AgentOrdinal: Instant] = [:]
        let someone: () -> AgentOrdinal = { both.agents.last ?? AgentOrdinal(rawValue: 1) }
        for _ in 0..<random.pick([0, 0, 1, 4]) {
            let agent = both.agents.isEmpty ? someone() : random.pick(both.agents)
            excluded[agent] = both.now.advanced(by: .seconds(random.below(3) - 1))
        }
        var previous: [AgentOrdinal] = []
        for _ in 0..<random.pick([0, 0, 1, 3]) {
            previous.append(AgentOrdinal(rawValue: random.next() % UInt64(both.agents.count + 2)))
        }
        let region = random.pick(["", random.pick(regions), random.pick(regions), "region-nobody"])
        return both.query(
            rules, random.pick(Priority.allCases), skill: random.pick([nil, "nobody's"] + Self.skills.map { $0 }),
            region: region, excluded: excluded, previous: previous, isFromQueue: random.chance(1, in: 2))
    }

    private func agree(_ both: Both, _ query: AgentPool.Query, _ decision: Decision, _ seed: UInt64) {
        for (index, agent) in both.plain.agents.enumerated() where index % 7 == 0 {
            let ordinal = both.agents[index]
            let reason = both.plain.reason(index, query)
            let isInRing = query.rules.rings.contains { both.plain.isIn($0, agent, query) }
            #expect(both.pool.leftOut(ordinal, query) == reason, "seed \(seed)")
            #expect(both.pool.canTake(ordinal, query) == (reason == nil && isInRing), "seed \(seed)")
            let chosen = both.plain.decide(query, choosing: ordinal)
            #expect(both.pool.decide(query, choosing: ordinal) == chosen, "seed \(seed)")
        }
        let there = both.plain.agents.indices.filter { both.plain.isThere($0, query) }
        let only = there.count == 1 ? both.agents[there[0]] : nil
        #expect(both.pool.onlyOne(query) == only, "seed \(seed)")
    }
}
