internal import CivilTime
package import Calendars
package import Events

/// How a file writes times: `d/M/yyyy H:mm`, `yyyy-MM-dd HH:mm:ssZ`.
///
/// Runs of `y`, `M`, `d`, `H`, `m`, `s` stand for numbers of up to four or two digits, `S` for a fraction of a second,
/// `Z` for an offset from UTC (`+02:00`, `+0200` or `Z`); everything else stands for itself. Without `Z` times are
/// those of clocks in the mapping's zone.
package struct TimePattern: Hashable, Sendable {
    private enum Part: Hashable {
        case number(Field)
        case fraction, offset
        case literal(UInt8)
    }

    private enum Field: UInt8 {
        case year = 0x79  // y
        case month = 0x4d  // M
        case day = 0x64  // d
        case hour = 0x48  // H
        case minute = 0x6d  // m
        case second = 0x73  // s

        var digitsMax: Int { self == .year ? 4 : 2 }
    }

    private let parts: [Part]
    private let hasOffset: Bool

    /// Nil where it names no day.
    package init?(_ pattern: String) {
        var parts: [Part] = []
        for byte in pattern.utf8 {
            let part: Part
            if let field = Field(rawValue: byte) {
                part = .number(field)
            } else if byte == UInt8(ascii: "S") {
                part = .fraction
            } else {
                part = byte == UInt8(ascii: "Z") ? .offset : .literal(byte)
            }
            if case .literal = part { parts.append(part) } else if parts.last != part { parts.append(part) }
        }
        for field in [Field.year, .month, .day] where parts.count(where: { $0 == .number(field) }) != 1 { return nil }
        self.parts = parts
        hasOffset = parts.contains(.offset)
    }

    /// The moment that a text says; nil if it is written otherwise, or there is no such time.
    package func read(_ text: String, in zone: TimeZoneRules) -> Instant? {
        var rest = Substring(text).utf8[...]
        var numbers = [Int64](repeating: 0, count: 128)
        var (fraction, offset): (Int64, Int64) = (0, 0)
        for part in parts {
            switch part {
            case .literal(let byte):
                guard rest.first == byte else { return nil }
                rest.removeFirst()
            case .number(let field):
                guard let number = rest.takeDigits(max: field.digitsMax) else { return nil }
                numbers[Int(field.rawValue)] = number
            case .fraction:
                guard let value = rest.takeFraction() else { return nil }
                fraction = value
            case .offset:
                guard let value = rest.takeOffset() else { return nil }
                offset = value
            }
        }
        func number(_ field: Field) -> Int64 { numbers[Int(field.rawValue)] }
        let date = CivilDate(year: number(.year), month: number(.month), day: number(.day))
        guard rest.isEmpty, date.month >= 1, date.day >= 1, date.exists, number(.hour) < 24, number(.minute) < 60,
            number(.second) < 60
        else { return nil }
        let seconds = date.days * 86_400 + number(.hour) * 3_600 + number(.minute) * 60 + number(.second)
        if hasOffset { return Instant(milliseconds: (seconds - offset) * 1_000 + fraction) }
        return Instant(milliseconds: zone.firstMoment(wallClock: seconds * 1_000 + fraction))
    }
}

extension Substring.UTF8View {
    fileprivate mutating func takeDigits(max: Int) -> Int64? {
        var number: Int64 = 0
        var count = 0
        while count < max, let byte = first, (0x30...0x39).contains(byte) {
            number = number * 10 + Int64(byte - 0x30)
            count += 1
            removeFirst()
        }
        return count > 0 ? number : nil
    }

    /// Milliseconds; digits past the third are cut off.
    fileprivate mutating func takeFraction() -> Int64? {
        var (value, scale): (Int64, Int64) = (0, 100)
        var count = 0
        while let byte = first, (0x30...0x39).contains(byte) {
            value += Int64(byte - 0x30) * scale
            scale /= 10
            count += 1
            removeFirst()
        }
        return count > 0 ? value : nil
    }

    /// Seconds ahead of UTC.
    fileprivate mutating func takeOffset() -> Int64? {
        guard let sign = popFirst() else { return nil }
        if sign == UInt8(ascii: "Z") { return 0 }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), let hours = takeDigits(max: 2) else { return nil }
        if first == UInt8(ascii: ":") { removeFirst() }
        guard let minutes = takeDigits(max: 2), hours < 24, minutes < 60 else { return nil }
        return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 3_600 + minutes * 60)
    }
}
