/// A phone number with dots or underlines between its groups of digits, dashes among them or not: 138.0013.8000.
/// Prices, dates, versions, order numbers and addresses of machines are written so too: a phone is told by how its
/// digits begin and how they are grouped.
struct JoinedPhone {
    /// One longer than any phone number is none.
    private static let digitsMax = 18

    private var digits: [Int] = []
    private var groups: [Int] = []
    private var hasPlus = false

    /// Where the one ends that begins at `start`; nil where none does.
    /// Cost: one look at the few characters that a phone number has.
    static func end(in text: [Character], at start: Int) -> Int? {
        guard !goesOn(in: text, at: start) else { return nil }
        var phone = JoinedPhone()
        var (end, isJoined) = (start, false)
        if text[end] == "+" { (phone.hasPlus, end) = (true, end + 1) }
        while phone.digits.count <= digitsMax {
            var count = 0
            while end < text.count, let digit = text[end].wholeNumberValue, digit < 10, count <= digitsMax {
                phone.digits.append(digit)
                (end, count) = (end + 1, count + 1)
            }
            guard count > 0 else { return nil }
            phone.groups.append(count)
            guard end + 1 < text.count, isJoint(text[end]), text[end + 1].wholeNumberValue != nil else { break }
            isJoined = isJoined || text[end] != "-"
            end += 1
        }
        return isJoined && phone.isOne ? end : nil
    }

    /// Whether digits that began before go on there.
    private static func goesOn(in text: [Character], at index: Int) -> Bool {
        guard index > 0 else { return false }
        let before = text[index - 1]
        return before.wholeNumberValue != nil || index > 1 && isJoint(before) && text[index - 2].wholeNumberValue != nil
    }

    private static func isJoint(_ character: Character) -> Bool { "._-".contains(character) }

    private var isOne: Bool {
        guard digits.count <= Self.digitsMax, !isMachine, !isDate else { return false }
        if let national = withoutCountry { return (9...11).contains(national.digits.count) }
        if hasPlus { return (8...15).contains(digits.count) && groups.count >= 3 }
        return isMobile || isLandline || isService || isNorthAmerican
    }

    /// What follows China's code, by which one is called from abroad.
    private var withoutCountry: JoinedPhone? {
        let codes = [[8, 6], [0, 0, 8, 6]]
        guard let code = codes.first(where: { digits.starts(with: $0) && groups.first == $0.count }) else { return nil }
        var national = JoinedPhone()
        (national.digits, national.groups) = (Array(digits.dropFirst(code.count)), Array(groups.dropFirst()))
        return national
    }

    /// 138.0013.8000
    private var isMobile: Bool {
        digits.count == 11 && digits[0] == 1 && digits[1] >= 3 && groups[0] >= 3
    }

    /// 010.6234.5678, or without the area 6234.5678.
    private var isLandline: Bool {
        if digits[0] == 0 {
            return (10...12).contains(digits.count) && (3...4).contains(groups[0]) && groups.count <= 3
        }
        return groups == [4, 4] && (2...8).contains(digits[0])
    }

    /// 400.800.8888
    private var isService: Bool { digits.count == 10 && [[4, 0, 0], [8, 0, 0]].contains { digits.starts(with: $0) } }

    /// 555.234.5678: neither the area nor the exchange begins with 0 or 1.
    private var isNorthAmerican: Bool {
        let prefix = groups[0] == 1 && digits[0] == 1 ? 1 : 0
        return groups.dropFirst(prefix) == [3, 3, 4] && digits[prefix] >= 2 && digits[prefix + 3] >= 2
    }

    /// 192.168.10.100
    private var isMachine: Bool {
        guard groups.count == 4, groups.allSatisfy({ $0 <= 3 }) else { return false }
        return numbers.allSatisfy { $0 <= 255 }
    }

    /// 2026.1122, a year of this century or the last before a month and a day.
    private var isDate: Bool {
        guard groups == [4, 4] else { return false }
        let (year, day) = (numbers[0], numbers[1])
        return (1900...2099).contains(year) && (1...12).contains(day / 100) && (1...31).contains(day % 100)
    }

    /// What each group reads as.
    private var numbers: [Int] {
        var rest = digits[...]
        return groups.map { count in
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count).reduce(0) { $0 * 10 + $1 }
        }
    }
}
