internal import CivilTime

/// The working time of a week without special dates, whose clocks are not changed.
struct RegularWeek: Hashable {
    let milliseconds: Int64
    /// What was worked from Monday 00:00 until the midnight before each weekday.
    private let before: [Int64]
    private let ofDay: [Int64]

    init(_ week: WeeklyHours) {
        ofDay = week.spans.map { $0.reduce(0) { $0 + $1.milliseconds } }
        before = ofDay.indices.map { [ofDay] day in ofDay[..<day].reduce(0, +) }
        milliseconds = ofDay.reduce(0, +)
    }

    /// Of the day that is `days` after 1970-01-01.
    func milliseconds(on days: Int64) -> Int64 { ofDay[Int((days + 3).floorRemainder(7))] }

    /// From Monday 1969-12-29 until the midnight before a day.
    func milliseconds(until days: Int64) -> Int64 {
        (days + 3).floorQuotient(7) * milliseconds + before[Int((days + 3).floorRemainder(7))]
    }
}

/// A day whose working time is not that of its weekday: a special date, or one on which clocks are changed at work.
struct IrregularDay: Hashable {
    /// After 1970-01-01.
    let days: Int64
    let milliseconds: Int64
    /// What was worked from Monday 1969-12-29 until its midnight.
    let before: Int64
    /// Which of the calendar's special days it is, if it is one.
    let special: Int?

    var through: Int64 { before + milliseconds }

    static func all(zone: TimeZoneRules, week: WeeklyHours, specialDays: [SpecialDay]) -> [Self] {
        let regular = RegularWeek(week)
        var all: [Self] = []
        var extra: Int64 = 0
        func add(_ days: Int64, _ spans: [WorkingSpan], special: Int?) {
            let milliseconds = spans.reduce(0 as Int64) { sum, span in
                let part = zone.moments(of: span, on: days)
                return sum + part.upperBound - part.lowerBound
            }
            let usual = regular.milliseconds(on: days)
            guard special != nil || milliseconds != usual else { return }
            let before = regular.milliseconds(until: days) + extra
            all.append(Self(days: days, milliseconds: milliseconds, before: before, special: special))
            extra += milliseconds - usual
        }
        var changed = zone.daysOfChange[...]
        for (index, special) in specialDays.enumerated() {
            let days = special.date.days
            while let day = changed.first, day < days {
                add(changed.removeFirst(), week[Weekday(days: day)], special: nil)
            }
            if changed.first == days { changed.removeFirst() }
            add(days, special.spans(week), special: index)
        }
        for day in changed { add(day, week[Weekday(days: day)], special: nil) }
        return all
    }
}

extension TimeZoneRules {
    /// The moments of a span of the day that is `days` after 1970-01-01.
    func moments(of span: WorkingSpan, on days: Int64) -> Range<Int64> {
        let midnight = days * CalendarLimits.dayMilliseconds
        let start = firstMoment(wallClock: midnight + span.start.milliseconds)
        return start..<firstMoment(wallClock: midnight + span.end.milliseconds)
    }

    /// The days whose length a transition can change, and some beside them; in order, each once.
    var daysOfChange: [Int64] {
        var days: [Int64] = []
        var offset = initialOffsetSeconds
        for transition in transitions {
            let (low, high) = (min(offset, transition.offsetSeconds), max(offset, transition.offsetSeconds))
            let first = (transition.milliseconds + low * 1000).floorQuotient(CalendarLimits.dayMilliseconds) - 1
            let last = (transition.milliseconds + high * 1000).floorQuotient(CalendarLimits.dayMilliseconds) + 1
            for day in first...last where day > days.last ?? .min && CalendarLimits.days.contains(day) {
                days.append(day)
            }
            offset = transition.offsetSeconds
        }
        return days
    }
}
