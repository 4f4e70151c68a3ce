internal import Events

/// What a sentence about an event is made with: a language, and the names that the policy has for things.
struct Wording {
    let language: Language
    let names: PolicyNames

    func callAsFunction(
        _ chinese: @autoclosure () -> String, _ english: @autoclosure () -> String
    ) -> String {
        language(chinese(), english())
    }

    var comma: String { language.comma }
    var listComma: String { language.listComma }

    func inParentheses(_ parts: [String]) -> String { language.inParentheses(parts) }

    func name(_ code: String, _ kind: PolicyNames.Kind) -> String { names.name(code, kind, language) }

    func name(_ grade: Grade) -> String { names.name(grade, language) }
}
