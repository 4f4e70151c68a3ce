internal import Policies

/// Looks at a text before a YAML parser does, for what could cost more than its length: anchors, by which a few lines
/// become millions of values, and nesting deeper than a thread's stack.
///
/// It knows neither quotes nor comments, so that nobody can hide anything from it: it may refuse a text in which `&`
/// only seems to begin an anchor, and lets none through.
enum YAMLGuard {
    /// Brackets that open anywhere in a file, as a bound of how deep they lie in one another: the parser takes several
    /// hundred bytes of stack for each, threads have megabytes. Lists with an element a line need none.
    static let bracketsMax = 4_096
    /// Columns before the first character of a line: blocks inside one another need at least one each.
    static let indentationMax = 128

    /// The first place that is refused; nil if there is none.
    static func fault(in text: String) -> PolicyFault? {
        var brackets = 0
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let found = fault(in: Array(line.unicodeScalars), &brackets) {
                let position = PolicyNode.Position(line: index + 1, column: found.column)
                return PolicyFault(at: position, path: "", found.text)
            }
        }
        return nil
    }

    private static func fault(in line: [Unicode.Scalar], _ brackets: inout Int) -> (column: Int, text: LocalText)? {
        let indentation = line.prefix { " -?:".unicodeScalars.contains($0) }.count
        if indentation > indentationMax { return (indentation, tooDeep) }
        // A value may begin here: at the beginning of a line, and behind what separates values.
        var mayBegin = true
        for (index, scalar) in line.enumerated() {
            if scalar == "&", mayBegin, index + 1 < line.count, !isBlank(line[index + 1]) { return (index + 1, anchor) }
            if scalar == "[" || scalar == "{" {
                brackets += 1
                if brackets > bracketsMax { return (index + 1, tooMany) }
            }
            if !isBlank(scalar) { mayBegin = "[{,:-?".unicodeScalars.contains(scalar) }
        }
        return nil
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" || scalar == "\r" }

    private static let anchor = LocalText(
        "不支持锚点与别名；若是文字，请在 & 之后加空格", "anchors and aliases are not taken; if it is a text, put a blank behind &")
    private static let tooMany = LocalText(
        "方括号与花括号过多，最多 \(bracketsMax) 个；请改为每行一项",
        "there are too many brackets and braces; at most \(bracketsMax) are taken: write an element a line instead")
    private static let tooDeep = LocalText("缩进过深", "it is indented too deep")
}
