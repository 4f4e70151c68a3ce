public import Events
public import Policies

/// A part of a clock's time, and why it counts or does not.
public struct CountedSegment: Hashable, Sendable {
    public let start: Instant
    public let end: Instant
    public let reason: Reason
    /// It lies after the last year whose holidays are known: it may turn out otherwise.
    public let isBeyondHolidays: Bool

    public init(from start: Instant, to end: Instant, _ reason: Reason, isBeyondHolidays: Bool = false) {
        self.isBeyondHolidays = isBeyondHolidays
        self.start = start
        self.end = end
        self.reason = reason
    }

    /// What people call a holiday of a holiday calendar.
    public typealias Holiday = LocalText

    public enum Reason: Hashable, Sendable {
        case working
        /// It counts, on a date with hours of its own: the policy makes it an exception.
        case exception
        /// It counts: a working day 调休 that makes up for a holiday.
        case makeUp(Holiday)
        /// On a day with working hours, but not in them.
        case outsideHours
        /// A weekday without hours.
        case dayOff
        case holiday(Holiday)
        /// The policy makes the date an exception, on which nobody works.
        case closed
        /// The clock stood still.
        case paused
    }

    public var counts: Bool {
        switch reason {
        case .working, .exception, .makeUp: true
        case .outsideHours, .dayOff, .holiday, .closed, .paused: false
        }
    }

    /// How much of it counts: all or nothing.
    public var counted: Duration { .milliseconds(counts ? end.milliseconds - start.milliseconds : 0) }
}
