internal import ArgumentParser

/// A command whose help ends in examples.
protocol Documented: ParsableCommand {
    /// Two to four.
    static var examples: [Example] { get }
}

struct Example: Sendable {
    /// What it does.
    let purpose: String
    /// As typed.
    let command: String

    init(_ purpose: String, _ command: String) {
        self.purpose = purpose
        self.command = command
    }

    static func text(_ examples: [Example]) -> String {
        "EXAMPLES:\n" + examples.map { "  \($0.purpose):\n    $ \($0.command)\n" }.joined()
    }
}

/// A command that does something, in the shell that it is given.
protocol ShellCommand: Documented {
    /// - Throws: a ``Refusal``, nothing else.
    func run(in shell: Shell) throws(Refusal) -> CommandStatus
}
