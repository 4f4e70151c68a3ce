internal import CivilTime

/// What a clock on the wall shows, to the millisecond, from 00:00 to 24:00.
package struct TimeOfDay: Hashable, Comparable, Sendable {
    /// From 0 to 86,400,000: the end of a day is 24:00.
    package let milliseconds: Int64

    /// - Parameter milliseconds: after midnight; nil if a day has not so many.
    package init?(milliseconds: Int64) {
        guard (0...CalendarLimits.dayMilliseconds).contains(milliseconds) else { return nil }
        self.milliseconds = milliseconds
    }

    /// `09:00`, `09:00:30` or `09:00:30.250`; nil if it is none.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count) else { return nil }
        let last = parts[2...].first?.split(separator: ".", omittingEmptySubsequences: false) ?? ["00"]
        guard last.count <= 2, let hours = Self.number(parts[0], digits: 2), hours <= 24,
            let minutes = Self.number(parts[1], digits: 2), minutes < 60,
            let seconds = Self.number(last[0], digits: 2), seconds < 60,
            let rest = last.count == 2 ? Self.number(last[1], digits: 3) : 0
        else { return nil }
        self.init(milliseconds: ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest)
    }

    package static let midnight = TimeOfDay(unchecked: 0)
    package static let endOfDay = TimeOfDay(unchecked: CalendarLimits.dayMilliseconds)

    package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    private init(unchecked milliseconds: Int64) { self.milliseconds = milliseconds }

    private static func number(_ text: Substring, digits: Int) -> Int64? {
        guard text.utf8.count == digits, text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else {
            return nil
        }
        return Int64(text)
    }
}

extension TimeOfDay: CustomStringConvertible {
    /// `09:00`, with seconds where there are some.
    package var description: String {
        let seconds = milliseconds / 1000
        let minutes = (seconds / 3600).padded(2) + ":" + (seconds / 60 % 60).padded(2)
        if milliseconds % 60_000 == 0 { return minutes }
        let whole = minutes + ":" + (seconds % 60).padded(2)
        return milliseconds % 1000 == 0 ? whole : whole + "." + (milliseconds % 1000).padded(3)
    }
}

/// A part of a day in which one works: from the first moment at which the clocks of the zone show ``start`` or a later
/// time until the first at which they show ``end`` or a later one.
///
/// So it is longer by the hour that clocks repeat inside it, shorter by the hour they leave out, and has no length
/// where they leave out all of it. A span past midnight is two, one that ends at 24:00 and one that starts at 00:00.
package struct WorkingSpan: Hashable, Sendable {
    package let start: TimeOfDay
    package let end: TimeOfDay

    package init(_ start: TimeOfDay, _ end: TimeOfDay) {
        self.start = start
        self.end = end
    }

    package static let wholeDay = WorkingSpan(.midnight, .endOfDay)

    /// Where clocks are not changed, in ms.
    var milliseconds: Int64 { end.milliseconds - start.milliseconds }
}

extension WorkingSpan: CustomStringConvertible {
    /// `09:00-18:00`
    package var description: String { "\(start)-\(end)" }
}
