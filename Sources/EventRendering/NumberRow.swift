/// Numbers of a text that follow one another with nothing but joints between them: a date and a phone, or two phones.
struct NumberRow {
    private struct Group {
        let range: Range<Int>
        /// What stands before it, within the row.
        let joints: [Joint]

        /// Joined as closely as a number's own groups are, or those of a date.
        var isTight: Bool { joints.allSatisfy { $0 == .dash || $0 == .dot } }
        /// Joined as any number's groups are: dots and strokes are as often between other things.
        var isPlain: Bool { joints.allSatisfy { $0 != .dot && $0 != .stroke } }
    }

    /// What stands further apart is of two rows.
    private static let jointsMax = 8
    /// By fewer digits nobody is reached.
    private static let digitsMin = 7

    private let text: [Character]
    private var groups: [Group] = []

    /// Where the numbers stand in a text by which a person is reached: phones, and whatever else has seven digits or
    /// more and is no date, price, version or ticket number.
    /// Cost: one pass.
    static func personal(in text: [Character]) -> [Range<Int>] {
        var (found, index) = ([Range<Int>](), 0)
        while index < text.count {
            guard let row = NumberRow(text, from: index) else {
                index += 1
                continue
            }
            found += row.personal
            index = max(row.end, found.last?.upperBound ?? 0)
        }
        return found
    }

    private init?(_ text: [Character], from start: Int) {
        guard let kind = Digit(text[start])?.kind else { return nil }
        self.text = text
        var next = start
        while next < text.count, Digit(text[next])?.kind == kind {
            let joints = text[(groups.last?.range.upperBound ?? start)..<next].compactMap(Joint.init)
            let end = text[next...].firstIndex { Digit($0)?.kind != kind } ?? text.count
            groups.append(Group(range: next..<end, joints: joints))
            next = text[end...].prefix(Self.jointsMax).firstIndex { Joint($0) == nil } ?? end + Self.jointsMax
            if next == end { break }
        }
    }

    private var end: Int { groups.last?.range.upperBound ?? 0 }

    private var personal: [Range<Int>] {
        var found: [Range<Int>] = []
        // The groups from `rest` on are of no number that is known, the last of which ended at `known`.
        var (index, known, rest) = (0, 0, 0)
        while index < groups.count {
            if index > rest, !goesOn(at: index) {
                found += other(rest..<index)
                rest = index
            }
            let begins = begins(at: index, after: known)
            let impersonal = begins ? impersonal(at: index) : nil
            guard let count = impersonal ?? (begins ? phone(at: index) : nil) else {
                index += 1
                continue
            }
            found += other(rest..<index)
            if impersonal == nil { found.append(range(index..<index + count)) }
            index += count
            (known, rest) = (index, index)
        }
        return found + other(rest..<index)
    }

    /// What no form is known of has its digits counted.
    private func other(_ numbers: Range<Int>) -> [Range<Int>] {
        groups[numbers].reduce(0) { $0 + $1.range.count } < Self.digitsMin ? [] : [range(numbers)]
    }

    private func range(_ number: Range<Int>) -> Range<Int> {
        let end = groups[number.upperBound - 1].range.upperBound
        return groups[number.lowerBound].range.lowerBound..<(number.upperBound < groups.count ? end : extended(end))
    }

    /// Whether a group and the one before it are of one number of no known form. Prices are not: 199.00 12800.00.
    private func goesOn(at index: Int) -> Bool {
        guard groups[index].isPlain else { return false }
        return groups[index].isTight || isWhole(index - 1) && isWhole(index)
    }

    private func isWhole(_ index: Int) -> Bool {
        let next = index + 1 < groups.count ? groups[index + 1].joints : []
        return ![groups[index].joints, next].contains { $0 == [.dot] || $0 == [.stroke] }
    }

    /// Whether a number of a known form may begin there: not within another, but behind the number of a list's item.
    private func begins(at index: Int, after known: Int) -> Bool {
        index == known || !groups[index].isTight || index == known + 1 && groups[known].range.count <= 2
    }
}

