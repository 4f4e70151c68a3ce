package import ArgumentParser
package import CommandHelp

/// A command whose help ends in examples.
package protocol Documented: ParsableCommand {
    /// Two to four.
    static var examples: [Example] { get }
}

/// A command that does something, in the shell that it is given.
package protocol ShellCommand: Documented {
    /// - Throws: a ``Refusal``, nothing else.
    func run(in shell: Shell) throws(Refusal) -> CommandStatus
}
