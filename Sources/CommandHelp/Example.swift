package import EventRendering

/// A command as it may be typed, and what it does.
package struct Example: Sendable {
    private let chinese: String
    private let english: String
    /// As typed.
    package let command: String

    package init(_ chinese: String, _ english: String, _ command: String) {
        self.chinese = chinese
        self.english = english
        self.command = command
    }

    package func purpose(_ language: Language) -> String { language(chinese, english) }
}
