import Events
import Simulation

/// Workloads that tests write down, in minutes.
func minute(_ minute: Int64) -> Instant { Instant(milliseconds: minute * 60_000) }

/// From, until.
func shifts(_ spans: [(Int64, Int64)]) -> [Range<Instant>] { spans.map { minute($0.0)..<minute($0.1) } }

func agent(
    _ identifier: String, skills: [Int] = [], capacity: Int = 1, _ spans: (Int64, Int64)...
) -> SimulatedAgent {
    SimulatedAgent(
        identifier: identifier, skills: skills, skilledSince: skills.map { _ in minute(0) }, capacity: capacity,
        shifts: shifts(spans))
}

func arrival(
    _ at: Int64, service: Int64 = 10, skill: Int? = nil, _ priority: Priority? = nil, patience: Int64? = nil
) -> Arrival {
    Arrival(
        name: "case-\(at)", at: minute(at), skill: skill, priority: priority, service: .seconds(service * 60),
        patience: patience.map { .seconds($0 * 60) })
}

extension Workload {
    init(_ agents: [SimulatedAgent], _ arrivals: [Arrival] = [], skills: [String] = []) {
        self.init()
        (self.agents, self.arrivals, self.skills) = (agents, arrivals, skills)
    }
}

/// Apart by no more than rounding.
func isNear(_ value: Double, _ expected: Double) -> Bool { abs(value - expected) < 1e-9 }
