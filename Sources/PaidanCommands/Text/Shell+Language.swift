package import EventRendering

extension Shell {
    /// The language of the user's messages.
    package var language: Language {
        Language(ofUser: variable)
    }

    /// Whether the result may have colours: on a terminal that has them, unless the user wants none.
    package var showsColours: Bool {
        output.isTerminal && (variable("NO_COLOR") ?? "").isEmpty && variable("TERM") != "dumb"
    }
}
