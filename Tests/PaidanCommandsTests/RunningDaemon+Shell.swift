import DaemonHarness
import PaidanCommands
import Testing

extension RunningDaemon {
    /// A shell whose commands find it.
    func shell(_ input: String = "", language: String = "C") -> TestShell {
        TestShell(input.isEmpty ? [] : [.text(input)], variables: ["PAIDAN_DATA": data, "LANG": language])
    }

    /// What a command prints, as lines.
    func lines(_ arguments: String..., language: String = "C") -> [String] {
        let shell = shell(language: language)
        #expect(shell.run(arguments) == .success, "\(arguments): \(shell.errors.text)")
        return shell.output.lines
    }
}
