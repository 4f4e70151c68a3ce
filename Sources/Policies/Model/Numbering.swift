internal import CivilTime
public import Events

/// How tickets are numbered: `202405-001`, `20231027001`, `G20231001001`, `WX-20231001-001`.
///
/// A number is a head of fixed form, which names the period, and a serial at the end, which begins at 1 with every
/// period and has at least so many digits: it widens, it never wraps. Year, month and day have fixed widths, so that
/// however wide a serial becomes, `202310271000` is the thousandth of one day and nothing else.
public struct Numbering: Hashable, Sendable {
    /// Seconds that the time zone is ahead of UTC. China has one zone and no summer time.
    public var secondsFromUTC: Int64
    /// The last is the serial, the only one.
    public var parts: [Part]
    public var restarts: Restart

    public enum Part: Hashable, Sendable {
        /// Letters and hyphens that every number has.
        case letters(String)
        /// Four digits.
        case year
        /// Two digits.
        case month
        /// Two digits.
        case day
        /// The letters of the ticket's channel. They say where it came from; the serial is counted over all channels.
        case channel
        case serial(width: Int)
    }

    public enum Restart: String, CaseIterable, Hashable, Sendable {
        case monthly, daily
    }

    /// A month or a day, whatever serials restart with: year × 12 + month - 1, or days after 1970-01-01.
    public struct Period: Hashable, Comparable, Sendable {
        public var count: Int64
        public init(count: Int64) { self.count = count }
        public static func < (left: Self, right: Self) -> Bool { left.count < right.count }
    }

    public init(secondsFromUTC: Int64, parts: [Part], restarts: Restart) {
        self.secondsFromUTC = secondsFromUTC
        self.parts = parts
        self.restarts = restarts
    }

    /// The period in which a moment lies.
    public func period(of instant: Instant) -> Period {
        let seconds = instant.milliseconds.floorQuotient(1_000) + secondsFromUTC
        let days = seconds.floorQuotient(86_400)
        switch restarts {
        case .daily: return Period(count: days)
        case .monthly:
            let date = CivilDate(days: days)
            return Period(count: date.year * 12 + date.month - 1)
        }
    }

    /// - Parameter channel: the letters of the ticket's channel.
    public func number(_ period: Period, serial: UInt64, channel: String = "") -> String {
        precondition(serial > 0, "serials begin at 1")
        let date = firstDay(of: period)
        return parts.reduce(into: "") { number, part in
            switch part {
            case .letters(let letters): number += letters
            case .year: number += date.year.padded(4)
            case .month: number += date.month.padded(2)
            case .day: number += date.day.padded(2)
            case .channel: number += channel
            case .serial(let width): number += Int64(serial).padded(width)
            }
        }
    }

    private func firstDay(of period: Period) -> CivilDate {
        switch restarts {
        case .daily: CivilDate(days: period.count)
        case .monthly: CivilDate(year: period.count / 12, month: period.count % 12 + 1, day: 1)
        }
    }

    /// What a number of this form says.
    public struct Reading: Hashable, Sendable {
        public var period: Period
        public var serial: UInt64
        /// Empty where the numbers do not name a channel.
        public var channel: String
    }

    /// The period and the serial of a number; nil if it is none of this form.
    public func parse(_ number: String) -> Reading? {
        var rest = Array(number.utf8)[...]
        var date = CivilDate(year: 1970, month: 1, day: 1)
        var serial: Int64 = 0
        var channel = ""
        for part in parts {
            switch part {
            case .letters(let letters):
                guard rest.starts(with: letters.utf8) else { return nil }
                rest = rest.dropFirst(letters.utf8.count)
            case .year: guard Self.take(4, from: &rest, into: &date.year) else { return nil }
            case .month: guard Self.take(2, from: &rest, into: &date.month) else { return nil }
            case .day: guard Self.take(2, from: &rest, into: &date.day) else { return nil }
            case .channel:
                let letters = rest.prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
                channel = String(decoding: letters, as: UTF8.self)
                rest = rest.dropFirst(letters.count)
            case .serial: guard Self.take(rest.count, from: &rest, into: &serial) else { return nil }
            }
        }
        guard serial > 0, date.exists, date.year > 0 else { return nil }
        let count = restarts == .daily ? date.days : date.year * 12 + date.month - 1
        let reading = Reading(period: Period(count: count), serial: UInt64(serial), channel: channel)
        // A serial with more zeros than it needs is no number that was ever given.
        return self.number(reading.period, serial: reading.serial, channel: channel) == number ? reading : nil
    }

    private static func take(_ count: Int, from rest: inout ArraySlice<UInt8>, into value: inout Int64) -> Bool {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let number = Int64(String(decoding: digits, as: UTF8.self))
        else { return false }
        value = number
        rest = rest.dropFirst(count)
        return true
    }
}
