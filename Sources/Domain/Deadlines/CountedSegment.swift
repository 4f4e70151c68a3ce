public import Events

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

    public enum Reason: Hashable, Sendable {
        /// It counts. `special` is the name of the date where its hours are not those of its weekday.
        case working(special: String?)
        /// On a day with working hours, but not in them.
        case outsideHours
        /// A weekday without hours.
        case dayOff
        case holiday(String)
        /// The clock stood still.
        case paused
    }

    public var counts: Bool {
        guard case .working = reason else { return false }
        return true
    }

    /// How much of it counts: all or nothing.
    public var counted: Duration { .milliseconds(counts ? end.milliseconds - start.milliseconds : 0) }
}
