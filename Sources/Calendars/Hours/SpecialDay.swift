package import CivilTime

/// A date whose hours are not those of its weekday, and what it is called.
package struct SpecialDay: Hashable, Sendable {
    package let date: CivilDate
    /// As whoever reads an explanation knows it: 春节, stocktaking; empty where it has no name.
    package let name: String
    package let hours: Hours

    package enum Hours: Hashable, Sendable {
        /// A holiday.
        case closed
        /// A make-up working day 调休: worked like this weekday.
        case like(Weekday)
        /// Its own, in order and apart; not empty.
        case spans([WorkingSpan])
    }

    package init(_ date: CivilDate, _ name: String, _ hours: Hours) {
        self.date = date
        self.name = name
        self.hours = hours
    }

    package static func holiday(_ date: CivilDate, _ name: String) -> Self { Self(date, name, .closed) }

    /// A make-up working day 调休 for the holiday `name`.
    package static func makeUp(_ date: CivilDate, _ name: String, like weekday: Weekday = .monday) -> Self {
        Self(date, name, .like(weekday))
    }

    func spans(_ week: WeeklyHours) -> [WorkingSpan] {
        switch hours {
        case .closed: []
        case .like(let weekday): week[weekday]
        case .spans(let spans): spans
        }
    }

    func check() throws(CalendarError) {
        guard date.exists else { throw .noSuchDate(date) }
        guard CalendarLimits.years.contains(date.year) else { throw .dateOutOfRange(date) }
        if case .spans(let spans) = hours { try WorkingSpan.check(spans, day: date.text) }
    }
}
