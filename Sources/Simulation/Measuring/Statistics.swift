/// What is reckoned of samples.
package enum Statistics {
    package static func mean(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }

    /// Of an even number of values the upper one of the two in the middle; nil of none.
    package static func median<Value: Comparable>(_ values: [Value]) -> Value? {
        values.isEmpty ? nil : values.sorted()[values.count / 2]
    }

    /// Of the values themselves, not of a population that they are drawn from.
    package static func deviation(_ values: [Double]) -> Double {
        let mean = mean(values)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return values.isEmpty ? 0 : (squares / Double(values.count)).squareRoot()
    }

    /// 0 where all have the same, towards 1 where one has everything: the mean difference by twice the mean (Gini,
    /// 1912).
    package static func gini(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let sum = sorted.reduce(0, +)
        guard sum > 0 else { return 0 }
        let weighted = sorted.enumerated().reduce(0.0) { $0 + Double($1.offset + 1) * $1.element }
        let count = Double(sorted.count)
        return 2 * weighted / (count * sum) - (count + 1) / count
    }

    /// The least value that so many of them do not exceed.
    /// - Parameter sorted: ascending.
    package static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        guard !sorted.isEmpty else { return 0 }
        let rank = Int((share * Double(sorted.count)).rounded(.up))
        return sorted[min(max(rank, 1), sorted.count) - 1]
    }
}

/// A mean and, where there are several runs, the interval that holds the true one in 95 of 100 cases.
package struct Estimate: Hashable, Sendable {
    package var mean: Double
    /// Half the interval, by Student's t; nil of a single run.
    package var halfWidth: Double?

    package init(_ values: [Double]) {
        mean = Statistics.mean(values)
        guard values.count > 1 else { return }
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let error = (squares / Double(values.count - 1) / Double(values.count)).squareRoot()
        halfWidth = error * Self.quantile(degrees: values.count - 1)
    }

    package var low: Double? { halfWidth.map { mean - $0 } }
    package var high: Double? { halfWidth.map { mean + $0 } }

    /// The 97.5% quantiles of Student's t distribution, by degrees of freedom from 1; beyond 30 the normal's is near.
    private static let quantiles = [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ]

    private static func quantile(degrees: Int) -> Double { degrees <= 30 ? quantiles[degrees - 1] : 1.960 }
}
