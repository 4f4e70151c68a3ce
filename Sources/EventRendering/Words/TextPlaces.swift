/// A template's places and parts.
///
/// `{number}` stands for what is filled in. A part in square brackets is left out with its brackets if a place in it
/// has nothing to be filled with: `We have it.[ {agent} will call you.]` Elsewhere other words are then used, so that
/// the sentence reads. A place that has no such name stays as it is.
package enum TextPlaces {
    /// - Parameter otherwise: the words for what there is nothing to fill with.
    package static func fill(
        _ template: String, _ places: [String: String], otherwise: [String: String] = [:]
    ) -> String {
        let outside = places.merging(otherwise) { text, otherwise in text.isEmpty ? otherwise : text }
        var filled = ""
        var rest = template[...]
        while let start = rest.firstIndex(of: "["), let end = rest[start...].firstIndex(of: "]") {
            filled += fillPart(rest[..<start], outside).text
            let part = fillPart(rest[rest.index(after: start)..<end], places)
            if part.isWhole { filled += part.text }
            rest = rest[rest.index(after: end)...]
        }
        return filled + fillPart(rest, outside).text
    }

    private static func fillPart(_ part: Substring, _ places: [String: String]) -> (text: String, isWhole: Bool) {
        var (filled, isWhole) = ("", true)
        var rest = part
        while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
            filled += rest[..<start]
            if let value = places[String(rest[rest.index(after: start)..<end])] {
                filled += value
                isWhole = isWhole && !value.isEmpty
            } else {
                filled += rest[start...end]
            }
            rest = rest[rest.index(after: end)...]
        }
        return (filled + rest, isWhole)
    }
}
