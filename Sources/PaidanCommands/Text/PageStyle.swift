internal import CivilTime
internal import EventRendering

/// How pages are written for whoever reads them.
struct PageStyle {
    let language: Language
    let hasColours: Bool
    /// By a moment in milliseconds since 1970.
    let secondsFromUTC: @Sendable (Int64) -> Int64
    /// Of whoever is asked; nil where nobody is.
    var policies: DaemonPolicies?

    /// A time of the API by the reader's clocks; empty where there is none.
    func time(_ text: String?) -> String {
        guard let text, let time = Timestamp(text) else { return "" }
        return time.localText(secondsFromUTC: secondsFromUTC(time.milliseconds))
    }

    /// What things are called by the policy of this version, or by the one in force. Asks the daemon the first time.
    func names(version: UInt64? = nil) -> PolicyNames { policies?.names(version: version) ?? PolicyNames() }

    func painted(_ text: String, _ paint: Paint?) -> String { hasColours ? paint?.on(text) ?? text : text }

    /// Labels, and what they stand for beside them. What is empty is left out.
    func facts(_ facts: [(label: String, text: String)]) -> [String] {
        let shown = facts.filter { !$0.text.isEmpty }
        let width = shown.reduce(0) { max($0, TextWidth.of($1.label)) }
        return shown.map { fact in
            let lines = fact.text.split(separator: "\n", omittingEmptySubsequences: false)
            let indent = String(repeating: " ", count: width + 2)
            return painted(TextWidth.padded(fact.label, width), .faint) + "  "
                + lines.joined(separator: "\n" + indent)
        }
    }
}

extension Shell {
    var pageStyle: PageStyle {
        PageStyle(language: language, hasColours: showsColours, secondsFromUTC: secondsFromUTC)
    }
}
