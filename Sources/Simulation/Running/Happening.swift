package import Events

/// Something that comes from outside: by the clock, and at one moment in the order of its kinds.
struct Happening: Comparable {
    enum Kind: Int, Comparable {
        /// Whoever is done first has room for what comes at the same moment.
        case resolved, wentOffline, cameOnline, arrived

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    var at: Instant
    var kind: Kind
    /// The place of the agent or the arrival.
    var number: Int

    static func < (left: Self, right: Self) -> Bool {
        (left.at, left.kind, left.number) < (right.at, right.kind, right.number)
    }

    /// Shifts and arrivals.
    static func all(of workload: Workload) -> [Happening] {
        var all: [Happening] = []
        for (number, agent) in workload.agents.enumerated() {
            for shift in agent.shifts {
                all.append(Happening(at: shift.lowerBound, kind: .cameOnline, number: number))
                all.append(Happening(at: shift.upperBound, kind: .wentOffline, number: number))
            }
        }
        for (number, arrival) in workload.arrivals.enumerated() {
            all.append(Happening(at: arrival.at, kind: .arrived, number: number))
        }
        return all
    }
}

/// What became of an arrival.
package struct Outcome: Hashable, Sendable {
    package var offeredAt: Instant?
    package var agent: Int?
    /// When the agent was done; nil where nobody ever had it.
    package var endedAt: Instant?
    /// The customer had given up before.
    package var isAbandoned = false

    package init() {}
}

extension Arrival {
    /// How long it is had by who gets it at `instant`: a moment where the customer has given up before.
    func service(from instant: Instant) -> (duration: Duration, isAbandoned: Bool) {
        guard let patience, instant > at.advanced(by: patience) else { return (service, false) }
        return (.seconds(1), true)
    }
}
