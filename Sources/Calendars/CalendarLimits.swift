internal import CivilTime

/// How far calendars go, and how much one may hold.
package enum CalendarLimits {
    /// The years in which moments are reckoned. No ticket is older than the clocks of its machine, and a deadline past
    /// the end is a mistake; with both ends, a search always ends, and a zone is a table.
    package static let years: Range<Int64> = 1970..<2200
    /// 2200-01-01 00:00 UTC, in ms since 1970: the last moment that is reckoned with. The first is 0.
    package static let momentMax = CivilDate(year: years.upperBound, month: 1, day: 1).days * dayMilliseconds
    /// A zone is never further from UTC than RFC 9636 allows: less than 26 hours.
    package static let offsetSecondsMax: Int64 = 26 * 3600 - 1
    /// The largest zone of tzdata has 3.5 KB.
    package static let zoneByteCountMax = 1 << 16
    /// The largest has 243 transitions.
    package static let zoneTransitionsMax = 4096
    /// RFC 9636 has room for no more kinds of local time in the byte that names one.
    package static let zoneTypesMax = 256
    /// Two minutes of work and 28 of rest, all day.
    package static let spansADayMax = 48
    /// China's notices of twenty years name 700 dates.
    package static let specialDaysMax = 20_000
    /// What is explained is read by people.
    package static let explainedDaysMax: Int64 = 4000
    package static let pausesMax = 10_000

    static let dayMilliseconds: Int64 = 86_400_000
    /// The days (after 1970-01-01) that any clock shows between the first moment and the last, and one more.
    static let days: ClosedRange<Int64> = -2...(momentMax / dayMilliseconds + 2)
}
