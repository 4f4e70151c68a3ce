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

    init(_ deeds: [[Instant]], zone: TimeZoneRules) {
        self.zone = zone
        var gaps: [Int64] = []
        for deeds in deeds {
            for (deed, next) in zip(deeds, deeds.dropFirst())
            where Self.day(deed, zone) == Self.day(next, zone) && deed != next {
                gaps.append(next.milliseconds - deed.milliseconds)
            }
        }
        gaps.sort()
        let median = gaps.isEmpty ? 0 : gaps[gaps.count / 2]
        padding = min(max(.milliseconds(median), SimulationLimits.paddingMin), SimulationLimits.paddingMax)
    }

    private static func day(_ instant: Instant, _ zone: TimeZoneRules) -> Int64 {
        zone.wallClock(at: instant.milliseconds).floorQuotient(86_400_000)
    }

    /// - Parameter deeds: in the order of time.
    func spans(_ deeds: [Instant]) -> [Range<Instant>] {
        var spans: [Range<Instant>] = []
        var start = 0
        for index in deeds.indices {
            let isLast = index + 1 == deeds.count
            guard isLast || Self.day(deeds[index + 1], zone) != Self.day(deeds[index], zone) else { continue }
            let from = deeds[start].advanced(by: .zero - padding)
            let to = deeds[index].advanced(by: padding)
            start = index + 1
            if let last = spans.last, from <= last.upperBound {
                spans[spans.count - 1] = last.lowerBound..<max(last.upperBound, to)
            } else {
                spans.append(from..<to)
            }
        }
        return spans
    }
}
