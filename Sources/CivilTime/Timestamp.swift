/// A moment as people and programs read it: RFC 3339.
public struct Timestamp: Hashable, Sendable {
    /// Since 1970-01-01 00:00:00 UTC.
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// `2026-11-21T20:59:10.250Z`
    public var text: String { "\(date())T\(time()).\(milliseconds.floorRemainder(1000).padded(3))Z" }

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
