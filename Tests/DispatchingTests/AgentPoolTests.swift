import Dispatching
import Events
import Policies
import Testing

@Suite("What the pool knows of an agent")
struct AgentPoolTests {
    private static let agent = AgentOrdinal(rawValue: 1)
    private static let now = Instant(milliseconds: 1_700_000_000_000)

    private static func pool(_ profile: AgentProfile = AgentProfile(capacity: 2)) -> AgentPool {
        var pool = AgentPool()
        pool.set(agent, profile, at: now)
        return pool
    }

    @Test("The estimate is the mean of the agent's own times, and then follows them")
    func estimates() {
        var pool = Self.pool()
        func estimate() -> Int64? {
            pool.estimate(of: Self.agent, category: "系统故障").map { $0.components.seconds }
        }
        #expect(estimate() == nil)
        for hours in [1, 2, 3] { pool.processed(Self.agent, category: "系统故障", in: .seconds(hours * 3_600)) }
        pool.processed(Self.agent, category: "售后", in: .seconds(90_000))
        #expect(estimate() == 7_200)
        for _ in 0..<100 { pool.processed(Self.agent, category: "系统故障", in: .seconds(60)) }
        #expect(estimate() == 60)
        pool.processed(Self.agent, category: "系统故障", in: .seconds(60 + 8_000))
        #expect(estimate() == 1_060)
        pool.processed(Self.agent, category: "投诉", in: .seconds(-5))
        #expect(pool.estimate(of: Self.agent, category: "投诉") == .zero)
    }

    @Test("An agent begins off line, with nothing open")
    func beginning() {
        let profile = AgentProfile(skills: [.init(code: "售后", level: 2)], regions: ["上海"], pool: "backup", capacity: 2)
        let pool = Self.pool(profile)
        #expect(pool.count == 1)
        #expect(pool.profile(of: Self.agent) == profile)
        #expect(pool.presence(of: Self.agent) == .offline)
        #expect(pool.open(of: Self.agent) == 0)
        #expect(pool.answers(of: Self.agent).smoothedRate == 500_000)
        #expect(pool.profile(of: AgentOrdinal(rawValue: 2)) == nil)
        #expect(pool.profile(of: AgentOrdinal(rawValue: 0)) == nil)
    }

    @Test("A change of the profile keeps what has happened")
    func changing() {
        var pool = Self.pool()
        pool.change(Self.agent, .online, at: Self.now)
        pool.took(Self.agent, isFromQueue: false, at: Self.now)
        pool.set(Self.agent, AgentProfile(capacity: 1), at: Self.now)
        #expect(pool.open(of: Self.agent) == 1)
        #expect(!pool.isAvailable(Self.agent))
        pool.gaveBack(Self.agent, at: Self.now)
        #expect(pool.isAvailable(Self.agent))
    }

    @Test("Spans on line longer ago than a day are forgotten, the others are not")
    func spans() {
        var pool = Self.pool()
        var now = Self.now
        for _ in 0..<5_000 {
            pool.change(Self.agent, .online, at: now)
            now = now.advanced(by: .seconds(60))
            pool.change(Self.agent, .offline, at: now)
            now = now.advanced(by: .seconds(180))
        }
        #expect(pool.onlineShare(of: Self.agent, window: .seconds(24 * 3_600), at: now) == 250_000)
        #expect(pool.onlineShare(of: Self.agent, window: .seconds(240), at: now) == 250_000)
        #expect(pool.onlineShare(of: Self.agent, window: .seconds(210), at: now) == 142_857)
    }

    @Test("A clock that goes back does not take anything back")
    func clock() {
        var pool = Self.pool()
        pool.prepare([Rules.smart], at: Self.now)
        pool.change(Self.agent, .online, at: Self.now.advanced(by: .seconds(60)))
        pool.change(Self.agent, .offline, at: Self.now)
        #expect(pool.latest == Self.now.advanced(by: .seconds(60)))
        #expect(pool.onlineShare(of: Self.agent, window: .seconds(60), at: Self.now) == 0)
    }

    @Test("An agent is as known as their ordinal is dense")
    func dense() async {
        await #expect(processExitsWith: .failure) {
            var pool = AgentPool()
            pool.set(AgentOrdinal(rawValue: 2), AgentProfile(capacity: 1), at: Instant(milliseconds: 1))
        }
    }
}
