/// A moment as people and programs read it: RFC 3339 in UTC.
package struct Timestamp: Sendable, Hashable {
    /// Since 1970-01-01 00:00:00 UTC.
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// `2026-11-21T20:59:10.250Z`
    package var text: String {
        let fraction = Self.padded(floorRemainder(milliseconds, 1000), 3)
        return "\(clock).\(fraction)Z"
    }

    /// `2026-11-21T20:59:10Z`
    package var secondsText: String { "\(clock)Z" }

    private var clock: String {
        let seconds = floorQuotient(milliseconds, 1000)
        let (year, month, day) = Self.date(days: floorQuotient(seconds, 86_400))
        let second = floorRemainder(seconds, 86_400)
        let time = [second / 3600, second / 60 % 60, second % 60].map { Self.padded($0, 2) }.joined(separator: ":")
        return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))T\(time)"
    }

    /// The proleptic Gregorian date `days` after 1970-01-01: eras of 400 years that begin on 1 March, so that the
    /// leap day is the last of its year.
    private static func date(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = floorQuotient(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day)
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

private func floorQuotient(_ value: Int64, _ divisor: Int64) -> Int64 {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
}

private func floorRemainder(_ value: Int64, _ divisor: Int64) -> Int64 {
    value - floorQuotient(value, divisor) * divisor
}
