package import EventRendering
package import Policies

/// How a command ended, as the shell sees it.
package enum CommandStatus: Int32, Sendable {
    case success = 0
    /// The command was used wrongly: arguments, a file that is not there or not what it should be, no such log.
    case badUse = 1
    /// Something that was durable or signed is no longer what it was.
    case corruption = 2
    /// The system refused: an error of a file or device, no space, another writer, a log that stopped.
    case refused = 3

    // 128 and the signal's number, as shells put it.
    /// SIGINT, after an orderly end.
    case interrupted = 130
    /// Nobody reads the output any more, and not all of the input was taken.
    case outputClosed = 141
    /// SIGTERM, after an orderly end.
    case terminated = 143
}

/// Why a command did not do what it was asked, and what the shell is told.
package struct Refusal: Error, Sendable, Hashable {
    package var status: CommandStatus
    /// One line: what happened, on what, and what to do next. Nil where nothing needs to be said.
    let message: LocalText?

    package init(_ status: CommandStatus, _ message: LocalText?) {
        self.status = status
        self.message = message
    }

    package init(_ status: CommandStatus, _ chinese: String, _ english: String) {
        self.init(status, LocalText(chinese, english))
    }

    /// - Parameter told: in the reader's language already.
    package init(_ status: CommandStatus, told: String) { self.init(status, told, told) }

    package static func badUse(_ chinese: String, _ english: String) -> Refusal { Refusal(.badUse, chinese, english) }
    package static func badUse(told: String) -> Refusal { Refusal(.badUse, told: told) }

    package func message(_ language: Language) -> String? { message?[language] }

    /// With something behind what it says.
    package func saying(_ more: String, _ language: Language) -> Refusal {
        Refusal(status, told: (message?[language] ?? "") + more)
    }
}
