/// What a figure should be. Judged round by round; the median round decides.
package struct Target: Sendable {
    enum Direction: Sendable {
        case atLeast, atMost
    }

    /// In words.
    let text: String
    let direction: Direction
    /// What a round's figure is held to, given the round's baseline figure (0 where the row has no baseline).
    let bound: @Sendable (Double) -> Double

    /// At least so much, whatever the baseline.
    package static func atLeast(_ value: Double, _ text: String) -> Target {
        Target(text: text, direction: .atLeast) { _ in value }
    }

    package static func atMost(_ value: Double, _ text: String) -> Target {
        Target(text: text, direction: .atMost) { _ in value }
    }

    /// At least `factor` times the baseline.
    package static func atLeast(timesBaseline factor: Double, _ text: String) -> Target {
        Target(text: text, direction: .atLeast) { $0 * factor }
    }

    /// At most `factor` times the baseline and `constant`.
    package static func atMost(timesBaseline factor: Double, plus constant: Double = 0, _ text: String) -> Target {
        Target(text: text, direction: .atMost) { $0 * factor + constant }
    }

    package struct Outcome: Sendable, Hashable, Encodable {
        package var text: String
        /// What the median round was held to, in the figure's unit.
        package var bound: Double
        package var isReached: Bool
        /// How far beyond (positive) or short of it (negative) the figure is, as a share of the bound.
        package var margin: Double
    }

    func outcome(figures: [Double], baseline: [Double]) -> Outcome {
        let bounds = figures.indices.map { bound(baseline.isEmpty ? 0 : baseline[$0]) }
        let margins = zip(figures, bounds).map { figure, bound in
            direction == .atLeast ? figure / bound - 1 : 1 - figure / bound
        }
        let margin = Spread(margins).median
        return Outcome(text: text, bound: Spread(bounds).median, isReached: margin >= 0, margin: margin)
    }
}
