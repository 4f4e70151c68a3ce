import Dispatching
import Events
import Policies
import Testing

@Suite("Who is left out, and where it is looked")
struct LeftOutTests {
    private static let profile = AgentProfile(skills: [.init(code: "售后", level: 3)], capacity: 1)

    /// Everything that can keep an agent from a ticket, the first that is counted first.
    private static func agent(_ both: inout Both, with reasons: Set<LeftOut>) -> AgentOrdinal {
        var profile = Self.profile
        if reasons.contains(.skillMissing) { profile.skills = [] }
        if !reasons.contains(.full) { profile.capacity = 5 }
        let agent = both.add(profile, .offline)
        if !reasons.contains(.offline) { both.change(agent, reasons.contains(.busy) ? .busy : .online) }
        if reasons.contains(.full) { both.took(agent) }
        if reasons.contains(.levelled) { for _ in 0..<3 { both.took(agent, isFromQueue: true) } }
        return agent
    }

    private static func count(_ reason: LeftOut, _ count: Int) -> LeftOutCount? {
        count > 0 ? LeftOutCount(reason, count: UInt64(count)) : nil
    }

    @Test("The first reason that applies is counted, of every set of reasons")
    func sets() {
        let order = LeftOut.allCases
        #expect(order == [.offline, .busy, .full, .skillMissing, .declined, .levelled])
        for bits in 0..<64 {
            let reasons = Set(order.filter { bits >> (Int($0.rawValue) - 1) & 1 == 1 })
            var both = Both()
            both.pool.prepare([Rules.smart], at: both.now)
            let agent = Self.agent(&both, with: reasons)
            // Somebody to leave it to, who is not at work.
            both.add(Self.profile, .offline)
            let excluded = reasons.contains(.declined) ? [agent: both.now.advanced(by: .seconds(1))] : [:]
            let query = both.query(skill: "售后", excluded: excluded, isFromQueue: true)
            let first = order.first { reasons.contains($0) }
            let decision = both.decide(query, "\(bits)")
            let counts = order.map { ($0, ($0 == .offline ? 1 : 0) + ($0 == first ? 1 : 0)) }
            #expect(decision.leftOut == counts.compactMap { Self.count($0, $1) }, "\(bits)")
            #expect(decision.eligible == (first == nil ? 1 : 0), "\(bits)")
        }
    }

    @Test("Whoever declined is asked again when the time has come")
    func declined() {
        var both = Both()
        both.pool.prepare([Rules.smart], at: both.now)
        let agent = both.add(Self.profile)
        let excluded = [agent: both.now.advanced(by: .seconds(1_800))]
        both.pass(.milliseconds(1_799_999))
        #expect(both.decide(both.query(excluded: excluded)).leftOut == [LeftOutCount(.declined, count: 1)])
        both.pass(.milliseconds(1))
        #expect(both.decide(both.query(excluded: excluded)).eligible == 1)
    }

    @Test("No capacity is never enough")
    func noCapacity() {
        var both = Both()
        both.pool.prepare([Rules.smart], at: both.now)
        let agent = both.add(AgentProfile(capacity: 0))
        #expect(both.decide(both.query()).leftOut == [LeftOutCount(.full, count: 1)])
        #expect(!both.pool.isAvailable(agent))
    }

    /// `dispatch` while `signed in`, after so many offers out of the queue.
    @Test(
        "Levelling holds for the queue alone, for a while after signing in, after so many offers",
        arguments: [
            (3, 599_999, true, true), (3, 600_000, true, false), (2, 599_999, true, false), (3, 0, false, false),
            (5, 1_000, true, true),
        ] as [(Int, Int, Bool, Bool)])
    func levelling(_ offers: Int, _ milliseconds: Int, _ isFromQueue: Bool, _ isLeftOut: Bool) {
        var both = Both()
        both.pool.prepare([Rules.smart], at: both.now)
        var profile = Self.profile
        profile.capacity = 9
        let agent = both.add(profile)
        both.add(profile, .busy)
        for _ in 0..<offers { both.took(agent, isFromQueue: true) }
        both.pass(.milliseconds(milliseconds))
        let decision = both.decide(both.query(isFromQueue: isFromQueue))
        let levelled = isLeftOut ? [LeftOutCount(.levelled, count: 1)] : []
        #expect(decision.leftOut == [LeftOutCount(.busy, count: 1)] + levelled)
        // To be away for a moment changes nothing; coming back later begins anew.
        both.change(agent, .offline)
        both.change(agent, .online)
        #expect(both.decide(both.query(isFromQueue: isFromQueue)).leftOut == decision.leftOut)
        both.change(agent, .offline)
        both.pass(.seconds(30 * 60))
        both.change(agent, .online)
        #expect(both.decide(both.query(isFromQueue: true)).eligible == 1)
    }

    @Test("Rings are looked at in turn until somebody is eligible; each agent is counted once")
    func rings() {
        var both = Both()
        var rules = Rules.smart
        rules.rings = [
            Rules.ring("own", pools: ["regular"], isRegional: true), Rules.ring("regular", pools: ["regular"]),
            Rules.ring("backup", pools: ["backup", "nobody's"]), Rules.ring("anybody", pools: []),
        ]
        both.pool.prepare([rules], at: both.now)
        func profile(_ pool: String, _ region: String) -> AgentProfile {
            AgentProfile(regions: [region], pool: pool, capacity: 1)
        }
        let near = both.add(profile("regular", "上海"))
        let far = both.add(profile("regular", "北京"))
        let backup = both.add(profile("backup", "北京"))
        let other = both.add(profile("night", "北京"))
        for (expected, ring, full) in [
            (near, "own", 0), (far, "regular", 1), (backup, "backup", 2), (other, "anybody", 3),
        ] as [(AgentOrdinal, String, UInt64)] {
            let decision = both.decide(both.query(rules, region: "上海"))
            #expect(decision.candidates.map(\.agent) == [expected])
            #expect(decision.ring == ring)
            #expect(decision.eligible == 1)
            #expect(decision.leftOut == (full == 0 ? [] : [LeftOutCount(.full, count: full)]))
            both.took(expected)
        }
        let nobody = both.decide(both.query(rules, region: "上海"))
        #expect(nobody.ring.isEmpty)
        #expect(nobody.candidates.isEmpty)
        #expect(nobody.leftOut == [LeftOutCount(.full, count: 4)])
    }

    @Test("A ticket without a region finds everybody in a regional ring")
    func noRegion() {
        var both = Both()
        var rules = Rules.smart
        rules.rings = [Rules.ring("own", pools: [], isRegional: true)]
        both.pool.prepare([rules], at: both.now)
        both.add(AgentProfile(regions: ["上海"], capacity: 1))
        both.add(AgentProfile(capacity: 1))
        #expect(both.decide(both.query(rules)).eligible == 2)
        #expect(both.decide(both.query(rules, region: "北京")).eligible == 1)
    }
}
