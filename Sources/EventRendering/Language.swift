/// A language that the product speaks to people.
package enum Language: Hashable, Sendable, CaseIterable {
    case chinese
    case english

    /// Chinese for a tag or locale that begins with the language `zh`, such as `zh-Hans` or `zh_CN.UTF-8`.
    package init(tag: String) {
        let language = tag.prefix { $0.isASCII && $0.isLetter }
        self = language.lowercased() == "zh" ? .chinese : .english
    }

    /// The language of messages to whoever has these variables: what POSIX reads it from, the first that is set.
    package init(ofUser variable: (String) -> String?) {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { variable($0) }.first { !$0.isEmpty }
        self.init(tag: locale ?? "")
    }

    package func callAsFunction(
        _ chinese: @autoclosure () -> String, _ english: @autoclosure () -> String
    ) -> String {
        switch self {
        case .chinese: chinese()
        case .english: english()
        }
    }

    /// Between parts of one sentence.
    package var comma: String { self("，", ", ") }
    /// Between things of one kind.
    package var listComma: String { self("、", ", ") }

    package func inParentheses(_ parts: [String]) -> String {
        parts.isEmpty ? "" : self("（", " (") + parts.joined(separator: comma) + self("）", ")")
    }
}
