package import ArgumentParser
package import EventRendering

/// The language in which a command tells what it is, and what is wrong with its arguments.
///
/// The parser makes commands by itself and asks their types for help, so nothing can be handed to either: the language
/// is the task's, for as long as arguments are parsed and help is told.
package enum HelpLanguage {
    @TaskLocal package static var current = Language.english
}

extension String {
    /// Help in the language of the moment. Not to be kept: a `static let` of it would stay in the first one.
    package static func both(
        _ chinese: @autoclosure () -> String, _ english: @autoclosure () -> String
    ) -> String { HelpLanguage.current(chinese(), english()) }
}

extension ArgumentHelp {
    /// - Parameter valueName: what stands for the value in the synopsis. It is the same in every language, as faults
    ///   name it too.
    package static func both(
        _ chinese: @autoclosure () -> String, _ english: @autoclosure () -> String, valueName: String? = nil
    ) -> ArgumentHelp { ArgumentHelp(.both(chinese(), english()), valueName: valueName) }
}
