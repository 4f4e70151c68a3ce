extension Timestamp {
    /// A moment as RFC 3339 writes it, with any offset from UTC; nil if it is none. Digits of a second past the third
    /// are cut off.
    public init?(_ text: String) {
        var rest = Substring(text).utf8[...]
        guard let year = rest.takeNumber(digits: 4), rest.take("-"), let month = rest.takeNumber(digits: 2),
            rest.take("-"),
            let day = rest.takeNumber(digits: 2), rest.take("Tt "), let hour = rest.takeNumber(digits: 2),
            rest.take(":"),
            let minute = rest.takeNumber(digits: 2), rest.take(":"), let second = rest.takeNumber(digits: 2),
            let fraction = rest.takeMilliseconds(), let offset = rest.takeOffset(), rest.isEmpty
        else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        // A leap second is the first of the next minute: the clock here has none.
        guard date.exists, hour < 24, minute < 60, second <= 60 else { return nil }
        let seconds = date.days * 86_400 + hour * 3600 + minute * 60 + second - offset
        self.init(milliseconds: seconds * 1000 + fraction)
    }
}

extension Substring.UTF8View {
    fileprivate mutating func take(_ any: StaticString) -> Bool {
        guard let byte = first, any.description.utf8.contains(byte) else { return false }
        removeFirst()
        return true
    }

    fileprivate mutating func takeNumber(digits: Int) -> Int64? {
        var number: Int64 = 0
        for _ in 0..<digits {
            guard let digit = takeDigit() else { return nil }
            number = number * 10 + digit
        }
        return number
    }

    fileprivate mutating func takeMilliseconds() -> Int64? {
        guard take(".") else { return 0 }
        guard var number = takeDigit() else { return nil }
        var count = 1
        while let digit = takeDigit() {
            if count < 3 { number = number * 10 + digit }
            count += 1
        }
        return count == 1 ? number * 100 : count == 2 ? number * 10 : number
    }

    /// Seconds ahead of UTC.
    fileprivate mutating func takeOffset() -> Int64? {
        if take("Zz") { return 0 }
        let isBehind = first == UInt8(ascii: "-")
        guard take("+-"), let hours = takeNumber(digits: 2), take(":"), let minutes = takeNumber(digits: 2),
            hours < 24, minutes < 60
        else { return nil }
        return (isBehind ? -1 : 1) * (hours * 3600 + minutes * 60)
    }

    private mutating func takeDigit() -> Int64? {
        guard let byte = first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        removeFirst()
        return Int64(byte - UInt8(ascii: "0"))
    }
}
