/// What one figure was over the rounds of a run: the median speaks, lowest and highest say how far to trust it.
package struct Spread: Sendable, Hashable, Encodable {
    package var median: Double
    package var min: Double
    package var max: Double
    package var rounds: Int

    /// - Precondition: there is a value.
    package init(_ values: [Double]) {
        precondition(!values.isEmpty, "a figure was measured at least once")
        let sorted = values.sorted()
        let middle = sorted.count / 2
        median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
        min = sorted[0]
        max = sorted[sorted.count - 1]
        rounds = sorted.count
    }
}
