import Dispatching
import Events
import Policies
import Testing

@Suite("Score terms")
struct TermTests {
    private static let year: Duration = .seconds(31_557_600)
    private static let whole: UInt64 = 1_000_000

    /// A dimension, what is done to the agent, and the value that comes of it.
    struct Row: Sendable, CustomTestStringConvertible {
        var dimension: String
        var testDescription: String
        var value: UInt64
        var prepare: @Sendable (inout Both) -> AgentPool.Query
    }

    private static let dimensions = ["skill", "load", "presence", "region", "experience", "preferred", "affinity"]

    private static func skilled(
        _ dimension: String, _ what: String, _ value: UInt64, level: UInt64 = 3, years: (whole: Int, plus: Int)? = nil,
        inTime: Int = 0, late: Int = 0, needs skill: String? = "售后"
    ) -> Row {
        Row(dimension: dimension, testDescription: "\(dimension): \(what)", value: value) { both in
            let since = years.map { both.now.advanced(by: .zero - (year * $0.whole + .milliseconds($0.plus))) }
            let agent = both.add(
                AgentProfile(skills: [.init(code: "售后", level: level, since: since)], capacity: 3))
            for _ in 0..<inTime { both.answered(agent, isInTime: true) }
            for _ in 0..<late { both.answered(agent, isInTime: false) }
            return both.query(rules(dimension), skill: skill)
        }
    }

    private static func rules(_ dimension: String) -> Policy.Dispatch {
        Rules.weighing(dimensions.map { $0 == dimension ? whole : 0 })
    }

    private static func loaded(_ open: Int, of capacity: UInt64, _ value: UInt64) -> Row {
        Row(dimension: "load", testDescription: "load: \(open) of \(capacity)", value: value) { both in
            let agent = both.add(AgentProfile(capacity: capacity))
            for _ in 0..<open { both.took(agent) }
            return both.query(rules("load"))
        }
    }

    /// Presences and how long each lasts.
    private static func present(_ what: String, _ value: UInt64, _ spans: [(Presence, Duration)]) -> Row {
        Row(dimension: "presence", testDescription: "presence: \(what)", value: value) { both in
            let agent = both.add(AgentProfile(capacity: 3), .offline)
            for (presence, duration) in spans {
                both.change(agent, presence)
                both.pass(duration)
            }
            both.change(agent, .online)
            return both.query(rules("presence"))
        }
    }

    private static func regional(_ what: String, _ value: UInt64, _ regions: [String], _ ticket: String) -> Row {
        Row(dimension: "region", testDescription: "region: \(what)", value: value) { both in
            both.add(AgentProfile(regions: regions, capacity: 3))
            return both.query(rules("region"), region: ticket)
        }
    }

    private static func hour(_ count: Int) -> Duration { .seconds(count * 3_600) }