/// What is a phone, and what is none.
extension NumberRow {
    /// How many groups the phone has that begins at `start`, its extension among them.
    private func phone(at start: Int) -> Int? {
        guard let count = plainPhone(at: start) else { return nil }
        let next = start + count
        guard next < groups.count, groups[next].joints.contains(.dash), groups[next].range.count <= 6 else {
            return count
        }
        let goesOn = next + 1 < groups.count && groups[next + 1].isTight
        return goesOn || impersonal(at: next) != nil || plainPhone(at: next) != nil ? count : count + 1
    }

    private func plainPhone(at start: Int) -> Int? {
        let hasPlus = start == 0 && text[..<groups[0].range.lowerBound].last.map("+＋".contains) == true
        var number = WrittenNumber(hasPlus: hasPlus)
        var (longest, digits) = (nil as Int?, 0)
        for (index, group) in groups[start...].enumerated() {
            // How long a number of another country is nobody knows: it ends where something else begins.
            if hasPlus, index > 0, !group.isTight {
                if impersonal(at: index) != nil { break }
                if digits >= 10, longest != nil, plainPhone(at: index) != nil { break }
            }
            digits += group.range.count
            guard digits <= WrittenNumber.digitsMax else { break }
            number.append(text[group.range].compactMap { Digit($0)?.value }, behind: index == 0 ? [] : group.joints)
            if number.isPersonal { longest = index + 1 }
        }
        return longest
    }

    private static let extensionWords: Set<String> = ["转", "轉", "分机", "分機", "转分机", "ext", "extension", "x"]

    /// Where a number that ends at `end` ends with its extension: 62345678转801.
    private func extended(_ end: Int) -> Int {
        let between = text[end...].prefix(12).prefix { Digit($0) == nil }
        guard Self.extensionWords.contains(String(between.filter(\.isLetter)).lowercased()) else { return end }
        let digits = text[between.endIndex...].prefix(7).prefix { Digit($0) != nil }
        return (1...6).contains(digits.count) ? digits.endIndex : end
    }

    /// How many groups the time, ticket number, date or address of a machine has that begins at `start`.
    private func impersonal(at start: Int) -> Int? {
        if isTime(start) { return 1 }
        let joints = groups[start...].prefix(5).dropFirst().map(\.joints)
        guard let joint = joints.first, joint.count == 1, joint != [.blank], joint != [.bracket] else { return nil }
        if joint == [.dash], isTicket(start) { return 2 }
        if joints.prefix(2) == [joint, joint], isDate(start) { return 3 }
        let isMachine = joints.prefix(3) == [[.dot], [.dot], [.dot]] && joints.dropFirst(3).first != [.dot]
        return isMachine && (start..<start + 4).allSatisfy(isByte) ? 4 : nil
    }

    /// The hour or the minute of 08:30.
    private func isTime(_ index: Int) -> Bool {
        let range = groups[index].range
        let (before, behind) = (text[..<range.lowerBound].suffix(2), text[range.upperBound...].prefix(2))
        return range.count <= 2
            && [before.reversed(), Array(behind)].contains {
                $0.count == 2 && ":：".contains($0[0]) && Digit($0[1]) != nil
            }
    }

    /// 202405-001, as this product itself writes them.
    private func isTicket(_ start: Int) -> Bool {
        let month = value(start)
        return groups[start].range.count == 6 && (3...6).contains(groups[start + 1].range.count)
            && (2000...2099).contains(month / 100) && (1...12).contains(month % 100)
    }

    /// 2026-11-22, 22.11.2026, 11/22/2026.
    private func isDate(_ start: Int) -> Bool {
        let isYearFirst = groups[start].range.count == 4
        let year = isYearFirst ? start : start + 2
        let others = [start + 1, isYearFirst ? start + 2 : start]
        return groups[year].range.count == 4 && (1900...2099).contains(value(year))
            && others.allSatisfy { groups[$0].range.count <= 2 && (1...31).contains(value($0)) }
            && others.contains { value($0) <= 12 }
    }

    private func isByte(_ index: Int) -> Bool {
        let count = groups[index].range.count
        return count <= 3 && value(index) <= 255 && String(value(index)).count == count
    }

    /// What a group of few digits reads as.
    private func value(_ index: Int) -> Int {
        text[groups[index].range].prefix(6).reduce(0) { $0 * 10 + (Digit($1)?.value ?? 0) }
    }
}
