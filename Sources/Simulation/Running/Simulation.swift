internal import Events
package import Policies

/// Runs a workload once as it was recorded and once for each further seed, and measures everybody who chooses.
package struct Simulation {
    private let workload: Workload
    private let policy: Policy
    private let staffed: StaffedTime
    package private(set) var report: SimulationReport

    package init(_ workload: Workload, policy: Policy) {
        self.workload = workload
        self.policy = policy
        staffed = StaffedTime(workload)
        report = SimulationReport(workload)
        report.compared = Handling.comparable(workload).count
        guard workload.tellsAcceptance else { return }
        let recorded = Handling.recorded(workload, staffed, target: target)
        report.measures[.recorded] = [Measures(recorded, agents: workload.agents)]
    }

    /// What a seed runs on.
    package func workload(seed: UInt64) -> Workload { workload.drawn(seed) }

    /// Takes in what came of the engine's run of a seed, and lets the others choose on the same.
    package mutating func add(_ result: RunResult, of drawn: Workload) {
        report.promptness.append(result.promptness)
        report.scores.append(result.scores)
        report.events.append(result.events)
        measure(result, drawn, .paidan)
        for chooser in [Chooser.roundRobin, .fewestOpen] { measure(PlainRun.run(drawn, chooser), drawn, chooser) }
    }

    private mutating func measure(_ result: RunResult, _ drawn: Workload, _ chooser: Chooser) {
        let handling = Handling.run(result, of: drawn, staffed, target: target)
        report.measures[chooser, default: []].append(Measures(handling, agents: drawn.agents))
    }

    /// Until when the policy wants a first contact.
    private func target(_ arrival: Arrival) -> Duration? {
        let priority = arrival.priority ?? policy.triage.otherwise
        guard let deadline = policy.deadlines.first(where: { $0.starts.contains(.submitted) }) else { return nil }
        return switch deadline.length {
        case .fixed(let length): length
        case .byPriority(let lengths): lengths[priority]
        case .byCategory(_, let otherwise), .byTier(_, let otherwise): otherwise
        case .estimate: nil
        }
    }
}
