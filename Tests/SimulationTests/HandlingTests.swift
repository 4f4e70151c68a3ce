import Events
import Simulation
import Testing

@Suite("Who had which cases when")
struct HandlingTests {
    /// Li is there for two hours. The second case is told of by nobody; the last one gave up.
    private static let workload: Workload = {
        var told = arrival(0)
        (told.happened.acceptedAt, told.happened.agent) = (minute(5), 0)
        told.happened.holds = [Happened.Hold(agent: 0, from: minute(5), to: minute(15))]
        var gaveUp = arrival(150, patience: 3)
        gaveUp.happened.abandonedAt = minute(153)
        return Workload([agent("li", (0, 60), (60, 120))], [told, arrival(20), gaveUp])
    }()

    private static func fiveMinutes(_ arrival: Arrival) -> Duration? { .seconds(300) }

    @Test("in the record, as far as it tells")
    func recorded() {
        let workload = Self.workload
        #expect(Handling.comparable(workload) == [0])
        let handling = Handling.recorded(workload, StaffedTime(workload), target: Self.fiveMinutes)
        #expect(handling.cases == [Handling.Case(at: minute(0), wait: 300, staffedWait: 300, target: 300, agent: 0)])
        #expect(handling.holds == workload.arrivals[0].happened.holds)
        #expect(handling.asked == 3 && handling.gaveUp == 1)
    }

    /// When each was offered, who had it, and when it ended; then the waits, in minutes, and where nobody has it, none.
    @Test(
        "in a run: what was never offered counts as offered at the end",
        arguments: [
            ([nil, nil, nil], [120, 100, 0], [120, 100, 0]),
            ([0, 20, 150], [0, 0, 0], [0, 0, 0]),
            ([30, nil, 160], [30, 150, 10], [30, 100, 0]),
        ] as [([Int64?], [Double], [Double])])
    func run(_ offered: [Int64?], _ waits: [Double], _ staffed: [Double]) {
        var workload = Self.workload
        // A record that tells of nothing: then all can be compared.
        for index in workload.arrivals.indices { workload.arrivals[index].happened = Happened() }
        #expect(Handling.comparable(workload) == [0, 1, 2])
        var result = RunResult(outcomes: [Outcome](repeating: Outcome(), count: 3))
        for (index, offered) in offered.enumerated() {
            guard let offered else { continue }
            (result.outcomes[index].offeredAt, result.outcomes[index].agent) = (minute(offered), 0)
            result.outcomes[index].endedAt = minute(offered + 10)
        }
        let handling = Handling.run(result, of: workload, StaffedTime(workload)) { _ in nil }
        #expect(handling.cases.map { $0.wait / 60 } == waits)
        #expect(handling.cases.map { $0.staffedWait / 60 } == staffed)
        let holds = offered.compactMap { $0 }
            .map { Happened.Hold(agent: 0, from: minute($0), to: minute($0 + 10)) }
        #expect(handling.holds == holds && handling.gaveUp == 0)
    }

    /// Waits and targets in seconds; the shares within five minutes and in time.
    @Test(
        "Shares go by what is not later than asked for",
        arguments: [
            ([], 0, 0, 0), ([(300, 300)], 1, 1, 300), ([(301, 300)], 0, 0, 301), ([(301, nil)], 0, 0, 301),
            ([(0, 0), (600, 900), (1_200, nil), (1_000, 900)], 0.25, 2.0 / 3, 700),
        ] as [([(Double, Double?)], Double, Double, Double)])
    func shares(_ cases: [(Double, Double?)], _ within: Double, _ onTime: Double, _ mean: Double) {
        var handling = Handling()
        handling.cases = cases.map { Handling.Case(at: minute(0), wait: $0, staffedWait: 0, target: $1, agent: nil) }
        let measures = Measures(handling, agents: [])
        #expect(isNear(measures.withinFiveMinutes, within) && isNear(measures.onTime, onTime))
        #expect(isNear(measures.waitMean, mean))
    }

    @Test("Cases an hour are those of who was there for an hour")
    func taken() {
        // Two an hour, none, and one who was there for 59 minutes: the mean is 1, and both are 1 from it.
        let agents = [agent("li", (0, 120)), agent("wu", (0, 60)), agent("chen", (0, 59))]
        var handling = Handling()
        handling.cases = [0, 0, 0, 0, 2, 2].map {
            Handling.Case(at: minute(0), wait: 0, staffedWait: 0, agent: $0)
        }
        let measures = Measures(handling, agents: agents)
        #expect(measures.takenDeviation == 1 && measures.takenGini == 0.5)
        #expect(Measures(Handling(), agents: []).takenDeviation == 0)
    }
}
