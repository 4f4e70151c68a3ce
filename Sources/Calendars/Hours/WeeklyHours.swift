internal import CivilTime

/// A day of the week, by its number in ISO 8601.
package enum Weekday: Int, Hashable, Sendable, CaseIterable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    /// - Parameter days: after 1970-01-01, which was a Thursday.
    init(days: Int64) { self = Self.allCases[Int((days + 3).floorRemainder(7))] }

    var index: Int { rawValue - 1 }
}

/// The working spans of each day of an ordinary week.
package struct WeeklyHours: Hashable, Sendable {
    /// From Monday on.
    private(set) var spans: [[WorkingSpan]]

    /// - Parameter spans: of a day, in order and apart. Spans may touch. A day that is left out is a day of rest.
    /// - Throws: what is wrong with a span, or with two.
    package init(_ spans: [Weekday: [WorkingSpan]]) throws(CalendarError) {
        self.spans = []
        for weekday in Weekday.allCases {
            let ofDay = spans[weekday] ?? []
            try WorkingSpan.check(ofDay, day: "\(weekday)")
            self.spans.append(ofDay)
        }
    }

    /// The same spans from Monday to Friday.
    package init(mondayToFriday spans: [WorkingSpan]) throws(CalendarError) {
        let workdays: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]
        try self.init(Dictionary(uniqueKeysWithValues: workdays.map { ($0, spans) }))
    }

    private init(everyDay spans: [WorkingSpan]) { self.spans = Array(repeating: spans, count: 7) }

    /// 24/7
    package static let always = WeeklyHours(everyDay: [.wholeDay])

    package subscript(_ weekday: Weekday) -> [WorkingSpan] { spans[weekday.index] }
}

extension WorkingSpan {
    static func check(_ spans: [WorkingSpan], day: String) throws(CalendarError) {
        guard spans.count <= CalendarLimits.spansADayMax else {
            throw .tooMany(.spans, limit: CalendarLimits.spansADayMax)
        }
        for span in spans where span.milliseconds <= 0 { throw .emptySpan(span, day: day) }
        for (span, next) in zip(spans, spans.dropFirst()) where next.start < span.end {
            if next.end <= span.start { throw .spansOutOfOrder(span, next, day: day) }
            throw .spansOverlap(span, next, day: day)
        }
    }
}
