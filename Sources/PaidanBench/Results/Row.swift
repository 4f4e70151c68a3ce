/// One line of the result: a figure, what it stands beside, and what it should be.
package struct Row: Sendable, Encodable {
    package enum Unit: String, Sendable, Encodable {
        case perSecond = "/s"
        case microseconds = "us"
        case milliseconds = "ms"
        case gigabytesPerSecond = "GB/s"
        case bytes = "bytes"
        case percent = "%"
        case ratio = ":1"
        case count
    }

    /// What the figure stands beside, measured in the same rounds.
    package struct Baseline: Sendable, Encodable {
        package var name: String
        package var unit: Unit
        package var figure: Spread
    }

    package let type = "row"
    /// Stable; for programs.
    package var row: String
    package var what: String
    package var unit: Unit
    package var figure: Spread
    package var baseline: Baseline?
    /// Figure by baseline, round by round, so that a machine that drifts between rounds does not bend it.
    package var ratio: Spread?
    package var target: Target.Outcome?

    /// - Parameters:
    ///   - figures: by round.
    ///   - baseline: its name, unit and figures, by the same rounds; in the figure's unit unless another is given.
    package init(
        _ row: String, _ what: String, _ unit: Unit, _ figures: [Double],
        baseline: (name: String, figures: [Double])? = nil, baselineUnit: Unit? = nil, target: Target? = nil
    ) {
        self.row = row
        self.what = what
        self.unit = unit
        figure = Spread(figures)
        if let baseline {
            precondition(baseline.figures.count == figures.count, "figure and baseline come from the same rounds")
            self.baseline = Baseline(name: baseline.name, unit: baselineUnit ?? unit, figure: Spread(baseline.figures))
            if baselineUnit ?? unit == unit { ratio = Spread(zip(figures, baseline.figures).map { $0 / $1 }) }
        }
        self.target = target.map { $0.outcome(figures: figures, baseline: baseline?.figures ?? []) }
    }
}
