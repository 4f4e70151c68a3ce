extension Place {
    /// A text that people read, without control characters.
    package func text(bytesMax: Int) -> String {
        guard case .text(let text) = node.content else {
            wrong("文本（数字与 true、false 须加引号）", "a text; put numbers, true and false in quotes")
            return ""
        }
        guard !text.isEmpty else {
            fault("不能为空", "it is empty")
            return ""
        }
        if text.utf8.count > bytesMax {
            fault(
                "有 \(text.utf8.count) 字节，最多 \(bytesMax) 字节",
                "it has \(text.utf8.count) bytes; at most \(bytesMax) are taken")
            return ""
        }
        guard !text.unicodeScalars.contains(where: Self.isControl) else {
            fault("不能含有控制字符", "it holds control characters")
            return ""
        }
        return text
    }

    /// Line feeds may stand in templates.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control && scalar != "\n"
    }

    /// A word that programs use.
    func code() -> String {
        let code = text(bytesMax: PolicyLimits.codeBytesMax)
        guard code.unicodeScalars.contains(where: \.properties.isWhitespace) else { return code }
        fault("代码不能含空白", "a code has no blanks")
        return ""
    }

    /// A code that is declared elsewhere.
    func reference(_ kind: CodeKind) -> String {
        let code = code()
        reading.refer(kind, code, at: self)
        return code
    }

    /// Codes that are declared elsewhere, each once.
    func references(_ kind: CodeKind, max: Int) -> [String] {
        distinct(elements(max: max)) { $0.reference(kind) }
    }

    /// Reads each; one that comes twice is a fault.
    package func distinct<Value: Hashable>(_ places: [Place], _ read: (Place) -> Value) -> [Value] {
        var seen: Set<Value> = []
        return places.map { place in
            let count = reading.faults.count
            let value = read(place)
            if reading.faults.count == count, !seen.insert(value).inserted {
                place.fault("重复", "it comes twice")
            }
            return value
        }
    }

    package func localText(bytesMax: Int = PolicyLimits.nameBytesMax) -> LocalText {
        let members = members(.text)
        return LocalText(members["zh"]?.text(bytesMax: bytesMax) ?? "", members["en"]?.text(bytesMax: bytesMax) ?? "")
    }

    /// Words that are looked for in texts, for somebody of this group.
    /// - Parameter isBelow: another of the group.
    func words(
        _ purpose: WordClaimant.Purpose, group: String, isBelow: Bool = false, _ name: LocalText
    ) -> [String] {
        let claimant = WordClaimant(purpose: purpose, group: group, isBelow: isBelow, list: path, name: name)
        return elements(max: PolicyLimits.wordsMax).map { place in
            let word = place.text(bytesMax: PolicyLimits.wordBytesMax)
            guard let first = word.first, let last = word.last, !first.isWhitespace, !last.isWhitespace else {
                if !word.isEmpty { place.fault("词的首尾不能有空白", "a word has no blanks before or behind it") }
                return ""
            }
            place.reading.claim(word, for: claimant, at: place)
            return word
        }
    }

    /// The name of a zone of the zone database.
    func zone() -> String {
        let name = code()
        if !name.isEmpty, let isZone = reading.isZone, !isZone(name) {
            let name = name.shortened
            fault("没有时区 \(name)；请写成 Asia/Shanghai 这样", "there is no time zone \(name); write it as Asia/Shanghai")
        }
        return name
    }

    package func bool() -> Bool {
        guard case .bool(let value) = node.content else {
            wrong(" true 或 false", "true or false")
            return false
        }
        return value
    }

    package func number(_ range: ClosedRange<UInt64>) -> UInt64 {
        guard case .number(let number) = node.content, let value = UInt64(exactly: number), range.contains(value) else {
            wrong(
                " \(range.lowerBound) 到 \(range.upperBound) 的整数",
                "a whole number from \(range.lowerBound) to \(range.upperBound)")
            return range.lowerBound
        }
        return value
    }

    /// `80%`, in millionths.
    func share(max: UInt64 = 1_000_000) -> UInt64 {
        let highest = max / 10_000
        guard case .text(let text) = node.content, let share = Self.share(text), share <= max else {
            wrong(
                "百分数，0% 到 \(highest)%，最多四位小数，例如 80%",
                "a percentage from 0% to \(highest)% with at most four decimals, such as 80%")
            return 0
        }
        return share
    }

    private static func share(_ text: String) -> UInt64? {
        guard text.hasSuffix("%"), text.utf8.count <= 16 else { return nil }
        let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = digits(parts[0]) else { return nil }
        guard parts.count == 2 else { return whole * 10_000 }
        guard parts[1].utf8.count <= 4, let fraction = digits(parts[1]) else { return nil }
        return whole * 10_000 + (0..<4 - parts[1].utf8.count).reduce(fraction) { value, _ in value * 10 }
    }

    /// At most nine of them, so that nothing that is made of them overflows.
    fileprivate static func digits(_ text: Substring) -> UInt64? {
        guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return UInt64(text)
    }

    /// `90s`, `15m`, `2h`, `3d`, `1h30m`.
    package func duration() -> Duration {
        guard case .text(let text) = node.content, let duration = Duration(policyText: text) else {
            wrong("时长，例如 15m、2h、3d、1h30m", "a duration, such as 15m, 2h, 3d or 1h30m")
            return .seconds(1)
        }
        guard duration > .zero, duration <= PolicyLimits.durationMax else {
            let days = PolicyLimits.durationMax.components.seconds / 86_400
            fault("时长须大于零，最多 \(days)d", "a duration is more than nothing and at most \(days)d")
            return .seconds(1)
        }
        return duration
    }

    /// One of the cases, by its code.
    package func choice<Value>(_ kind: LocalText, _ values: [(code: String, value: Value)], otherwise: Value) -> Value {
        guard case .text(let text) = node.content else {
            let codes = values.map(\.code)
            wrong("\(kind.chinese)：\(codes.joined(separator: "、"))", "one of \(codes.joined(separator: ", "))")
            return otherwise
        }
        guard let found = values.first(where: { $0.code == text }) else {
            unknown(kind, text, known: values.map(\.code))
            return otherwise
        }
        return found.value
    }

    package func choice<Value: RawRepresentable & CaseIterable>(
        _ kind: LocalText, otherwise: Value
    ) -> Value where Value.RawValue == String {
        choice(kind, Value.allCases.map { ($0.rawValue, $0) }, otherwise: otherwise)
    }

    /// `09:00-12:00`; 24:00 ends a day.
    package func span() -> Policy.Span {
        guard case .text(let text) = node.content, let span = Self.span(text) else {
            wrong(
                "时段，例如 09:00-12:00，结束晚于开始，至多 24:00",
                "a span that ends after it begins, such as 09:00-12:00, at most 24:00")
            return Policy.Span(from: 0, to: 1_440)
        }
        return span
    }

    private static func span(_ text: String) -> Policy.Span? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let from = minute(ends[0]), let to = minute(ends[1]), from < to else { return nil }
        return Policy.Span(from: from, to: to)
    }

    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = digits(parts[0]),
            let minute = digits(parts[1]), minute < 60, hour < 24 || (hour == 24 && minute == 0)
        else { return nil }
        return Int(hour * 60 + minute)
    }
}

extension Duration {
    /// `1h30m`: numbers with units, the larger unit first, each unit at most once. Nil for anything else.
    init?(policyText text: String) {
        var rest = Substring(text)
        var seconds: UInt64 = 0
        var units: [(Character, UInt64)] = [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)]
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let number = rest.prefix { ("0"..."9").contains($0) }
            guard let value = Place.digits(number), let unit = rest.dropFirst(number.count).first,
                let index = units.firstIndex(where: { $0.0 == unit })
            else { return nil }
            seconds += value * units[index].1
            units.removeFirst(index + 1)
            rest = rest.dropFirst(number.count + 1)
        }
        self = .seconds(Int64(seconds))
    }
}
