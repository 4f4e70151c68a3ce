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

    /// Takes in what came of the engine's run of a seed, and lets the others choose on the same.
    package mutating func add(_ result: RunResult, of drawn: Workload) {
        report.promptness.append(result.promptness)
        report.scores.append(result.scores)
        report.events.append(result.events)
        measure(result, drawn, .paidan)
        for chooser in [Chooser.roundRobin, .fewestOpen] { measure(BaselineRun.run(drawn, chooser), drawn, chooser) }
    }

    private mutating func measure(_ result: RunResult, _ drawn: Workload, _ chooser: Chooser) {
        let handling = Handling.run(result, of: drawn, staffed, target: target)
        report.measures[chooser, default: []].append(Measures(handling, agents: drawn.agents))
    }

    /// How long after its submission the policy wants a first contact, every minute counted; nil where it does not say.
    /// A record names no tiers: where the length goes by them, it is that of everybody else.
    private func target(_ arrival: Arrival) -> Duration? {
        let priority = arrival.priority ?? policy.triage.otherwise
        let category = arrival.skill.map { ProfileForRecord.code($0, of: workload) }
        let deadline = policy.deadlines.first { $0.starts.contains(.submitted) && $0.stops.contains(.contacted) }
        return switch deadline?.length {
        case .fixed(let length): length
        case .byPriority(let lengths): lengths[priority]
        case .byCategory(let lengths, let otherwise): category.flatMap { lengths[$0] } ?? otherwise
        case .byTier(_, let otherwise): otherwise
        case .estimate, nil: nil
        }
    }
}
