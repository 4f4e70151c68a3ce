package import CivilTime

/// When time counts: the hours of a week in a zone, holidays, make-up working days and dates with hours of their own.
///
/// Immutable. Reckoning is exact to the millisecond and reads nothing but the calendar: one calendar and one question
/// have one answer for ever. Everything rests on ``counted(until:)``, the working time since a fixed day, and on its
/// inverse; so measuring what was added gives it back, and adding in two steps is adding in one.
package struct BusinessCalendar: Hashable, Sendable {
    package let name: String
    package let zone: TimeZoneRules
    package let week: WeeklyHours
    /// By date.
    package let specialDays: [SpecialDay]
    /// The last year whose holidays are known; nil where there are none to know. After it, weeks are ordinary.
    package let holidaysKnownThrough: Int64?
    /// By day; every day whose working time is not that of its weekday where clocks are not changed.
    let irregularDays: [IrregularDay]
    let regularWeek: RegularWeek

    /// - Parameter specialDays: in any order.
    /// - Throws: what is wrong with a date or its spans; `noWorkingTime` if nobody ever works.
    /// - Complexity: O(n log n) in the special days and transitions; with those of China and New York, 0.3 ms.
    package init(
        name: String, zone: TimeZoneRules, week: WeeklyHours, specialDays: [SpecialDay] = [],
        holidaysKnownThrough: Int64? = nil
    ) throws(CalendarError) {
        guard specialDays.count <= CalendarLimits.specialDaysMax else {
            throw .tooMany(.specialDays, limit: CalendarLimits.specialDaysMax)
        }
        for day in specialDays { try day.check() }
        self.name = name
        self.zone = zone
        self.week = week
        self.specialDays = specialDays.sorted { $0.date < $1.date }
        self.holidaysKnownThrough = holidaysKnownThrough
        for (day, next) in zip(self.specialDays, self.specialDays.dropFirst()) where day.date == next.date {
            throw .dateTwice(day.date)
        }
        regularWeek = RegularWeek(week)
        irregularDays = IrregularDay.all(zone: zone, week: week, specialDays: self.specialDays)
        guard regularWeek.milliseconds > 0 || irregularDays.contains(where: { $0.milliseconds > 0 }) else {
            throw .noWorkingTime(calendar: name)
        }
    }

    /// From then on no holiday is known; nil where there are none to know.
    package var holidaysKnownUntil: Timestamp? {
        holidaysKnownThrough.map { year in
            let days = CivilDate(year: year + 1, month: 1, day: 1).days
            return Timestamp(milliseconds: zone.firstMoment(wallClock: days * CalendarLimits.dayMilliseconds))
        }
    }

    /// 24/7: time that elapses.
    package static let always = BusinessCalendar(always: "24/7")

    private init(always name: String) {
        self.name = name
        zone = .utc
        week = .always
        specialDays = []
        holidaysKnownThrough = nil
        irregularDays = []
        regularWeek = RegularWeek(.always)
    }
}
