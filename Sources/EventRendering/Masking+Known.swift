extension Masking {
    /// What is known of the person whom a text is about, and is masked wherever it stands in one: names and places
    /// whole and in parts (see ``NameParts``, ``PlaceParts``), and contacts whole. What has one character is left
    /// alone: it stands in too many words that are about nobody.
    package struct Known: Hashable, Sendable {
        private struct Value: Hashable, Sendable {
            /// In small letters.
            var letters: [Character]
            var isContact = false
            /// An ordinary word as well: a name only where it begins with a capital.
            var isWord = false
        }

        /// The longest first: an address may begin with a name.
        private let values: [Value]
        private let parts: NameParts
        private let placeParts: PlaceParts
        /// With what anything known begins, in small letters.
        private let firsts: Set<Character>

        /// - Parameters:
        ///   - names: of people.
        ///   - places: masked as names are.
        ///   - contacts: and member numbers.
        package init(names: [String] = [], places: [String] = [], contacts: [String] = []) {
            let names = names.map(Self.letters)
            let parts = NameParts(names)
            var all = (names + places.map(Self.letters)).map { Value(letters: $0) }
            all += contacts.map { Value(letters: Self.letters($0), isContact: true) }
            all += parts.words.map { Value(letters: $0.letters, isWord: $0.isOrdinary) }
            values = all.filter { $0.letters.count > 1 }.sorted { $0.letters.count > $1.letters.count }
            placeParts = PlaceParts(places.map(Self.letters))
            firsts = Set(values.map { $0.letters[0] }).union(parts.firsts).union(placeParts.firsts)
            self.parts = parts
        }

        /// What stands at `start` as it is shown, and where it ends; nil where that is nothing known.
        func masked(_ text: [Character], at start: Int) -> (text: String, end: Int)? {
            let first = Self.small(text[start])
            guard firsts.contains(first) else { return nil }
            let value = values.first { stands($0, in: text, at: start) }
            let valueEnd = value.map { start + $0.letters.count } ?? start
            // A family name of two characters is also the beginning of an address.
            let end = max(
                valueEnd, parts.address(in: text, at: start) ?? start,
                placeParts.end(in: text, at: start, by: Self.small) ?? start)
            guard end > start else { return nil }
            let found = String(text[start..<end])
            let isContact = end == valueEnd && value?.isContact ?? false
            return (isContact ? Masking.contact(found) : Masking.name(found), end)
        }

        private func stands(_ value: Value, in text: [Character], at start: Int) -> Bool {
            let end = start + value.letters.count
            guard end <= text.count, zip(text[start..<end], value.letters).allSatisfy({ Self.small($0) == $1 }) else {
                return false
            }
            return !Self.isInside(text, start) && !Self.isInside(text, end)
                && (!value.isWord || text[start].isUppercase)
        }

        /// Whether a Latin word goes on there: Ann is not in Annual.
        private static func isInside(_ text: [Character], _ index: Int) -> Bool {
            index > 0 && index < text.count && isLatin(text[index - 1]) && isLatin(text[index])
        }

        private static func isLatin(_ character: Character) -> Bool {
            NameParts.isLatinLetter(character) || character.isASCII && character.isNumber
        }

        private static func letters(_ text: String) -> [Character] {
            let trimmed = text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
            return trimmed.map(small)
        }

        private static func small(_ character: Character) -> Character {
            if let byte = character.asciiValue {
                return (0x41...0x5a).contains(byte) ? Character(Unicode.Scalar(byte | 0x20)) : character
            }
            guard character.isUppercase else { return character }
            let lower = character.lowercased()
            return lower.count == 1 ? Character(lower) : character
        }
    }
}
