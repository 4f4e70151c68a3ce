/// A number as somebody wrote it: groups of digits, and what joins them. (010)6234-5678 has groups of 3, 4 and 4.
/// Prices, dates, versions and order numbers are written so too: what reaches a person is told by how its digits begin
/// and how they are grouped.
struct WrittenNumber {
    /// A bank card has the most.
    static let digitsMax = 19

    private var digits: [Int] = []
    private var groups: [Int] = []
    private var joints: Set<Joint> = []
    private let hasPlus: Bool

    init(hasPlus: Bool) { self.hasPlus = hasPlus }

    /// - Parameter joints: what stands before the group, within the number.
    mutating func append(_ group: [Int], behind joints: [Joint]) {
        digits += group
        groups.append(group.count)
        self.joints.formUnion(joints)
    }

    /// Whether its form is that of a phone or of a bank card. Cost: a look at each group.
    var isPersonal: Bool {
        guard (8...Self.digitsMax).contains(digits.count) else { return false }
        if isNational || withoutCountry?.isNational == true || isForeign { return true }
        // Rooms and sizes are listed so: 301/302/1203.
        guard !joints.contains(.stroke) else { return false }
        return isService || isNorthAmerican || isLocal || isCard
    }

    private var isNational: Bool { isMobile || isLandline }

    /// 138.0013.8000, 138.00.13.80.00, and digit by digit. Four digits come first where dots say that it is one number:
    /// 1380.0138.000, but 1501/1502/801.
    private var isMobile: Bool {
        guard digits.count == 11, digits[0] == 1, digits[1] >= 3 else { return false }
        if groups == [3, 2, 2, 2, 2] || groups.count == 11 { return true }
        return groups.allSatisfy { $0 >= 3 } && (groups[0] != 4 || joints.contains(.dot))
    }

    /// 010.6234.5678
    private var isLandline: Bool {
        digits[0] == 0 && (10...(groups[0] == 3 ? 11 : 12)).contains(digits.count)
            && groups.count <= 3 && groups.allSatisfy { $0 >= 3 }
    }

    /// What follows China's code, as it is written in China: 010 6234 5678 of +86 10 6234 5678 and +86 (0)10 6234 5678.
    private var withoutCountry: WrittenNumber? {
        let codes = [[8, 6], [0, 0, 8, 6]]
        guard let code = codes.first(where: { digits.starts(with: $0) && groups[0] >= $0.count }) else { return nil }
        var national = self
        national.digits.removeFirst(code.count)
        national.groups[0] -= code.count
        guard national.groups[0] == 0 else { return national }
        national.groups.removeFirst()
        guard !national.isMobile else { return national }
        if national.digits[0] > 0 {
            national.digits.insert(0, at: 0)
            national.groups.insert(1, at: 0)
        }
        if national.groups[0] == 1, national.groups.count > 1 {
            national.groups.removeFirst()
            national.groups[0] += 1
        }
        return national
    }

    /// +44.20.7946.0958
    private var isForeign: Bool {
        hasPlus && (9...15).contains(digits.count) && groups.count >= 3 && groups[0] <= 3
            && groups.dropFirst(2).allSatisfy { $0 >= 2 }
    }

    /// 400.800.8888
    private var isService: Bool {
        digits.count == 10 && groups.allSatisfy { $0 >= 3 }
            && [[4, 0, 0], [8, 0, 0]].contains { digits.starts(with: $0) }
    }

    /// 555.234.5678: neither the area nor the exchange begins with 0 or 1.
    private var isNorthAmerican: Bool {
        let prefix = groups[0] == 1 && digits[0] == 1 ? 1 : 0
        return groups.dropFirst(prefix) == [3, 3, 4] && digits[prefix] >= 2 && digits[prefix + 3] >= 2
    }

    /// 6234.5678, but 2026.1122 is a day.
    private var isLocal: Bool {
        guard groups == [4, 4], joints.contains(.dot), (2...8).contains(digits[0]) else { return false }
        let (month, day) = (digits[4] * 10 + digits[5], digits[6] * 10 + digits[7])
        return digits[..<2] != [2, 0] || !(1...12).contains(month) || !(1...31).contains(day)
    }

    /// 6222 0213 1380 0138 000, in which a phone may seem to be.
    private var isCard: Bool {
        digits.count >= 16 && digits[0] > 0 && groups.dropLast().allSatisfy { $0 == 4 } && (groups.last ?? 0) <= 4
            && !joints.contains(.dot)
    }
}

/// A digit of whichever script: 8, ８, 八.
struct Digit {
    let value: Int
    /// The digits of one number are of one kind: ①138 are two.
    let kind: Unicode.NumericType

    init?(_ character: Character) {
        guard let properties = character.unicodeScalars.first?.properties, let kind = properties.numericType,
            let value = properties.numericValue, (0...9).contains(value), value == Double(Int(value))
        else { return nil }
        (self.value, self.kind) = (Int(value), kind)
    }
}

/// What may stand between the groups of a number.
enum Joint {
    case blank, dash, dot, stroke, bracket

    init?(_ character: Character) {
        switch character {
        case "(", ")", "（", "）": self = .bracket
        case ".", "．", "·", "・", "•", "_", "＿": self = .dot
        case "/", "／": self = .stroke
        // They pass for a dash.
        case "一", "ー", "~", "～", "〜": self = .dash
        default:
            guard let properties = character.unicodeScalars.first?.properties else { return nil }
            if properties.isDash {
                self = .dash
            } else if properties.generalCategory == .format || character.isWhitespace && !character.isNewline {
                self = .blank
            } else {
                return nil
            }
        }
    }
}
