/// How personal data is shown to whoever has not given a reason to see it.
package enum Masking {
    /// 张三 is 张*, Smith is S****.
    package static func name(_ name: String) -> String {
        guard let first = name.first else { return "" }
        return String(first) + String(repeating: "*", count: max(1, name.count - 1))
    }

    /// 13800005678 is 138****5678, li@example.com is l***@example.com.
    package static func contact(_ contact: String) -> String {
        if let at = contact.firstIndex(of: "@"), let first = contact.first, at > contact.startIndex {
            return "\(first)***\(contact[at...])"
        }
        guard contact.count >= 8 else { return contact.first.map { "\($0)***" } ?? "" }
        return "\(contact.prefix(3))****\(contact.suffix(4))"
    }

    /// A text without the numbers and addresses by which a person is reached: of a number with seven digits or more,
    /// blanks and dashes between them or not, only the last four are left, and of a mail address the first letter.
    package static func text(_ text: String) -> String {
        var shown = ""
        var rest = text[...]
        while let first = rest.first {
            let word = rest.prefix(while: isAddressPart)
            if word.dropFirst().contains("@") {
                shown += contact(String(word))
                rest = rest.dropFirst(word.count)
            } else if first.isNumber || first == "+" {
                let number = rest.prefix { $0.isNumber || "+-() \u{2010}\u{2011}\u{2013}".contains($0) }
                shown += masked(number: number)
                rest = rest.dropFirst(number.count)
            } else {
                shown.append(first)
                rest = rest.dropFirst()
            }
        }
        return shown
    }

    private static func masked(number: Substring) -> String {
        var left = number.count(where: \.isNumber)
        guard left >= 7 else { return String(number) }
        return String(
            number.map { character in
                guard character.isNumber else { return character }
                defer { left -= 1 }
                return left > 4 ? "*" : character
            })
    }

    private static func isAddressPart(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "@._%-".contains(character))
    }
}
