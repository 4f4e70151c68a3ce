internal import Events
internal import Seeds

extension Workload {
    /// As it might have been: each arrival moved by up to ten minutes to either side, evenly, and each service drawn
    /// from those of the same skill, with replacement (a bootstrap). Seed 0 is the record itself.
    package func drawn(_ seed: UInt64) -> Workload {
        guard seed > 0 else { return self }
        var drawn = self
        var draws = SplitMix64(seed: seed)
        var services = [[Duration]](repeating: [], count: skills.count + 1)
        for arrival in arrivals { services[arrival.skill ?? skills.count].append(arrival.service) }
        let jitter = SimulationLimits.jitterMax.milliseconds
        for index in arrivals.indices {
            let moved = Int64(draws.number(in: -Int(jitter)...Int(jitter)))
            drawn.arrivals[index].at = arrivals[index].at.advanced(by: .milliseconds(moved))
            drawn.arrivals[index].service = draws.pick(services[arrivals[index].skill ?? skills.count])
        }
        drawn.arrivals.sort { ($0.at, $0.name) < ($1.at, $1.name) }
        return drawn
    }
}
