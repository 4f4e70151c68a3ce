internal import Events
internal import Policies

/// How an agent does in each dimension, in millionths.
struct Terms: Sendable {
    /// The level by 5; 1 where the ticket needs no skill.
    var skill: UInt64 = 0
    /// The ticket needs no skill: everybody is as fit.
    var isSkillMoot = false
    /// Capacity that is left, by capacity.
    var load: UInt64 = 0
    /// The share of the policy's window on line.
    var presence: UInt64 = 0
    /// 1 if the ticket has no region, or the agent serves it.
    var region: UInt64 = 0
    /// The ticket has no region, or the agent names none: nothing is near or far.
    var isRegionMoot = false
    /// The mean of min(years in the skill, 5) / 5 and ``Answers/smoothedRate``; where the ticket needs no skill, the
    /// latter alone.
    var experience: UInt64 = 0
    /// 1 if the policy would rather have the agent.
    var preferred: UInt64 = 0
    /// 1 if the agent had this ticket, or another of this customer, before.
    var affinity: UInt64 = 0

    static let levelMax: UInt64 = 5
    /// Of experience; more count as so many.
    static let yearsMax: Int64 = 5
    /// 365.25 days.
    static let yearMilliseconds: Int64 = 31_557_600_000

    /// In the order in which they are stored and shown.
    private func each(
        _ weights: Policy.ScoreWeights
    ) -> [(dimension: String, value: UInt64, weight: UInt64, isMoot: Bool)] {
        [
            ("skill", skill, weights.skill, isSkillMoot), ("load", load, weights.load, false),
            ("presence", presence, weights.presence, false), ("region", region, weights.region, isRegionMoot),
            ("experience", experience, weights.experience, false),
            ("preferred", preferred, weights.preferred, false), ("affinity", affinity, weights.affinity, false),
        ]
    }

    /// Each term counts its weight's share of itself, rounded down.
    func score(_ weights: Policy.ScoreWeights) -> UInt64 {
        skill * weights.skill / Millionths.whole + load * weights.load / Millionths.whole
            + presence * weights.presence / Millionths.whole + region * weights.region / Millionths.whole
            + experience * weights.experience / Millionths.whole + preferred * weights.preferred / Millionths.whole
            + affinity * weights.affinity / Millionths.whole
    }

    /// As they are stored: without those that have no weight.
    func stored(_ weights: Policy.ScoreWeights) -> [ScoreTerm] {
        each(weights).filter { $0.weight > 0 }.map { part in
            var term = ScoreTerm()
            (term.dimension, term.value, term.weight) = (part.dimension, part.value, part.weight)
            term.isMoot = part.isMoot
            return term
        }
    }
}

extension Policy.ScoreWeights {
    /// What scores at most come to; nil where they would not fit a key.
    var scoreMax: UInt64? {
        var sum: UInt64 = 0
        for weight in [skill, load, presence, region, experience, preferred, affinity] {
            guard weight <= Self.limit else { return nil }
            sum += weight
        }
        return sum <= Self.limit ? sum : nil
    }

    /// Far above what a policy says, which is a million in all. A score and what time adds still fit into 32 bits.
    private static let limit: UInt64 = 1 << 30
}
