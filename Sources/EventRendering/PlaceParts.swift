/// The parts of addresses that say where somebody lives: 建国路88号 of 上海市建国路88号3单元. A part is told by its length: five
/// characters, blanks apart, with a number among them, or eight without. A city or a district alone is everybody's.
struct PlaceParts: Hashable, Sendable {
    private static let numberedMin = 5
    private static let plainMin = 8

    /// In small letters.
    private let places: [[Character]]
    /// With what a part may begin.
    let firsts: Set<Character>

    init(_ places: [[Character]]) {
        self.places = places.filter { $0.count >= Self.numberedMin }
        firsts = Set(self.places.joined().filter { !$0.isWhitespace })
    }

    /// Where the longest part ends that begins at `start`; nil where none does.
    /// Cost: for each place that has the character, so often as it has it, what agrees with the text.
    func end(in text: [Character], at start: Int, by small: (Character) -> Character) -> Int? {
        var longest: Int?
        for place in places {
            for first in place.indices {
                var (end, index, count, hasNumber) = (start, first, 0, false)
                while end < text.count, index < place.count, small(text[end]) == place[index] {
                    count += place[index].isWhitespace ? 0 : 1
                    hasNumber = hasNumber || place[index].isNumber
                    (end, index) = (end + 1, index + 1)
                }
                guard count >= (hasNumber ? Self.numberedMin : Self.plainMin), end > longest ?? 0 else {
                    continue
                }
                longest = end
            }
        }
        return longest
    }
}
