internal import Policies

/// Looks for anchors before a YAML parser does: with them a few lines become millions of values. How deep values may
/// lie in one another the parser bounds itself.
///
/// It knows neither quotes nor comments, so that nobody can hide anything from it: it may refuse a text in which `&`
/// only seems to begin an anchor, and lets none through.
enum YAMLGuard {
    /// The first anchor; nil if there is none.
    static func fault(in text: String) -> PolicyFault? {
        for (index, line) in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let column = anchor(in: Array(line)) {
                let text = LocalText(
                    "不支持锚点与别名；若是文字，请在 & 之后加空格",
                    "anchors and aliases are not taken; if it is a text, put a blank behind &")
                return PolicyFault(at: PolicyNode.Position(line: index + 1, column: column), path: "", text)
            }
        }
        return nil
    }

    /// The column of a `&` where a value may begin: at the beginning of a line, behind what separates values, or behind
    /// a tag.
    private static func anchor(in line: [Unicode.Scalar]) -> Int? {
        var mayBegin = true
        var isTag = false
        for (index, scalar) in line.enumerated() {
            if scalar == "&", mayBegin, index + 1 < line.count, !isBlank(line[index + 1]) { return index + 1 }
            if isBlank(scalar) {
                isTag = false
            } else {
                isTag = isTag || (mayBegin && scalar == "!")
                mayBegin = isTag || separators.contains(scalar)
            }
        }
        return nil
    }

    /// What separates values, and what YAML takes for a line's end besides line feeds.
    private static let separators = Set("[{,:-?\r\u{85}\u{2028}\u{2029}".unicodeScalars)

    /// A byte order mark is nothing.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { " \t\u{feff}".unicodeScalars.contains(scalar) }
}
