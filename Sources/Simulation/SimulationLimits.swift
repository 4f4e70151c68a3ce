internal import Policies

/// The limits of a simulation, with their reasons.
package enum SimulationLimits {
    /// Runs: the interval of the mean hardly narrows beyond.
    package static let seedsMax = 100
    /// Skills that are told apart, besides those of the profile: a policy takes no more. The rarest share one.
    static let skillsMax = PolicyLimits.skillsMax - 56
    static let capacityMax = Int(PolicyLimits.capacityMax)
    /// Moments at which loads are compared: more change the mean by less than a thousandth.
    static let samplesMax = 4_000
    /// Tickets that one batch holds: the exact optimum costs the square of it.
    static let batchTicketsMax = 200
    /// How far before and after what somebody did they count as on line, at most.
    static let paddingMax = Duration.seconds(3_600)
    static let paddingMin = Duration.seconds(60)
    /// How far a seed moves an arrival, at most, to either side.
    static let jitterMax = Duration.seconds(600)
}
