import EventRendering
import Foundation
import JSONText
import PaidanCommands
import SimulationCommands
import Testing

@Suite("Help")
struct HelpTests {
    static let examples = PaidanCommand.examples(of: PaidanRoot.self)

    @Test("The help of every command ends in its examples", arguments: Self.examples.map(\.path))
    func endsInExamples(_ path: [String]) throws {
        let commands = try #require(Self.examples.first { $0.path == path }).commands
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
        for (path, commands) in Self.examples {
            for command in commands {
                for arguments in Self.calls(in: command) where !arguments.contains("--generate-completion-script") {
                    let fault = PaidanCommand.fault(in: arguments, of: PaidanRoot.self)
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

    @Test("Every command and every argument has help in the reader's language", arguments: ["zh_CN.UTF-8", "C"])
    func bothLanguages(_ locale: String) throws {
        let shell = TestShell(variables: ["LANG": locale])
        #expect(shell.run("--experimental-dump-help") == .success)
        let tree = try #require(JSON(parsing: shell.output.bytes)?["command"])
        let texts = Self.texts(of: tree)
        #expect(texts.count > 200)
        for (place, text) in texts {
            #expect(!text.isEmpty && text.isChinese == (locale != "C"), "\(place): \(text)")
        }
    }

    /// What a command and those below it say of themselves, each with whose it is.
    private static func texts(of command: JSON, _ path: String = "") -> [(place: String, text: String)] {
        let path = path + " " + (command["commandName"]?.asText ?? "")
        // These two are the parser's own.
        let arguments = (command["arguments"]?.asElements ?? []).filter {
            !["help", "version"].contains($0["valueName"]?.asText)
        }
        var texts = [(place: path, text: command["abstract"]?.asText ?? "")]
        if let discussion = command["discussion"]?.asText, !discussion.isEmpty { texts.append((path, discussion)) }
        for argument in arguments {
            texts.append((path + " " + (argument["valueName"]?.asText ?? ""), argument["abstract"]?.asText ?? ""))
        }
        for subcommand in command["subcommands"]?.asElements ?? [] where subcommand["commandName"]?.asText != "help" {
            texts += Self.texts(of: subcommand, path)
        }
        return texts
    }

    @Test("Help is in the reader's language and fits a terminal", arguments: Self.examples.map(\.path))
    func screens(_ path: [String]) {
        for (locale, headings) in [
            ("zh_CN.UTF-8", ["用法：", "选项：", "示例："]), ("C", ["USAGE: ", "OPTIONS:", "EXAMPLES:"]),
        ] {
            let shell = TestShell(variables: ["LC_ALL": locale, "LANG": "en_GB"])
            #expect(shell.run(path + ["--help"]) == .success)
            // What is typed is the same in every language, and as long as it is.
            let lines = shell.output.lines.filter { !$0.hasPrefix("    $ ") }
            for heading in headings { #expect(lines.contains { $0.hasPrefix(heading) }, "\(path) \(heading)") }
            for line in lines { #expect(TextWidth.of(line) <= 80, "\(line)") }
            if locale == "C" { #expect(!lines.contains { $0.isChinese }, "\(path)") }
            let purposes = lines.drop { $0 != headings[2] }.dropFirst()
            #expect(purposes.count >= 2 && purposes.allSatisfy { $0.isChinese == (locale != "C") }, "\(purposes)")
        }
    }

    @Test(
        "What the parser refuses is told in Chinese",
        arguments: [
            (["submit", "--nmae", "x"], "没有选项 --nmae（是否指 --name）"), (["submit", "-x"], "没有选项 -x"),
            (["submit", "--somethingelse"], "没有选项 --somethingelse"), (["submit", "--name"], "--name <name> 缺少值"),
            (["submit", "--json=1"], "--json 不带值，却给出了 1"), (["show", "1", "2"], "多余的参数 2"),
            (["show", "1", "2", "3"], "有 2 个多余的参数：'2', '3'"), (["accept", "--agent", "lin"], "缺少参数 <number>"),
            (["rate", "1"], "缺少参数 --grade <grade>"), (["list", "--limit", "x"], "--limit <n> 的值 x 无效"),
            (["inbox", "read", "x"], "<id> 的值 x 无效"), (["lst"], "没有命令 lst，可用：submit、show"), ([], "缺少命令"),
            (["help", "lst"], "没有命令 lst"), (["--generate-completion-script", "x"], "不能为 x 生成补全脚本"),
            (["list", "--limit", "1", "--all"], "--limit 与 --all 只能选一个"),
        ] as [([String], String)])
    func faults(_ arguments: [String], _ sentence: String) {
        let shell = TestShell(variables: ["LANG": "zh_CN.UTF-8"])
        #expect(shell.run(arguments) == .badUse)
        #expect(shell.errors.text.hasPrefix("paidan: \(sentence)"), "\(shell.errors.text)")
        #expect(shell.errors.text.contains("；见 `paidan ") && shell.errors.lines.count == 1, "\(shell.errors.text)")
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
        let shell = TestShell(variables: ["LANG": "zh_CN.UTF-8"])
        #expect(shell.run("--generate-completion-script", name) == .success)
        #expect(shell.output.text.contains("check-proof"))
        #expect(!shell.output.text.contains("示例"))
    }
}

extension String {
    /// Whether a character of it is Chinese.
    fileprivate var isChinese: Bool { unicodeScalars.contains { (0x4e00...0x9fff).contains($0.value) } }
}
