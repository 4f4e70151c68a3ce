package import CivilTime

/// What is wrong with a calendar, a zone, or what is asked of them.
package enum CalendarError: Error, Hashable, Sendable {
    /// A span that is empty, or ends before it begins. `day` is a weekday or a date.
    case emptySpan(WorkingSpan, day: String)
    case spansOutOfOrder(WorkingSpan, WorkingSpan, day: String)
    case spansOverlap(WorkingSpan, WorkingSpan, day: String)
    case noSuchDate(CivilDate)
    /// Two rules for one date.
    case dateTwice(CivilDate)
    case dateOutOfRange(CivilDate)
    case tooMany(Countable, limit: Int)
    /// Neither a weekday nor a date has working hours.
    case noWorkingTime(calendar: String)

    /// A moment before 1970 or after ``CalendarLimits/momentMax``.
    case momentOutOfRange(Timestamp)
    /// The calendar has not so much working time in the years that are reckoned with.
    case notReached(milliseconds: Int64, from: Timestamp)
    case notReachedInDays(Int, from: CivilDate)
    /// Something that ends before it begins.
    case endBeforeStart(from: Timestamp, to: Timestamp)
    case tooLongToExplain(from: Timestamp, to: Timestamp)

    case malformedZone(ZoneFault, name: String)

    package enum Countable: String, Hashable, Sendable {
        case spans = "spans a day"
        case specialDays = "dates"
        case pauses
    }
}

/// What is wrong with the bytes of a zone.
package enum ZoneFault: String, Error, Hashable, Sendable {
    case tooLarge = "it is larger than any zone"
    case truncated = "it ends too early"
    case notTZif = "it does not begin as TZif does"
    case versionOne = "it is of version 1, which ends in 2037"
    case leapSeconds = "it counts leap seconds, which clocks here do not"
    case tooManyTransitions = "it has too many transitions"
    case noTypes = "it has no local time"
    case unknownType = "a transition leads to a local time that it does not have"
    case outOfOrder = "its transitions are not in order"
    case offsetOutOfRange = "it is more than 25 hours and 59 minutes from UTC"
    case badFooter = "its last line is no rule as POSIX writes them"
}

extension CalendarError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .emptySpan(let span, let day): "\(day): the span \(span) has no length"
        case .spansOutOfOrder(let first, let second, let day): "\(day): \(second) stands after \(first); sort the spans"
        case .spansOverlap(let first, let second, let day): "\(day): \(first) and \(second) overlap"
        case .noSuchDate(let date): "there is no \(date.text)"
        case .dateTwice(let date): "\(date.text) has two rules; let it have one"
        case .dateOutOfRange(let date):
            "\(date.text) is not between \(CalendarLimits.years.lowerBound) and \(CalendarLimits.years.upperBound - 1)"
        case .tooMany(let what, let limit): "more than \(limit) \(what.rawValue)"
        case .noWorkingTime(let calendar): "the calendar '\(calendar)' has no working time; give a weekday some hours"
        case .momentOutOfRange(let moment):
            "\(moment.text) is not between 1970 and \(CalendarLimits.years.upperBound)"
        case .notReached(let milliseconds, let start):
            "there are not \(milliseconds) ms of working time from \(start.text) on"
        case .notReachedInDays(let count, let start): "there are not \(count) working days from \(start.text) on"
        case .endBeforeStart(let start, let end): "\(end.text) is before \(start.text)"
        case .tooLongToExplain(let start, let end):
            "from \(start.text) to \(end.text) there are more than \(CalendarLimits.explainedDaysMax) days"
        case .malformedZone(let fault, let name): "the zone '\(name)' cannot be used: \(fault.rawValue)"
        }
    }
}

extension CivilDate {
    /// `2026-11-21`
    var text: String { "\(year.padded(4))-\(month.padded(2))-\(day.padded(2))" }
}
