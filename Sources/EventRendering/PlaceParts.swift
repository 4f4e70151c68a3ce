/// The parts of addresses that say where somebody lives: 建国路88号 of 上海市建国路88号3单元. A part is told by its length: five
/// characters with a number among them, or eight without. A city or a district alone is everybody's. Blanks are no part
/// of an address: 建国路 88 号 is 建国路88号.
struct PlaceParts: Hashable, Sendable {
    private static let numberedMin = 5
    private static let plainMin = 8

    /// In small letters, without blanks.
    private let places: [[Character]]
    /// With what a part may begin.
    let firsts: Set<Character>

    init(_ places: [[Character]]) {
        self.places = places.map { $0.filter { !$0.isWhitespace } }.filter { $0.count >= Self.numberedMin }
        firsts = Set(self.places.joined())
    }

    /// Where the longest part ends that begins at `start`; nil where none does.
    /// Cost: for each place that has the character, so often as it has it, what agrees with the text.
    func end(in text: [Character], at start: Int, by small: (Character) -> Character) -> Int? {
        var longest: Int?
        for place in places {
            for first in place.indices {
                // Up to which it agrees, and where the blanks behind that end.
                var (end, next, index, hasNumber) = (start, start, first, false)
                while next < text.count, index < place.count, small(text[next]) == place[index] {
                    hasNumber = hasNumber || place[index].isNumber
                    (end, index) = (next + 1, index + 1)
                    next = end
                    while next < text.count, Self.isBlank(text[next]) { next += 1 }
                }
                guard index - first >= (hasNumber ? Self.numberedMin : Self.plainMin), end > longest ?? 0 else {
                    continue
                }
                longest = end
            }
        }
        return longest
    }

    /// Within a line.
    private static func isBlank(_ character: Character) -> Bool { character.isWhitespace && !character.isNewline }
}
