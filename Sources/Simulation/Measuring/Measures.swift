/// How well cases were given to people. Times are seconds.
package struct Measures: Hashable, Sendable {
    /// From asking to being offered, or, in the record, taken.
    package var waitMean = 0.0
    package var waitMedian = 0.0
    package var waitP90 = 0.0
    /// Of the waiting, the part during which somebody was on line who can take such a case.
    package var staffedWaitMean = 0.0
    /// Offered within five minutes.
    package var withinFiveMinutes = 0.0
    /// Within the policy's time for a first contact.
    package var onTime = 0.0
    /// The standard deviation of open cases between those on line, at the moments when cases came.
    package var openDeviation = 0.0
    package var openGini = 0.0
    /// The same of open cases by capacity: how full people are.
    package var utilisationDeviation = 0.0
    package var utilisationGini = 0.0
    /// The standard deviation, between people, of cases taken for each hour on line, as a share of their mean.
    package var takenDeviation = 0.0
    package var takenGini = 0.0
    /// Of the customers who asked for somebody, those who gave up before.
    package var gaveUp = 0.0
    /// How many were offered within these times: what a chart draws.
    package var within: [Double] = []

    /// What ``within`` counts by: seconds, and as a chart names them.
    package static let marks: [(seconds: Double, label: String)] = [
        (1, "1s"), (10, "10s"), (30, "30s"), (60, "1m"), (300, "5m"), (900, "15m"), (1_800, "30m"), (3_600, "1h"),
        (14_400, "4h"), (86_400, "1d"), (604_800, "7d"),
    ]

    package init() {}
}

/// A figure of ``Measures``, as reports name it.
package enum Measured: String, CaseIterable, Sendable {
    case waitMean, waitMedian, waitP90, staffedWaitMean, withinFiveMinutes, onTime, openDeviation, openGini,
        utilisationDeviation, utilisationGini, takenDeviation, takenGini, gaveUp

    package enum Unit: Hashable, Sendable { case seconds, share, cases, plain }

    package var unit: Unit {
        switch self {
        case .waitMean, .waitMedian, .waitP90, .staffedWaitMean: .seconds
        case .withinFiveMinutes, .onTime, .gaveUp: .share
        case .openDeviation: .cases
        case .openGini, .utilisationDeviation, .utilisationGini, .takenDeviation, .takenGini: .plain
        }
    }

    package func value(of measures: Measures) -> Double {
        switch self {
        case .waitMean: measures.waitMean
        case .waitMedian: measures.waitMedian
        case .waitP90: measures.waitP90
        case .staffedWaitMean: measures.staffedWaitMean
        case .withinFiveMinutes: measures.withinFiveMinutes
        case .onTime: measures.onTime
        case .openDeviation: measures.openDeviation
        case .openGini: measures.openGini
        case .utilisationDeviation: measures.utilisationDeviation
        case .utilisationGini: measures.utilisationGini
        case .takenDeviation: measures.takenDeviation
        case .takenGini: measures.takenGini
        case .gaveUp: measures.gaveUp
        }
    }
}
