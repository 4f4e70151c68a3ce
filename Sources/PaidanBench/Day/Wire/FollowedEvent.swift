internal import CivilTime

/// What a day needs of an event of `/v1/events`, read without making a tree of the rest: thousands come a second.
package struct FollowedEvent: Sendable, Hashable {
    package var sequence: UInt64 = 0
    package var type: ArraySlice<UInt8> = []
    /// When it was recorded, in milliseconds since 1970.
    package var time: Int64 = 0
    package var ticket: ArraySlice<UInt8> = []
    package var agent: ArraySlice<UInt8> = []

    /// Reads the members of a JSON object that stand in front of its data.
    /// - Parameter clock: what it read last, so that not each time is reckoned anew.
    /// - Returns: nil if it is no event.
    package init?(_ json: ArraySlice<UInt8>, _ clock: inout EventClock) {
        var members = Members(rest: json)
        guard members.take(UInt8(ascii: "{")) else { return nil }
        while let (name, value) = members.next() {
            switch name.count {
            case 8 where name.elementsEqual("sequence".utf8): sequence = Self.number(value)
            case 4 where name.elementsEqual("type".utf8): type = value
            case 4 where name.elementsEqual("time".utf8): time = clock.milliseconds(value) ?? 0
            case 6 where name.elementsEqual("ticket".utf8): ticket = value
            case 5 where name.elementsEqual("agent".utf8): agent = value
            default: break
            }
        }
        guard sequence > 0, !type.isEmpty, time > 0 else { return nil }
    }

    static func number(_ digits: ArraySlice<UInt8>) -> UInt64 {
        digits.reduce(0) { number, digit in
            digit >= 0x30 && digit <= 0x39 ? number &* 10 &+ UInt64(digit - 0x30) : number
        }
    }

    /// The members of an object one after another, up to one that is an object or an array.
    private struct Members {
        var rest: ArraySlice<UInt8>

        mutating func take(_ byte: UInt8) -> Bool {
            guard rest.first == byte else { return false }
            rest.removeFirst()
            return true
        }

        mutating func next() -> (name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)? {
            _ = take(UInt8(ascii: ","))
            guard let name = text(), take(UInt8(ascii: ":")), let first = rest.first else { return nil }
            switch first {
            case UInt8(ascii: "\""): return text().map { (name, $0) }
            case UInt8(ascii: "{"), UInt8(ascii: "["): return nil
            default:
                let value = rest.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") }
                rest = rest.dropFirst(value.count)
                return (name, value)
            }
        }

        /// What stands between quotes; escapes are left as they are: none is in what is looked for.
        private mutating func text() -> ArraySlice<UInt8>? {
            guard take(UInt8(ascii: "\"")) else { return nil }
            var index = rest.startIndex
            while index < rest.endIndex, rest[index] != UInt8(ascii: "\"") {
                index += rest[index] == UInt8(ascii: "\\") ? 2 : 1
            }
            guard index < rest.endIndex else { return nil }
            defer { rest = rest[(index + 1)...] }
            return rest[..<index]
        }
    }
}

/// Reads times of events, most of which are of the minute of the one before.
package struct EventClock: Sendable {
    /// `2026-11-22T21:00`
    private static let minuteLength = 16
    private var minute: [UInt8] = []
    private var minuteMilliseconds: Int64 = 0

    package init() {}

    /// `2026-11-22T21:00:07.123Z`; nil if it is no time.
    mutating func milliseconds(_ text: ArraySlice<UInt8>) -> Int64? {
        guard text.count == Self.minuteLength + 8 else { return whole(text) }
        let begin = text.prefix(Self.minuteLength)
        if !begin.elementsEqual(minute) {
            guard let milliseconds = whole(text) else { return nil }
            minute = Array(begin)
            minuteMilliseconds = milliseconds - Int64(FollowedEvent.number(text.suffix(7)))
            return milliseconds
        }
        return minuteMilliseconds + Int64(FollowedEvent.number(text.suffix(7)))
    }

    private func whole(_ text: ArraySlice<UInt8>) -> Int64? {
        Timestamp(String(decoding: text, as: UTF8.self))?.milliseconds
    }
}
