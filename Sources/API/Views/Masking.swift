/// How personal data is shown to whoever has not given a reason to see it.
enum Masking {
    /// 张三 is 张*, Smith is S****.
    static func name(_ name: String) -> String {
        guard let first = name.first else { return "" }
        return String(first) + String(repeating: "*", count: max(1, name.count - 1))
    }

    /// 13800005678 is 138****5678, li@example.com is l***@example.com.
    static func contact(_ contact: String) -> String {
        if let at = contact.firstIndex(of: "@"), let first = contact.first, at > contact.startIndex {
            return "\(first)***\(contact[at...])"
        }
        guard contact.count >= 8 else { return contact.first.map { "\($0)***" } ?? "" }
        return "\(contact.prefix(3))****\(contact.suffix(4))"
    }

    /// A text without the telephone and card numbers in it: of seven digits or more only the last four are left.
    static func text(_ text: String) -> String {
        var shown = ""
        var digits = ""
        func flush() {
            shown += digits.count >= 7 ? String(repeating: "*", count: digits.count - 4) + digits.suffix(4) : digits
            digits = ""
        }
        for character in text {
            if character.isNumber {
                digits.append(character)
            } else {
                flush()
                shown.append(character)
            }
        }
        flush()
        return shown
    }
}
