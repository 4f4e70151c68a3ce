/// A template's places and parts.
///
/// `{number}` stands for what is filled in. A part in square brackets is left out with its brackets if a place in it
/// has nothing to be filled with: `We have it.[ {agent} will call you.]` A place that has no such name stays as it is.
package enum TextPlaces {
    package static func fill(_ template: String, _ places: [String: String]) -> String {
        var filled = ""
        var rest = template[...]
        while let start = rest.firstIndex(of: "["), let end = rest[start...].firstIndex(of: "]") {
            filled += fillPart(rest[..<start], places).text
            let part = fillPart(rest[rest.index(after: start)..<end], places)
            if part.isWhole { filled += part.text }
            rest = rest[rest.index(after: end)...]
        }
        return filled + fillPart(rest, places).text
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
