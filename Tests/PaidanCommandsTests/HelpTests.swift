import Foundation
import PaidanCommands
import Testing

@Suite("Help")
struct HelpTests {
    @Test("The help of every command ends in its examples", arguments: PaidanCommand.examples.map(\.path))
    func endsInExamples(_ path: [String]) throws {
        let commands = try #require(PaidanCommand.examples.first { $0.path == path }).commands
        #expect((2...4).contains(commands.count))
        for arguments in [path + ["--help"], ["help"] + path, path + ["-h"]] {
            let shell = TestShell()
            #expect(shell.run(arguments) == .success)
            #expect(shell.errors.text.isEmpty)
            let parts = shell.output.text.components(separatedBy: "\nEXAMPLES:\n")
            #expect(parts.count == 2)
            #expect(parts[0].contains("USAGE: " + (["paidan"] + path).joined(separator: " ")))
            let shown = parts[1].split(separator: "\n").filter { $0.hasPrefix("    $ ") }.map {
                String($0.dropFirst(6))
            }
            #expect(shown == commands)
            #expect(shell.output.lines.last == "    $ " + (commands.last ?? ""))
        }
    }

    @Test("Every example is a command that exists, with options that exist")
    func examplesParse() throws {
        var seen = 0
        for (path, commands) in PaidanCommand.examples {
            for command in commands {
                for arguments in Self.calls(in: command) where !arguments.contains("--generate-completion-script") {
                    let fault = PaidanCommand.fault(in: arguments)
                    #expect(fault == nil, "\(command) of \(path)")
                    seen += 1
                }
            }
        }
        #expect(seen > 10)
    }

    /// The arguments of each call of paidan in a line for the shell.
    private static func calls(in line: String) -> [[String]] {
        line.components(separatedBy: "&&").flatMap { $0.split(separator: "|") }.compactMap { part in
            let words = part.split(separator: " ").map(String.init).filter { !$0.hasPrefix(">") && !$0.hasPrefix("<") }
            return words.first == "paidan" ? Array(words.dropFirst()) : nil
        }
    }

    @Test("The version is told")
    func version() {
        let shell = TestShell()
        #expect(shell.run("--version") == .success)
        #expect(shell.output.text.wholeMatch(of: /paidan \d+\.\d+\.\d+\n/) != nil)
        #expect(shell.errors.bytes.isEmpty)
    }

    @Test("Completions come for every shell", arguments: ["bash", "zsh", "fish"])
    func completions(_ name: String) {
        let shell = TestShell()
        #expect(shell.run("--generate-completion-script", name) == .success)
        #expect(shell.output.text.contains("check-proof"))
        #expect(!shell.output.text.contains("EXAMPLES"))
    }
}
