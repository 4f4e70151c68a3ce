import PolicyFiles
import Events
import Policies
import Seeds

/// Rules made for a test, out of those of a profile.
enum Rules {
    /// The profile's, with a levelling that leaves room for others.
    static let smart = {
        var rules = PolicyFiles.profile("smart-dispatch").policy.dispatch
        rules.levelling = Policy.Levelling(offersMax: 3, window: .seconds(600))
        return rules
    }()

    static func ring(_ code: String, pools: [String], isRegional: Bool = false) -> Policy.Ring {
        var ring = smart.rings[0]
        (ring.code, ring.pools, ring.isRegional) = (code, pools, isRegional)
        return ring
    }

    /// In the order of the terms: skill, load, presence, region, experience, preferred, affinity.
    static func weights(_ values: [UInt64]) -> Policy.ScoreWeights {
        var weights = smart.weights
        (weights.skill, weights.load, weights.presence, weights.region) = (values[0], values[1], values[2], values[3])
        (weights.experience, weights.preferred, weights.affinity) = (values[4], values[5], values[6])
        return weights
    }

    /// One ring of everybody, and these weights whatever the priority.
    static func weighing(_ values: [UInt64]) -> Policy.Dispatch {
        var rules = smart
        rules.weights = weights(values)
        rules.weightsByPriority = [:]
        rules.rings = [ring("all", pools: [])]
        return rules
    }

    static func random(_ random: inout SplitMix64, pools: [String]) -> Policy.Dispatch {
        var rules = smart
        rules.weights = randomWeights(&random)
        rules.weightsByPriority = [:]
        for priority in Priority.allCases where random.chance(1, in: 3) {
            rules.weightsByPriority[priority] = randomWeights(&random)
        }
        rules.preferred.yearsMin = UInt64(random.below(6))
        rules.preferred.onTimeMin = random.pick([0, 500_000, 800_000, 950_000, 1_000_000])
        rules.presenceWindow = random.pick([.zero, .seconds(3_600), .seconds(7 * 3_600), .seconds(24 * 3_600)])
        rules.levelling.offersMax = UInt64(random.below(4))
        rules.levelling.repeats = random.chance(1, in: 2)
        rules.levelling.window = random.pick([.zero, .seconds(60), .seconds(600), .seconds(7_200)])
        rules.rings = (0..<random.below(5)).map { number in
            let some = pools.filter { _ in random.chance(1, in: 2) }
            return ring("ring-\(number)", pools: some, isRegional: random.chance(1, in: 3))
        }
        return rules
    }

    private static func randomWeights(_ random: inout SplitMix64) -> Policy.ScoreWeights {
        var shares = (0..<7).map { _ in random.chance(1, in: 4) ? 0 : 1 + random.next() % 100 }
        shares[random.below(7)] += 1
        let sum = shares.reduce(0, +)
        return weights(shares.map { $0 * 1_000_000 / sum })
    }
}
