package import Events

/// Who had which cases when, as a chooser had it.
package struct Handling {
    package struct Case: Hashable {
        package var at: Instant
        /// In seconds.
        package var wait: Double
        /// In seconds: as long as somebody was on line who could take it.
        package var staffedWait: Double
        /// In seconds; nil where the policy asks for none.
        package var target: Double?
        package var agent: Int?

        package init(at: Instant, wait: Double, staffedWait: Double, target: Double? = nil, agent: Int?) {
            (self.at, self.wait, self.staffedWait) = (at, wait, staffedWait)
            (self.target, self.agent) = (target, agent)
        }
    }

    package var cases: [Case] = []
    package var holds: [Happened.Hold] = []
    package var asked = 0
    package var gaveUp = 0

    package init() {}

    /// The cases that can be compared: of which the record says who took them and when, or, where it says so of none,
    /// all.
    package static func comparable(_ workload: Workload) -> [Int] {
        let known = workload.arrivals.indices.filter { number in
            let happened = workload.arrivals[number].happened
            return happened.acceptedAt != nil && happened.agent != nil
        }
        return known.isEmpty ? Array(workload.arrivals.indices) : known
    }

    /// What people did.
    package static func recorded(
        _ workload: Workload, _ staffed: StaffedTime, target: (Arrival) -> Duration?
    ) -> Handling {
        var handling = Handling()
        handling.countGaveUp(workload) { number in workload.arrivals[number].happened.abandonedAt != nil }
        for number in comparable(workload) {
            let arrival = workload.arrivals[number]
            guard let accepted = arrival.happened.acceptedAt else { continue }
            let agent = arrival.happened.agent
            handling.add(arrival, staffed, offeredAt: accepted, agent: agent, target: target(arrival))
            handling.holds += arrival.happened.holds
        }
        return handling
    }

    /// What came of a run. Whatever was never offered counts as offered at the end.
    package static func run(
        _ result: RunResult, of workload: Workload, _ staffed: StaffedTime, target: (Arrival) -> Duration?
    ) -> Handling {
        var handling = Handling()
        handling.countGaveUp(workload) { result.outcomes[$0].isAbandoned }
        let shiftEnds = workload.agents.compactMap { $0.shifts.last?.upperBound }
        let end = (result.outcomes.compactMap(\.endedAt) + shiftEnds).max() ?? Instant(milliseconds: 0)
        for number in comparable(workload) {
            let (arrival, outcome) = (workload.arrivals[number], result.outcomes[number])
            let offered = outcome.offeredAt ?? max(end, arrival.at)
            handling.add(arrival, staffed, offeredAt: offered, agent: outcome.agent, target: target(arrival))
            if let agent = outcome.agent {
                handling.holds.append(Happened.Hold(agent: agent, from: offered, to: outcome.endedAt ?? end))
            }
        }
        return handling
    }

    private mutating func countGaveUp(_ workload: Workload, _ isAbandoned: (Int) -> Bool) {
        asked = workload.arrivals.count
        gaveUp = workload.arrivals.indices.count(where: isAbandoned)
    }

    private mutating func add(
        _ arrival: Arrival, _ staffed: StaffedTime, offeredAt: Instant, agent: Int?, target: Duration?
    ) {
        let wait = Double(max(0, offeredAt.milliseconds - arrival.at.milliseconds)) / 1_000
        let seconds = target.map { Double($0.milliseconds) / 1_000 }
        let staffedWait = staffed.between(arrival.at, offeredAt, skill: arrival.skill)
        cases.append(Case(at: arrival.at, wait: wait, staffedWait: staffedWait, target: seconds, agent: agent))
    }
}

extension Measures {
    package init(_ handling: Handling, agents: [SimulatedAgent]) {
        let waits = handling.cases.map(\.wait).sorted()
        let count = Double(max(1, waits.count))
        staffedWaitMean = Statistics.mean(handling.cases.map(\.staffedWait))
        waitMean = Statistics.mean(waits)
        waitMedian = Statistics.quantile(waits, 0.5)
        waitP90 = Statistics.quantile(waits, 0.9)
        func share(_ seconds: Double) -> Double { Double(waits.count { $0 <= seconds }) / count }
        withinFiveMinutes = share(300)
        within = Self.marks.map { share($0.seconds) }
        let targeted = handling.cases.filter { $0.target != nil }
        onTime = Double(targeted.count { $0.wait <= $0.target ?? 0 }) / Double(max(1, targeted.count))
        gaveUp = Double(handling.gaveUp) / Double(max(1, handling.asked))
        setTaken(handling, agents)
        var loads = OpenLoads(agents, handling)
        let (open, utilisation) = loads.measure()
        (openDeviation, openGini) = (open.deviation, open.gini)
        (utilisationDeviation, utilisationGini) = (utilisation.deviation, utilisation.gini)
    }

    /// Who was on line for less than an hour in all says nothing of a rate.
    private mutating func setTaken(_ handling: Handling, _ agents: [SimulatedAgent]) {
        var taken = [Double](repeating: 0, count: agents.count)
        for taking in handling.cases { if let agent = taking.agent { taken[agent] += 1 } }
        var rates: [Double] = []
        for (number, agent) in agents.enumerated() {
            let milliseconds = agent.shifts.reduce(0 as Int64) {
                $0 + $1.upperBound.milliseconds - $1.lowerBound.milliseconds
            }
            let hours = Double(milliseconds) / 3_600_000
            if hours >= 1 { rates.append(taken[number] / hours) }
        }
        let mean = Statistics.mean(rates)
        takenDeviation = mean > 0 ? Statistics.deviation(rates) / mean : 0
        takenGini = Statistics.gini(rates)
    }
}