    static let rows: [Row] = [
        skilled("skill", "level 1", 200_000, level: 1),
        skilled("skill", "level 5", 1_000_000, level: 5),
        skilled("skill", "more than 5", 1_000_000, level: 9),
        skilled("skill", "level 0", 0, level: 0),
        skilled("skill", "none needed", 1_000_000, level: 1, needs: nil),
        loaded(0, of: 3, 1_000_000), loaded(1, of: 3, 666_666), loaded(2, of: 3, 333_333), loaded(4, of: 8, 500_000),
        loaded(1, of: .max, 999_999),
        present("just here", 0, []),
        present("for an hour of seven", 142_857, [(.online, hour(1))]),
        present("for the whole of seven", 1_000_000, [(.online, hour(7))]),
        present("for longer than seven", 1_000_000, [(.online, hour(30))]),
        present("busy does not count", 142_857, [(.online, hour(1)), (.busy, hour(2))]),
        present(
            "half out of the window", 642_857, [(.online, hour(5)), (.offline, .seconds(9_000)), (.online, hour(2))]),
        present("all out of the window", 0, [(.online, hour(5)), (.offline, hour(7))]),
        present("a millisecond of it", 0, [(.online, .milliseconds(1)), (.offline, hour(1))]),
        present("26 milliseconds are a millionth", 1, [(.online, .milliseconds(26)), (.offline, hour(1))]),
        regional("the ticket has none", 1_000_000, ["上海"], ""),
        regional("the agent serves it", 1_000_000, ["北京", "上海"], "上海"),
        regional("the agent serves all", 1_000_000, [], "上海"),
        regional("another", 0, ["北京"], "上海"),
        skilled("experience", "nothing known", 250_000),
        skilled("experience", "five years", 750_000, years: (5, 0)),
        skilled("experience", "more than five", 750_000, years: (50, 0)),
        skilled("experience", "a year", 350_000, years: (1, 0)),
        skilled("experience", "not begun", 250_000, years: (-1, 0)),
        skilled("experience", "nine of nine in time", 454_545, inTime: 9),
        skilled("experience", "nine of nine late", 45_454, late: 9),
        skilled("experience", "no skill needed", 909_090, years: (5, 0), inTime: 9, needs: nil),
        skilled("preferred", "nothing known", 0),
        skilled("preferred", "just two years", 1_000_000, years: (2, 0)),
        skilled("preferred", "a millisecond short of it", 0, years: (2, -1)),
        skilled("preferred", "two years, of which no skill is needed", 0, years: (2, 0), needs: nil),
        skilled("preferred", "five of five in time", 1_000_000, inTime: 5),
        skilled("preferred", "four of four say nothing", 0, inTime: 4),
        skilled("preferred", "19 of 20 are 95%", 1_000_000, inTime: 19, late: 1),
        skilled("preferred", "18 of 19 are not", 0, inTime: 18, late: 1),
        Row(dimension: "affinity", testDescription: "affinity: had it", value: 1_000_000) { both in
            let agent = both.add(AgentProfile(capacity: 3))
            return both.query(rules("affinity"), previous: [agent, agent])
        },
        Row(dimension: "affinity", testDescription: "affinity: another had it", value: 0) { both in
            both.add(AgentProfile(capacity: 3))
            return both.query(rules("affinity"), previous: [AgentOrdinal(rawValue: 9)])
        },
    ]

    @Test("Each dimension has the value that its definition says", arguments: rows)
    func value(_ row: Row) throws {
        var both = Both()
        both.pool.prepare([Self.rules(row.dimension)], at: both.now)
        let query = row.prepare(&both)
        let decision = both.pool.decide(query)
        #expect(both.pool.decideByScan(query) == decision)
        let candidate = try #require(decision.candidates.first)
        #expect(candidate.terms.map(\.dimension) == [row.dimension], "without those of no weight")
        #expect(candidate.terms.map(\.value) == [row.value])
        #expect(candidate.score == row.value)
    }

    @Test("A score is the sum of its terms, each by its weight and rounded down")
    func sum() throws {
        var both = Both()
        let rules = Rules.weighing([333_333, 266_667, 100_000, 100_000, 100_000, 50_000, 50_000])
        both.pool.prepare([rules], at: both.now)
        let agent = both.add(AgentProfile(skills: [.init(code: "售后", level: 4)], regions: ["上海"], capacity: 3))
        both.took(agent)
        both.pass(.seconds(3_600))
        let candidate = try #require(both.decide(both.query(rules, skill: "售后", region: "上海")).candidates.first)
        #expect(candidate.terms.map(\.dimension) == Self.dimensions)
        #expect(candidate.terms.map(\.value) == [800_000, 666_666, 142_857, 1_000_000, 250_000, 0, 0])
        #expect(candidate.score == 266_666 + 177_777 + 14_285 + 100_000 + 25_000)
    }

    @Test("A priority has its own weights, if the policy says so")
    func priorities() {
        var both = Both()
        both.pool.prepare([Rules.smart], at: both.now)
        let skilled = both.add(AgentProfile(skills: [.init(code: "售后", level: 5)], capacity: 3))
        let since = both.now.advanced(by: .zero - Self.year * 3)
        let old = both.add(AgentProfile(skills: [.init(code: "售后", level: 4, since: since)], capacity: 2))
        both.took(old)
        #expect(both.decide(both.query(Rules.smart, .high, skill: "售后")).candidates.map(\.agent) == [skilled, old])
        #expect(both.decide(both.query(Rules.smart, .urgent, skill: "售后")).candidates.map(\.agent) == [old, skilled])
    }
}
