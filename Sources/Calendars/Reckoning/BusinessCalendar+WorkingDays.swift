package import CivilTime

/// Reckoning in working days: dates that have working hours, however many.
extension BusinessCalendar {
    /// - Throws: `dateOutOfRange`, `noSuchDate`.
    package func isWorkingDay(_ date: CivilDate) throws(CalendarError) -> Bool {
        !spans(on: try Self.days(date)).isEmpty
    }

    /// The date so many working days after another, or before it if there are fewer than 0.
    ///
    /// From a date that is none, the first working day in the direction of travel is day 0: one working day after
    /// Saturday is Tuesday. Nothing added is the date itself.
    /// - Throws: `dateOutOfRange`, `noSuchDate`; `notReachedInDays` if there are not so many until 2200 (since 1970).
    /// - Complexity: linear in the days.
    package func add(workingDays count: Int, to date: CivilDate) throws(CalendarError) -> CivilDate {
        var days = try Self.days(date)
        guard count != 0 else { return date }
        let step: Int64 = count > 0 ? 1 : -1
        var rest = spans(on: days).isEmpty ? count.magnitude + 1 : count.magnitude
        while rest > 0 {
            days += step
            guard CalendarLimits.years.contains(CivilDate(days: days).year) else {
                throw .notReachedInDays(count, from: date)
            }
            if !spans(on: days).isEmpty { rest -= 1 }
        }
        return CivilDate(days: days)
    }

    /// The moment so many working days after another, when clocks show the same time.
    /// - Throws: as ``add(workingDays:to:)-(_,CivilDate)``, and `momentOutOfRange`.
    package func add(workingDays count: Int, to moment: Timestamp) throws(CalendarError) -> Timestamp {
        try Self.check(moment)
        let wallClock = zone.wallClock(at: moment.milliseconds)
        let days = wallClock.floorQuotient(CalendarLimits.dayMilliseconds)
        let date = try add(workingDays: count, to: CivilDate(days: days))
        let timeOfDay = wallClock.floorRemainder(CalendarLimits.dayMilliseconds)
        guard count != 0 else { return moment }
        let found = zone.firstMoment(wallClock: date.days * CalendarLimits.dayMilliseconds + timeOfDay)
        try Self.check(Timestamp(milliseconds: found))
        return Timestamp(milliseconds: found)
    }

    /// The working days after one date until another, which is counted; below zero if `end` is the earlier one.
    /// - Throws: `dateOutOfRange`, `noSuchDate`.
    /// - Complexity: linear in the days.
    package func workingDays(from start: CivilDate, to end: CivilDate) throws(CalendarError) -> Int {
        let (first, last) = (try Self.days(start), try Self.days(end))
        if last < first { return -(try workingDays(from: end, to: start)) }
        return (first..<last).count { !spans(on: $0 + 1).isEmpty }
    }

    private static func days(_ date: CivilDate) throws(CalendarError) -> Int64 {
        guard date.exists else { throw .noSuchDate(date) }
        guard CalendarLimits.years.contains(date.year) else { throw .dateOutOfRange(date) }
        return date.days
    }
}
