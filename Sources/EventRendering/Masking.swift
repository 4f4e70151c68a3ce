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
        if let at = contact.firstIndex(of: "@"), let first = contact.first, at > contact.startIndex {
            return "\(first)***\(contact[at...])"
        }
        guard contact.count >= 8, let first = contact.first else { return contact.first.map { "\($0)***" } ?? "" }
        if !first.isNumber, first != "+" {
            return "\(contact.prefix(3).prefix { !$0.isNumber })**\(contact.suffix(2))"
        }
        guard contact.count >= 11 else { return "****\(contact.suffix(4))" }
        return "\(contact.prefix(3))****\(contact.suffix(4))"
    }

    /// A text without the numbers and addresses by which a person is reached, nor what is known of that person: of a
    /// number with seven digits or more, blanks and dashes between them or not, and of a phone number with dots or
    /// underlines (see ``JoinedPhone``) only the last four are left, of a mail address the first letter, and what is
    /// known is shown as it is elsewhere.
    /// Cost: one pass.
    package static func text(_ text: String, knowing known: Known) -> String { MaskedText(text, known).shown }
}

/// A text on its way through the mask.
private struct MaskedText {
    private let characters: [Character]
    private let known: Masking.Known

    init(_ text: String, _ known: Masking.Known) {
        characters = Array(text)
        self.known = known
    }

    var shown: String {
        var shown = ""
        var index = 0
        // Where a run ends that was looked at: a long one is looked at once.
        var (wordEnd, lastAt, numberEnd) = (0, -1, 0)
        while index < characters.count {
            if index >= wordEnd {
                wordEnd = end(from: index, while: Self.isAddressPart)
                lastAt = characters[index..<wordEnd].lastIndex(of: "@") ?? -1
            }
            if index < lastAt {
                shown += Masking.contact(String(characters[index..<wordEnd]))
                index = wordEnd
            } else if let found = known.masked(characters, at: index) {
                shown += found.text
                index = found.end
            } else if let end = phoneEnd(at: index), let number = masked(number: characters[index..<end]) {
                shown += number
                index = end
            } else if index >= numberEnd, Self.startsNumber(characters[index]) {
                // The phone number that a run comes to is one by itself.
                let end = end(from: index, while: Self.isNumberPart)
                numberEnd = (index..<end).dropFirst().first { phoneEnd(at: $0) != nil } ?? end
                guard let number = masked(number: characters[index..<numberEnd]) else { continue }
                shown += number
                index = numberEnd
            } else {
                shown.append(characters[index])
                index += 1
            }
        }
        return shown
    }

    private func phoneEnd(at start: Int) -> Int? {
        Self.startsNumber(characters[start]) ? JoinedPhone.end(in: characters, at: start) : nil
    }

    private static func startsNumber(_ character: Character) -> Bool { character.isNumber || character == "+" }

    private func end(from start: Int, while isPart: (Character) -> Bool) -> Int {
        characters[start...].firstIndex { !isPart($0) } ?? characters.count
    }

    /// Nil where nobody is reached by so few digits.
    private func masked(number: ArraySlice<Character>) -> String? {
        var left = number.count(where: \.isNumber)
        guard left >= 7 else { return nil }
        return String(
            number.map { character in
                guard character.isNumber else { return character }
                defer { left -= 1 }
                return left > 4 ? "*" : character
            })
    }

    private static func isNumberPart(_ character: Character) -> Bool {
        character.isNumber || "+-() \u{2010}\u{2011}\u{2013}".contains(character)
    }

    private static func isAddressPart(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "@._%-".contains(character))
    }
}
