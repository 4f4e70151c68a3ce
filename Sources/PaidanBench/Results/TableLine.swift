internal import Foundation

/// A row as a line of the table.
struct TableLine {
    static let head = Self.columns("what", "figure", "low-high", "baseline", "ratio", "target")

    let text: String

    init(_ row: Row) {
        let baseline = row.baseline.map { "\(Self.number($0.figure.median, $0.unit)) \($0.name)" }
        let target = row.target.map { target in
            let margin = Self.decimals(abs(target.margin) * 100, 0)
            return target.isReached ? "reached: \(target.text)" : "MISSED by \(margin)%: \(target.text)"
        }
        text = Self.columns(
            row.what, Self.number(row.figure.median, row.unit),
            row.figure.rounds < 2
                ? "" : "\(Self.bare(row.figure.min, row.unit))-\(Self.bare(row.figure.max, row.unit))",
            baseline ?? "", row.ratio.map { Self.decimals($0.median, 2) } ?? "", target ?? "")
    }

    private static func columns(
        _ what: String, _ figure: String, _ range: String, _ baseline: String, _ ratio: String, _ target: String
    ) -> String {
        let left = what.padding(toLength: max(what.count, 66), withPad: " ", startingAt: 0)
        let cells = [
            left, right(figure, 10), right(range, 15),
            " " + baseline.padding(toLength: max(baseline.count, 30), withPad: " ", startingAt: 0), right(ratio, 5),
        ]
        return cells.joined(separator: " ") + "  " + target
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    private static func number(_ value: Double, _ unit: Row.Unit) -> String {
        switch unit {
        case .perSecond, .percent, .ratio: bare(value, unit) + unit.rawValue
        case .count: bare(value, unit)
        case .microseconds, .milliseconds, .gigabytesPerSecond, .bytes: "\(bare(value, unit)) \(unit.rawValue)"
        }
    }

    private static func bare(_ value: Double, _ unit: Row.Unit) -> String {
        switch unit {
        case .perSecond where abs(value) >= 1_000_000: decimals(value / 1_000_000, 2) + "M"
        case .perSecond where abs(value) >= 1_000: decimals(value / 1_000, abs(value) < 100_000 ? 1 : 0) + "k"
        case .perSecond: decimals(value, 0)
        case .microseconds: decimals(value, value < 10 ? 2 : 0)
        case .count: decimals(value, 0)
        case .bytes where abs(value) >= 1_000_000: decimals(value / 1_000_000, 1) + "M"
        case .milliseconds, .percent, .bytes: decimals(value, 1)
        case .gigabytesPerSecond, .ratio: decimals(value, 2)
        }
    }

    private static func decimals(_ value: Double, _ count: Int) -> String { String(format: "%.\(count)f", value) }
}
