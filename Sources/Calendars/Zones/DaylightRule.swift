internal import CivilTime

/// What holds in every year after a zone's last recorded transition: the `TZ` of POSIX.1-2024, section 8.3, with the
/// hours from -167 to 167 that RFC 9636 adds.
struct DaylightRule: Hashable {
    /// Ahead of UTC.
    var standardOffsetSeconds: Int64
    /// Nil where clocks are never changed.
    var daylight: Daylight?

    struct Daylight: Hashable {
        /// Ahead of UTC.
        var offsetSeconds: Int64
        /// When it begins, as clocks of standard time show it.
        var start: Change
        /// When it ends, as clocks of daylight saving show it.
        var end: Change
    }

    struct Change: Hashable {
        var day: YearDay
        /// After the day's midnight; it may be on another day.
        var seconds: Int64
    }

    enum YearDay: Hashable {
        /// From 1 to 365; no 29 February is counted.
        case julian(Int64)
        /// From 0 to 365; 29 February is counted.
        case zeroBased(Int64)
        /// Of a month, the `week`th (5: the last) of a weekday (0: Sunday).
        case weekday(month: Int64, week: Int64, weekday: Int64)

        /// Days after 1970-01-01.
        func days(year: Int64) -> Int64 {
            let newYear = CivilDate(year: year, month: 1, day: 1).days
            switch self {
            case .julian(let day):
                let isLeap = CivilDate(year: year, month: 2, day: 29).exists
                return newYear + day - 1 + (isLeap && day >= 60 ? 1 : 0)
            case .zeroBased(let day): return newYear + day
            case .weekday(let month, let week, let weekday):
                let first = CivilDate(year: year, month: month, day: 1).days
                let next = CivilDate(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1).days
                // 1970-01-01 was a Thursday.
                let day = first + (weekday - first - 4).floorRemainder(7) + (week - 1) * 7
                return day < next ? day : day - 7
            }
        }
    }

    /// The transitions after `last` (ms since 1970) and within the years that are reckoned with, in order.
    func transitions(after last: Int64) -> [TimeZoneRules.Transition] {
        guard let daylight else { return [] }
        var all: [TimeZoneRules.Transition] = []
        for year in CalendarLimits.years.lowerBound - 1...CalendarLimits.years.upperBound {
            let changes = [
                (daylight.start, before: standardOffsetSeconds, after: daylight.offsetSeconds),
                (daylight.end, before: daylight.offsetSeconds, after: standardOffsetSeconds),
            ]
            for (change, before, after) in changes {
                let seconds = change.day.days(year: year) * 86_400 + change.seconds - before
                all.append(TimeZoneRules.Transition(milliseconds: seconds * 1000, offsetSeconds: after))
            }
        }
        return Self.inOrder(all, daylightOffsetSeconds: daylight.offsetSeconds).filter { $0.milliseconds > last }
    }

    /// A zone that always saves daylight ends it and begins it again at one moment: then the beginning holds.
    private static func inOrder(
        _ transitions: [TimeZoneRules.Transition], daylightOffsetSeconds: Int64
    ) -> [TimeZoneRules.Transition] {
        let sorted = transitions.sorted {
            ($0.milliseconds, $0.offsetSeconds == daylightOffsetSeconds ? 1 : 0)
                < ($1.milliseconds, $1.offsetSeconds == daylightOffsetSeconds ? 1 : 0)
        }
        return sorted.indices.compactMap { index in
            let next = index + 1
            let isOverruled = next < sorted.count && sorted[next].milliseconds == sorted[index].milliseconds
            return isOverruled ? nil : sorted[index]
        }
    }
}
