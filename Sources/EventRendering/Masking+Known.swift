extension Masking {
    /// What is known of the person whom a text is about, and is masked wherever it stands in one. What has one
    /// character is left alone: it stands in too many words that are about nobody.
    package struct Known: Hashable, Sendable {
        private struct Value: Hashable, Sendable {
            /// In small letters.
            var letters: [Character]
            var isContact: Bool
        }

        /// The longest first: an address may begin with a name.
        private let values: [Value]

        /// - Parameters:
        ///   - names: and addresses of places: masked as names are.
        ///   - contacts: and member numbers.
        package init(names: [String] = [], contacts: [String] = []) {
            let all = names.map { ($0, false) } + contacts.map { ($0, true) }
            values = all.map { Value(letters: Self.letters($0.0), isContact: $0.1) }
                .filter { $0.letters.count > 1 }
                .sorted { $0.letters.count > $1.letters.count }
        }

        /// What stands at `start` as it is shown, and where it ends; nil where that is nothing known.
        func masked(_ text: [Character], at start: Int) -> (text: String, end: Int)? {
            for value in values {
                let end = start + value.letters.count
                guard end <= text.count, Self.small(text[start]) == value.letters[0],
                    zip(text[start..<end], value.letters).allSatisfy({ Self.small($0) == $1 }),
                    !Self.isInside(text, start), !Self.isInside(text, end)
                else { continue }
                let found = String(text[start..<end])
                return (value.isContact ? Masking.contact(found) : Masking.name(found), end)
            }
            return nil
        }

        /// Whether a Latin word goes on there: Ann is not in Annual.
        private static func isInside(_ text: [Character], _ index: Int) -> Bool {
            index > 0 && index < text.count && isLatin(text[index - 1]) && isLatin(text[index])
        }

        private static func isLatin(_ character: Character) -> Bool {
            character.isASCII && (character.isLetter || character.isNumber)
        }

        private static func letters(_ text: String) -> [Character] {
            let trimmed = text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
            return trimmed.map(small)
        }

        private static func small(_ character: Character) -> Character {
            guard let byte = character.asciiValue, character.isUppercase else { return character }
            return Character(Unicode.Scalar(byte | 0x20))
        }
    }
}
