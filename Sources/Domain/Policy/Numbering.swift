public import Events

/// How tickets are numbered: `202405-001`, from 1 again with every month of the policy's time zone. Past 999 the serial
/// widens; it never wraps.
public struct Numbering: Hashable, Sendable {
    /// Seconds that the time zone is ahead of UTC. China has one zone and no summer time.
    public var secondsFromUTC: Int64

    public init(secondsFromUTC: Int64) { self.secondsFromUTC = secondsFromUTC }

    /// A month: year × 12 + month - 1.
    public struct Month: Hashable, Comparable, Sendable {
        public var count: Int64
        public init(count: Int64) { self.count = count }
        public static func < (left: Self, right: Self) -> Bool { left.count < right.count }
    }

    /// The month in which a moment lies.
    public func month(of instant: Instant) -> Month {
        let seconds = Self.floored(instant.milliseconds, by: 1_000) + secondsFromUTC
        let (year, month) = Self.civil(days: Self.floored(seconds, by: 86_400))
        return Month(count: year * 12 + month - 1)
    }

    public func number(_ month: Month, serial: UInt64) -> String {
        precondition(serial > 0, "serials begin at 1")
        let year = String(month.count / 12)
        let ofYear = Self.padded(UInt64(month.count % 12 + 1), 2)
        return "\(year)\(ofYear)-\(Self.padded(serial, 3))"
    }

    /// The month and the serial of a number; nil if it is none of this form.
    public func parse(_ number: String) -> (month: Month, serial: UInt64)? {
        let parts = number.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 6, let both = Int64(parts[0]), both > 0,
            let serial = UInt64(parts[1]), serial > 0, (1...12).contains(both % 100)
        else { return nil }
        let month = Month(count: both / 100 * 12 + both % 100 - 1)
        return self.number(month, serial: serial) == number ? (month, serial) : nil
    }

    private static func padded(_ number: UInt64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func floored(_ value: Int64, by divisor: Int64) -> Int64 {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }

    /// Year and month of a day counted from 1970-01-01: Howard Hinnant's `civil_from_days`, with years that begin in
    /// March, so that the day that comes and goes is the last.
    private static func civil(days: Int64) -> (year: Int64, month: Int64) {
        let shifted = days + 719_468
        let era = floored(shifted, by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month)
    }
}
