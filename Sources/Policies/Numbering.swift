internal import CivilTime
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
        let seconds = instant.milliseconds.floorQuotient(1_000) + secondsFromUTC
        let date = CivilDate(days: seconds.floorQuotient(86_400))
        return Month(count: date.year * 12 + date.month - 1)
    }

    public func number(_ month: Month, serial: UInt64) -> String {
        precondition(serial > 0, "serials begin at 1")
        let year = String(month.count / 12)
        let ofYear = (month.count % 12 + 1).padded(2)
        return "\(year)\(ofYear)-\(Int64(serial).padded(3))"
    }

    /// The month and the serial of a number; nil if it is none of this form.
    public func parse(_ number: String) -> (month: Month, serial: UInt64)? {
        let parts = number.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 6, let both = Int64(parts[0]), both > 0,
            let serial = Int64(parts[1]), serial > 0, (1...12).contains(both % 100)
        else { return nil }
        let month = Month(count: both / 100 * 12 + both % 100 - 1)
        return self.number(month, serial: UInt64(serial)) == number ? (month, UInt64(serial)) : nil
    }
}
