internal import Events

/// How unevenly open cases lie on those who are on line, seen at the moments when cases came.
package struct OpenLoads {
    private enum Change {
        case online(Int, Bool)
        case open(Int, Int)
        case sample
    }

    private var changes: [(at: Instant, order: Int, change: Change)] = []
    private let capacities: [Double]

    package init(_ agents: [SimulatedAgent], _ handling: Handling) {
        capacities = agents.map { Double(max(1, $0.capacity)) }
        for (number, agent) in agents.enumerated() {
            for shift in agent.shifts {
                changes.append((shift.lowerBound, 1, .online(number, true)))
                changes.append((shift.upperBound, 0, .online(number, false)))
            }
        }
        // What is done at a moment is not open at it, as whoever goes then is not there. What was had for no time never
        // was.
        for hold in handling.holds where hold.from < hold.to {
            changes.append((hold.to, 2, .open(hold.agent, -1)))
            changes.append((hold.from, 4, .open(hold.agent, 1)))
        }
        let moments = handling.cases.map(\.at).sorted()
        let step = max(1, moments.count / SimulationLimits.samplesMax)
        // Before the case itself is anybody's.
        for index in stride(from: 0, to: moments.count, by: step) { changes.append((moments[index], 3, .sample)) }
    }

    /// The means of the standard deviation and of Gini's coefficient, over moments.
    package struct Unevenness {
        private var deviations: [Double] = []
        private var ginis: [Double] = []

        package var deviation: Double { Statistics.mean(deviations) }
        package var gini: Double { Statistics.mean(ginis) }

        fileprivate mutating func add(_ loads: [Double]) {
            deviations.append(Statistics.deviation(loads))
            // Where nobody has anything there is nothing to be uneven.
            if loads.contains(where: { $0 > 0 }) { ginis.append(Statistics.gini(loads)) }
        }
    }

    /// Of open cases, and of open cases by capacity, at the moments at which two or more are on line.
    package mutating func measure() -> (open: Unevenness, utilisation: Unevenness) {
        changes.sort { ($0.at, $0.order) < ($1.at, $1.order) }
        var isOnline = [Bool](repeating: false, count: capacities.count)
        var open = [Int](repeating: 0, count: capacities.count)
        var (opens, utilisation) = (Unevenness(), Unevenness())
        for (_, _, change) in changes {
            switch change {
            case .online(let agent, let value): isOnline[agent] = value
            case .open(let agent, let by): open[agent] += by
            case .sample:
                let online = isOnline.indices.filter { isOnline[$0] }
                guard online.count > 1 else { continue }
                opens.add(online.map { Double(open[$0]) })
                utilisation.add(online.map { Double(open[$0]) / capacities[$0] })
            }
        }
        return (opens, utilisation)
    }
}
