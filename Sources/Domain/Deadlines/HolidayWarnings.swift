internal import Calendars
internal import CivilTime
internal import Events
internal import Policies

extension Policy {
    /// Of calendars whose holidays are known for ``holidaysAhead`` at most. After that their weeks are ordinary ones,
    /// holidays or not.
    func holidayWarnings(at now: Instant) -> [LocalText] {
        let year = ChinaHolidays.knownThrough
        let end = CivilDate(year: year + 1, month: 1, day: 1).days * 24 * 3_600 * 1_000
        // By UTC: some hours of so many days do not matter.
        guard end - now.milliseconds < Self.holidaysAhead.milliseconds else { return [] }
        return calendars.filter { $0.holidays.contains("china") }.map { calendar in
            LocalText(
                "日历 \(calendar.code) 的节假日只知道到 \(year) 年底，此后按平常的周计时：新的安排公布后请升级，或写入 exceptions",
                "the holidays of the calendar \(calendar.code) are known up to the end of \(year), and later "
                    + "weeks count as ordinary ones: upgrade once they are announced, or write them as exceptions")
        }
    }

    /// Those of a year are announced in the November before.
    private static let holidaysAhead = Duration.seconds(90 * 24 * 3_600)
}
