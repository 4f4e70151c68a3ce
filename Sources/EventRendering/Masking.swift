/// How personal data is shown to whoever has not given a reason to see it.
package enum Masking {
    /// 张三 is 张*, Smith is S****.
    package static func name(_ name: String) -> String {
        guard let first = name.first else { return "" }
        return String(first) + String(repeating: "*", count: max(1, name.count - 1))
    }

    /// 13800005678 is 138****5678, 62345678 is ****5678, ID-778886 is ID-**86, li@example.com is l***@example.com. What
    /// has fewer than eight characters keeps its first alone.
    package static func contact(_ contact: String) -> String {
        if let at = contact.firstIndex(where: isAt), let first = contact.first, at > contact.startIndex {
            // What stands there may be a number all the same: 王@13800005678.
            return "\(first)***\(text(String(contact[at...]), knowing: Known()))"
        }
        guard contact.count >= 8, let first = contact.first else { return contact.first.map { "\($0)***" } ?? "" }
        if !first.isNumber, first != "+" {
            return "\(contact.prefix(3).prefix { !$0.isNumber })**\(contact.suffix(2))"
        }
        guard contact.count >= 11 else { return "****\(contact.suffix(4))" }
        return "\(contact.prefix(3))****\(contact.suffix(4))"
    }

    fileprivate static func isAt(_ character: Character) -> Bool { character == "@" || character == "＠" }

    /// A text without the numbers and addresses by which a person is reached, nor what is known of that person: of a
    /// phone, and of another number with seven digits or more that is no date (see ``NumberRow``), only the last four
    /// are left, of a mail address the first letter, and what is known is shown as it is elsewhere.
    /// Cost: one pass.
    package static func text(_ text: String, knowing known: Known) -> String { MaskedText(text, known).shown }
}

/// A text on its way through the mask.
private struct MaskedText {
    /// So many letters before an @ are taken for a name where words are not set apart: 写信到李娜@example.cn.
    private static let unspacedNameMax = 4

    private let characters: [Character]
    private let known: Masking.Known
    /// In the order of the text.
    private let numbers: [Range<Int>]

    init(_ text: String, _ known: Masking.Known) {
        characters = Array(text)
        self.known = known
        numbers = NumberRow.personal(in: characters)
    }

    var shown: String {
        var shown = ""
        var index = 0
        // The word that was looked at, a long one once: what in it is the name of a mail address, and where it ends.
        var (name, wordEnd) = (0..<0, 0)
        var numbers = numbers[...]
        while index < characters.count {
            if index >= wordEnd { (name, wordEnd) = word(at: index) }
            while let number = numbers.first, number.upperBound <= index { numbers.removeFirst() }
            if index == name.lowerBound, !name.isEmpty, Self.isAddressPart(characters[index]) {
                shown += Masking.contact(String(characters[index..<wordEnd]))
                index = wordEnd
            } else if let found = known.masked(characters, at: index) {
                shown += found.text
                index = found.end
            } else if index == name.lowerBound, !name.isEmpty {
                shown += "\(characters[index])***"
                index = name.upperBound
            } else if let number = numbers.first, number.contains(index) {
                shown += masked(number).dropFirst(index - number.lowerBound)
                index = number.upperBound
            } else {
                shown.append(characters[index])
                index += 1
            }
        }
        return shown
    }

    /// What stands before the @ of a mail address, if the word at `index` has one, and where the word ends.
    private func word(at index: Int) -> (name: Range<Int>, end: Int) {
        let end = end(from: index, while: Self.isAddressPart)
        if end > index { return (index..<(characters[index..<end].lastIndex(where: Masking.isAt) ?? index), end) }
        let letters = self.end(from: index) { $0.isLetter && !$0.isCased }
        let isName = letters < characters.count && Masking.isAt(characters[letters]) && isDomain(from: letters + 1)
        return ((isName ? max(index, letters - Self.unspacedNameMax) : letters)..<letters, max(letters, index + 1))
    }

    private func isDomain(from start: Int) -> Bool {
        let labels = characters[start..<end(from: start) { $0.isLetter || $0.isNumber || "-.".contains($0) }]
            .split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1 && labels.prefix(2).allSatisfy { !$0.isEmpty }
    }

    private func end(from start: Int, while isPart: (Character) -> Bool) -> Int {
        characters[start...].firstIndex { !isPart($0) } ?? characters.count
    }

    /// Only the last four digits are left.
    private func masked(_ number: Range<Int>) -> String {
        var left = characters[number].count { Digit($0) != nil }
        return String(
            characters[number].map { character in
                guard Digit(character) != nil else { return character }
                defer { left -= 1 }
                return left > 4 ? "*" : character
            })
    }

    /// Letters of scripts that set words apart are those with capitals.
    private static func isAddressPart(_ character: Character) -> Bool {
        if character.isASCII {
            return character.isLetter || character.isNumber || "@._%+-".contains(character)
        }
        return character.isCased && character.isLetter || Masking.isAt(character) || Digit(character)?.kind == .decimal
    }
}
