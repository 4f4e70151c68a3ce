internal import Policies

/// The limits of a simulation, with their reasons.
package enum SimulationLimits {
    /// Runs: the interval of the mean hardly narrows beyond.
    package static let seedsMax = 100
    /// Skills that a profile may have of its own, beside those of the record.
    static let profileSkillsMax = 56
    /// Skills that are told apart, besides those of the profile: a policy takes no more. The rarest share one.
    static let skillsMax = PolicyLimits.skillsMax - profileSkillsMax
    static let capacityMax = Int(PolicyLimits.capacityMax)
    /// Moments at which loads are compared: more change the mean by less than a thousandth.
    static let samplesMax = 4_000
    /// Tickets that one batch holds: the exact optimum costs the cube of it.
    static let batchTicketsMax = 200
    /// Tickets that came within so long are judged together.
    static let batchWithin = Duration.seconds(300)
    /// How long time goes on behind the last happening: offers run out, and who waits is warned of.
    static let after = Duration.seconds(7 * 86_400)
    /// How far before and after what somebody did they count as on line, at most.
    static let paddingMax = Duration.seconds(3_600)
    static let paddingMin = Duration.seconds(60)
    /// How far a seed moves an arrival, at most, to either side.
    static let jitterMax = Duration.seconds(600)
}
