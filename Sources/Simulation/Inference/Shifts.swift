internal import Calendars
internal import CivilTime
internal import Events

/// When somebody was on line, from when they did something.
///
/// A person counts as on line from the first to the last thing that they did on a day, by clocks of the record's zone,
/// and for a ``padding`` before and after: the median time between one thing and the next that the same person did on
/// the same day, at least a minute and at most an hour.
struct Shifts {
    private let zone: TimeZoneRules
    let padding: Duration

    init(_ actions: [[Instant]], zone: TimeZoneRules) {
        self.zone = zone
        var gaps: [Int64] = []
        for actions in actions {
            for (action, next) in zip(actions, actions.dropFirst())
            where Self.day(action, zone) == Self.day(next, zone) && action != next {
                gaps.append(next.milliseconds - action.milliseconds)
            }
        }
        padding = min(
            max(.milliseconds(Statistics.median(gaps) ?? 0), SimulationLimits.paddingMin), SimulationLimits.paddingMax)
    }

    private static func day(_ instant: Instant, _ zone: TimeZoneRules) -> Int64 {
        zone.wallClock(at: instant.milliseconds).floorQuotient(86_400_000)
    }

    /// - Parameter actions: in the order of time.
    func spans(_ actions: [Instant]) -> [Range<Instant>] {
        var spans: [Range<Instant>] = []
        var start = 0
        for index in actions.indices {
            let isLast = index + 1 == actions.count
            guard isLast || Self.day(actions[index + 1], zone) != Self.day(actions[index], zone) else { continue }
            let from = actions[start].advanced(by: .zero - padding)
            let to = actions[index].advanced(by: padding)
            start = index + 1
            spans.append(merging: from..<to)
        }
        return spans
    }
}

extension [Range<Instant>] {
    /// Adds a span that does not begin before the last one; where they meet they are one.
    mutating func append(merging span: Range<Instant>) {
        if let last, span.lowerBound <= last.upperBound {
            self[count - 1] = last.lowerBound..<Swift.max(last.upperBound, span.upperBound)
        } else {
            append(span)
        }
    }
}
