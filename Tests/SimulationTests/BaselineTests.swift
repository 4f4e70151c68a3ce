import Events
import Simulation
import Testing

/// What becomes of arrivals: who gets each, from when until when, in minutes; nil where nobody ever does.
struct BaselineRow: Sendable, CustomTestStringConvertible {
    typealias Given = (agent: Int, from: Int64, to: Int64)

    var says: String
    var chooser = Chooser.fewestOpen
    var agents: [SimulatedAgent]
    var arrivals: [Arrival] = [arrival(10)]
    var given: [Given?]

    var testDescription: String { says }

    private static let two = [agent("li", capacity: 2, (0, 100)), agent("wu", capacity: 2, (0, 100))]

    static let all: [BaselineRow] = [
        BaselineRow(says: "nothing comes", agents: two, arrivals: [], given: []),
        BaselineRow(says: "there is nobody", agents: [], given: [nil]),
        BaselineRow(says: "nobody is there any more", agents: [agent("li", (0, 10))], given: [nil]),
        BaselineRow(says: "somebody comes at that moment", agents: [agent("li", (10, 20))], given: [(0, 10, 20)]),
        BaselineRow(says: "somebody comes later", agents: [agent("li", (15, 20))], given: [(0, 15, 25)]),
        BaselineRow(
            says: "whoever is done at that moment has room", agents: [agent("li", (0, 100))],
            arrivals: [arrival(0), arrival(10)], given: [(0, 0, 10), (0, 10, 20)]),
        BaselineRow(
            says: "by turns, over all", chooser: .roundRobin, agents: two,
            arrivals: [arrival(0, service: 1), arrival(5, service: 1), arrival(9)],
            given: [(0, 0, 1), (1, 5, 6), (0, 9, 19)]),
        BaselineRow(
            says: "by turns, over those who have room", chooser: .roundRobin, agents: two,
            arrivals: (0..<5).map { arrival($0, service: 50) },
            given: [(0, 0, 50), (1, 1, 51), (0, 2, 52), (1, 3, 53), (0, 50, 100)]),
        BaselineRow(
            says: "the fewest open, and of equals the first", agents: two,
            arrivals: [arrival(0, service: 1), arrival(5), arrival(6), arrival(15)],
            given: [(0, 0, 1), (0, 5, 15), (1, 6, 16), (0, 15, 25)]),
        BaselineRow(
            says: "by priority, then age; what says nothing is medium", agents: [agent("li", (0, 100))],
            arrivals: [arrival(0), arrival(1, .low), arrival(2), arrival(3, .urgent), arrival(4, .urgent)],
            given: [(0, 0, 10), (0, 40, 50), (0, 30, 40), (0, 10, 20), (0, 20, 30)]),
        BaselineRow(
            says: "only by whom it can be taken, and what anybody can take by age",
            agents: [agent("li", skills: [0], (20, 100)), agent("wu", skills: [1], (20, 100))],
            arrivals: [arrival(0, skill: 1), arrival(1), arrival(2, skill: 0)],
            given: [(1, 20, 30), (0, 20, 30), (0, 30, 40)]),
        BaselineRow(
            says: "work goes on after the shift, and nothing new begins", agents: [agent("li", (0, 5))],
            arrivals: [arrival(0), arrival(6)], given: [(0, 0, 10), nil]),
    ]
}

@Suite("Rules as simple as people use")
struct BaselineTests {
    @Test("give cases as reckoned by hand", arguments: BaselineRow.all)
    func table(_ row: BaselineRow) {
        let workload = Workload(row.agents, row.arrivals, skills: ["a", "b"])
        let outcomes = BaselineRun.run(workload, row.chooser).outcomes
        #expect(outcomes.map(\.agent) == row.given.map { $0?.agent })
        #expect(outcomes.map(\.offeredAt) == row.given.map { given in given.map { minute($0.from) } })
        #expect(outcomes.map(\.endedAt) == row.given.map { given in given.map { minute($0.to) } })
    }

    /// Somebody comes in minute 10.
    @Test("have for a moment who has given up before", arguments: [(9, true), (10, false), (11, false)])
    func patience(_ minutes: Int64, _ isAbandoned: Bool) {
        let workload = Workload([agent("li", (10, 20))], [arrival(0, patience: minutes)])
        let outcome = BaselineRun.run(workload, .roundRobin).outcomes[0]
        #expect(outcome.isAbandoned == isAbandoned)
        let service: Duration = isAbandoned ? .seconds(1) : .seconds(600)
        #expect(outcome.endedAt == minute(10).advanced(by: service))
    }
}
