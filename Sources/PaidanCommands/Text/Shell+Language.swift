internal import EventRendering

extension Shell {
    /// The language of the user's messages: what POSIX reads it from, the first that is set.
    var language: Language {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { variable($0) }.first { !$0.isEmpty }
        return Language(tag: locale ?? "")
    }

    /// Whether the result may have colours: on a terminal that has them, unless the user wants none.
    var showsColours: Bool {
        output.isTerminal && (variable("NO_COLOR") ?? "").isEmpty && variable("TERM") != "dumb"
    }
}
