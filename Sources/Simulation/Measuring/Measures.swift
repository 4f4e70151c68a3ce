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
    package var fullnessDeviation = 0.0
    package var fullnessGini = 0.0
    /// The standard deviation, between people, of cases taken for each hour on line, as a share of their mean.
    package var takenDeviation = 0.0
    package var takenGini = 0.0
    /// Of the customers who asked for somebody, those who gave up before.
    package var gaveUp = 0.0
    /// How many were offered within these times: what a chart draws.
    package var within: [Double] = []

    /// In seconds: what ``within`` counts by.
    package static let marks: [Double] = [1, 10, 30, 60, 300, 900, 1_800, 3_600, 14_400, 86_400, 604_800]

    package init() {}
}

/// A figure of ``Measures``, by name: what is reported, and whether more of it is better.
package struct Measured: Hashable, Sendable {
    package enum Unit: Hashable, Sendable { case seconds, share, cases, plain }

    package let code: String
    package let unit: Unit
    package let isMoreBetter: Bool

    package static let all: [Measured] = [
        Measured(code: "waitMean", unit: .seconds, isMoreBetter: false),
        Measured(code: "waitMedian", unit: .seconds, isMoreBetter: false),
        Measured(code: "waitP90", unit: .seconds, isMoreBetter: false),
        Measured(code: "staffedWaitMean", unit: .seconds, isMoreBetter: false),
        Measured(code: "withinFiveMinutes", unit: .share, isMoreBetter: true),
        Measured(code: "onTime", unit: .share, isMoreBetter: true),
        Measured(code: "openDeviation", unit: .cases, isMoreBetter: false),
        Measured(code: "openGini", unit: .plain, isMoreBetter: false),
        Measured(code: "fullnessDeviation", unit: .plain, isMoreBetter: false),
        Measured(code: "fullnessGini", unit: .plain, isMoreBetter: false),
        Measured(code: "takenDeviation", unit: .plain, isMoreBetter: false),
        Measured(code: "takenGini", unit: .plain, isMoreBetter: false),
        Measured(code: "gaveUp", unit: .share, isMoreBetter: false),
    ]

    package func value(of measures: Measures) -> Double {
        switch code {
        case "waitMean": measures.waitMean
        case "waitMedian": measures.waitMedian
        case "waitP90": measures.waitP90
        case "staffedWaitMean": measures.staffedWaitMean
        case "withinFiveMinutes": measures.withinFiveMinutes
        case "onTime": measures.onTime
        case "openDeviation": measures.openDeviation
        case "openGini": measures.openGini
        case "fullnessDeviation": measures.fullnessDeviation
        case "fullnessGini": measures.fullnessGini
        case "takenDeviation": measures.takenDeviation
        case "takenGini": measures.takenGini
        case "gaveUp": measures.gaveUp
        default: preconditionFailure("there is no measure \(code)")
        }
    }
}
