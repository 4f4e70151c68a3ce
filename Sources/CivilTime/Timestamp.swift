/// A moment as people and programs read it: RFC 3339.
public struct Timestamp: Hashable, Sendable {
    /// Since 1970-01-01 00:00:00 UTC.
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// `2026-11-21T20:59:10.250Z`
    public var text: String {
        let date = CivilDate(days: milliseconds.floorQuotient(86_400_000))
        // Every answer and every event has a few of these, so they are put together digit by digit; years that have
        // not four are as slow as they like.
        guard (0...9999).contains(date.year) else { return slowText }
        let rest = milliseconds.floorRemainder(86_400_000)
        var digits: [UInt8] = []
        digits.reserveCapacity(24)
        func add(_ value: Int64, _ width: Int, _ end: Unicode.Scalar) {
            var scale: Int64 = width == 4 ? 1000 : width == 3 ? 100 : 10
            while scale > 0 {
                digits.append(UInt8(ascii: "0") + UInt8(value / scale % 10))
                scale /= 10
            }
            digits.append(UInt8(ascii: end))
        }
        add(date.year, 4, "-")
        add(date.month, 2, "-")
        add(date.day, 2, "T")
        add(rest / 3_600_000, 2, ":")
        add(rest / 60_000 % 60, 2, ":")
        add(rest / 1000 % 60, 2, ".")
        add(rest % 1000, 3, "Z")
        return String(decoding: digits, as: UTF8.self)
    }

    private var slowText: String { "\(date())T\(time()).\(milliseconds.floorRemainder(1000).padded(3))Z" }

    /// `2026-11-21T20:59:10Z`
    public var secondsText: String { "\(date())T\(time())Z" }

    /// `2026-11-22 04:59:10`, on clocks that are so far ahead of UTC.
    public func localText(secondsFromUTC: Int64) -> String { "\(date(secondsFromUTC)) \(time(secondsFromUTC))" }

    private func date(_ secondsFromUTC: Int64 = 0) -> String {
        let seconds = milliseconds.floorQuotient(1000) + secondsFromUTC
        let date = CivilDate(days: seconds.floorQuotient(86_400))
        return "\(date.year.padded(4))-\(date.month.padded(2))-\(date.day.padded(2))"
    }

    private func time(_ secondsFromUTC: Int64 = 0) -> String {
        let second = (milliseconds.floorQuotient(1000) + secondsFromUTC).floorRemainder(86_400)
        return [second / 3600, second / 60 % 60, second % 60].map { $0.padded(2) }.joined(separator: ":")
    }
}
