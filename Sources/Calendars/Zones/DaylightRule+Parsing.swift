extension DaylightRule {
    /// The last line of a TZif file, between its two line feeds; nil if there is nothing between them.
    ///
    ///     CST-8
    ///     EST5EDT,M3.2.0,M11.1.0
    ///     <+1030>-10:30<+11>-11,M10.1.0,M4.1.0
    init?(footer bytes: ArraySlice<UInt8>) throws(ZoneFault) {
        let newline = UInt8(ascii: "\n")
        guard bytes.count >= 2, bytes.first == newline, bytes.last == newline else { throw .truncated }
        var text = RuleText(rest: bytes.dropFirst().dropLast())
        if text.rest.isEmpty { return nil }
        guard text.takeName(), let west = text.takeTime(hoursMax: 25) else { throw .badFooter }
        standardOffsetSeconds = -west
        guard !text.rest.isEmpty else { return }
        guard text.takeName() else { throw .badFooter }
        var offset = standardOffsetSeconds + 3600
        if text.rest.first != UInt8(ascii: ",") {
            guard let west = text.takeTime(hoursMax: 25) else { throw .badFooter }
            offset = -west
        }
        guard let start = text.takeChange(), let end = text.takeChange(), text.rest.isEmpty else { throw .badFooter }
        guard abs(offset) <= CalendarLimits.offsetSecondsMax else { throw .offsetOutOfRange }
        daylight = Daylight(offsetSeconds: offset, start: start, end: end)
    }
}

private struct RuleText {
    var rest: ArraySlice<UInt8>

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    /// Three letters or more, or anything between `<` and `>`.
    mutating func takeName() -> Bool {
        if take("<") {
            guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
            rest = rest[(end + 1)...]
            return true
        }
        let letters = rest.prefix { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 }
        rest.removeFirst(letters.count)
        return letters.count >= 3
    }

    mutating func takeNumber(_ range: ClosedRange<Int64>) -> Int64? {
        let digits = rest.prefix(4).prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        guard !digits.isEmpty else { return nil }
        rest.removeFirst(digits.count)
        let number = digits.reduce(0 as Int64) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        return range.contains(number) ? number : nil
    }

    /// `[+-]hh[:mm[:ss]]`, in seconds.
    mutating func takeTime(hoursMax: Int64) -> Int64? {
        let isNegative = take("-")
        if !isNegative { _ = take("+") }
        guard var seconds = takeNumber(0...hoursMax) else { return nil }
        seconds *= 3600
        for unit: Int64 in [60, 1] {
            guard take(":") else { break }
            guard let number = takeNumber(0...59) else { return nil }
            seconds += number * unit
        }
        return isNegative ? -seconds : seconds
    }

    /// `,day[/time]`; without a time it is 02:00.
    mutating func takeChange() -> DaylightRule.Change? {
        guard take(","), let day = takeDay() else { return nil }
        guard take("/") else { return DaylightRule.Change(day: day, seconds: 2 * 3600) }
        guard let seconds = takeTime(hoursMax: 167) else { return nil }
        return DaylightRule.Change(day: day, seconds: seconds)
    }

    private mutating func takeDay() -> DaylightRule.YearDay? {
        if take("J") { return takeNumber(1...365).map { .julian($0) } }
        guard take("M") else { return takeNumber(0...365).map { .zeroBased($0) } }
        guard let month = takeNumber(1...12), take("."), let week = takeNumber(1...5), take("."),
            let weekday = takeNumber(0...6)
        else { return nil }
        return .weekday(month: month, week: week, weekday: weekday)
    }
}
