internal import EventRendering
internal import Events
internal import Foundation

/// The figures of a day, as rows and as lines.
struct DayReport {
    private let day: PlayedDay
    private let faults: [String]

    init(_ day: PlayedDay, faults: [String]) { (self.day, self.faults) = (day, faults) }

    private static let percentiles: [(name: String, percent: Double)] = [
        ("p50", 50), ("p90", 90), ("p99", 99), ("p999", 99.9), ("max", 100),
    ]

    func write(to report: Report) throws {
        try latencies(to: report)
        try report.add(DayRows(day, faults: faults.count).rows)
        try report.remark("lives", DayRows.lives(day.load.ledger))
        try report.remark("events", events)
        try report.remark("pace", pace)
        for remark in day.drift.remarks { try report.remark("drift", remark) }
        try report.remark(
            "audit", "\(day.audit.events) events, \(day.audit.open) open tickets, \(day.audit.violations) violations")
        for fault in faults { try report.find(fault) }
        report.end()
    }

    /// Milliseconds from when a request was due to its answer, in a table of their own.
    private func latencies(to report: Report) throws {
        var rows: [Row] = []
        var lines = [
            Self.columns("ms from when it was due", ["p50", "p90", "p99", "p99.9", "max", "sent p99", "done", "409"])
        ]
        var all = RequestFigures()
        for (kind, figures) in day.load.figures.sorted(by: { $0.key < $1.key }) {
            all.add(figures)
            rows += Self.rows(kind, "\(kind), from when it was due", figures.fromDue)
            lines.append(Self.line(kind, figures))
        }
        lines.append(Self.line("all", all))
        var lag = LatencyHistogram()
        for stream in day.load.streams.dropFirst() { lag.add(stream.lag) }
        let streams = [("followers", lag), ("guide", day.load.streams[0].lag)].filter { $0.1.count > 0 }
        for (name, lag) in streams {
            rows += Self.rows("lag.\(name)", "from an event's time to its receipt: \(name)", lag)
            lines.append(Self.columns("lag of the \(name)", Self.figures(lag) + ["", "\(lag.count)"]))
        }
        rows += Self.rows("lateness", "from a step's time until the load came to it", day.load.lateness)
        lines.append(
            Self.columns(
                "lateness of the load itself", Self.figures(day.load.lateness) + ["", "\(day.load.lateness.count)"]))
        try report.add(rows, shownAs: lines + [""])
    }

    private static func line(_ kind: String, _ figures: RequestFigures) -> String {
        let sent = text(figures.fromSent.percentileMicroseconds(99))
        return columns(kind, Self.figures(figures.fromDue) + [sent, "\(figures.done)", "\(figures.conflicts)"])
    }

    private static func rows(_ name: String, _ what: String, _ times: LatencyHistogram) -> [Row] {
        percentiles.map { percentile in
            Row(
                "day.\(name).\(percentile.name)", "\(what), \(percentile.name)", .milliseconds,
                [times.percentileMicroseconds(percentile.percent) / 1_000])
        }
    }

    private static func figures(_ times: LatencyHistogram) -> [String] {
        percentiles.map { text(times.percentileMicroseconds($0.percent)) }
    }

    private static func text(_ microseconds: Double) -> String { String(format: "%.2f", microseconds / 1_000) }

    private static func columns(_ first: String, _ rest: [String]) -> String {
        rest.reduce(first.padding(toLength: max(first.count, 28), withPad: " ", startingAt: 0)) { line, cell in
            line + String(repeating: " ", count: max(1, 10 - cell.count)) + cell
        }
    }

    /// Whether the load was what the agenda says, and what the figures are figures of.
    private var pace: String {
        let late = day.load.lateness.percentileMicroseconds(99) / 1_000
        let lag = day.load.streams[0].lag.percentileMicroseconds(99) / 1_000
        let figures =
            "the load came to its steps \(Self.text(late * 1_000)) ms late, and heard of events after "
            + "\(Self.text(lag * 1_000)) ms, each in 99 of 100 cases"
        guard late <= Self.lateMillisecondsMax else {
            return "the load itself fell behind, and the figures are not the daemon's: \(figures)"
        }
        guard lag <= Self.lagMillisecondsMax else {
            return
                "the daemon or the machine fell behind, and so did what people do because of events: \(figures)"
        }
        return "the machine kept up: \(figures)"
    }

    /// Of what is due in seconds, a tenth of one changes nothing; and a second is what an offer may take.
    private static let lateMillisecondsMax = 100.0
    private static let lagMillisecondsMax = 1_000.0

    private var events: String {
        day.load.ledger.events.map { (String(decoding: $0, as: UTF8.self), $1) }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
            .map { "\($1) \($0)" }
            .joined(separator: ", ")
    }
}
