package import ArgumentParser
package import EventRendering
internal import JSONText

/// What `--help` prints of a command.
///
/// The parser's own screen has English headings, and counts characters, so that Chinese runs over the edge: this one is
/// made of what the parser knows about the command.
package struct HelpScreen {
    private let command: JSON
    /// As it is called, from the program on.
    private let name: String
    private let examples: [Example]
    private let language: Language

    /// As wide as a terminal is at least; longer lines are hard to read.
    private static let width = 80
    private static let labelWidth = 26
    /// The synopsis leaves out options where there are more.
    private static let synopsisMax = 12

    /// - Parameter path: the subcommands of `root` that lead to the command.
    package init(of root: any ParsableArguments.Type, path: [String], examples: [Example], in language: Language) {
        let told = HelpLanguage.$current.withValue(language) { root._dumpHelp() }
        let whole = JSON(parsing: Array(told.utf8))?["command"] ?? [:]
        command = path.reduce(whole) { command, name in
            command["subcommands"]?.asElements?.first { $0["commandName"]?.asText == name } ?? command
        }
        name = ([whole["commandName"]?.asText ?? ""] + path).joined(separator: " ")
        self.examples = examples
        self.language = language
    }

    package var lines: [String] {
        var lines = text("abstract") + [""]
        let discussion = text("discussion")
        if !discussion.isEmpty { lines += discussion + [""] }
        let usage = language("用法：", "USAGE: ")
        lines += Wrapping.lines(synopsis, width: Self.width, first: usage).map { $0.replacing(Self.glue, with: " ") }
        lines += section(language("参数：", "ARGUMENTS:"), arguments.filter(\.isPositional).map(row))
        lines += section(language("选项：", "OPTIONS:"), arguments.filter { !$0.isPositional }.map(row))
        lines += section(language("子命令：", "SUBCOMMANDS:"), subcommands)
        if !subcommands.isEmpty {
            let program = name.split(separator: " ")
            let help = ([program[0], "help"] + program.dropFirst()).joined(separator: " ")
            lines += [
                "", language("  各命令的用法见 `\(help) <subcommand>`", "  See `\(help) <subcommand>` for each of them"),
            ]
        }
        guard !examples.isEmpty else { return lines }
        lines += ["", language("示例：", "EXAMPLES:")]
        for example in examples {
            lines += ["  \(example.purpose(language))\(language("：", ":"))", "    $ \(example.command)"]
        }
        return lines
    }

    private func text(_ member: String) -> [String] {
        let text = command[member]?.asText ?? ""
        return text.isEmpty
            ? []
            : text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
                Wrapping.lines(String($0), width: Self.width)
            }
    }

    private var arguments: [HelpedArgument] {
        (command["arguments"]?.asElements ?? []).map { HelpedArgument($0) }.filter(\.isShown)
    }

    private func row(_ argument: HelpedArgument) -> (label: String, text: String) {
        (argument.label, argument.text(language))
    }

    private var subcommands: [(label: String, text: String)] {
        let usual = command["defaultSubcommand"]?.asText
        return (command["subcommands"]?.asElements ?? []).compactMap { subcommand in
            guard let name = subcommand["commandName"]?.asText, name != "help" else { return nil }
            let mark = name == usual ? language("（默认）", " (default)") : ""
            return (name + mark, subcommand["abstract"]?.asText ?? "")
        }
    }

    private var synopsis: String {
        let all = arguments.filter { !$0.isOfParser }
        let shown = all.count > Self.synopsisMax ? all.filter { !$0.isOptional || $0.isPositional } : all
        let options = shown.count < all.count ? [language("[<选项>]", "[<options>]")] : []
        let subcommand = subcommands.isEmpty ? [] : ["<subcommand>"]
        let words = shown.map { $0.synopsis.replacing(" ", with: Self.glue) }
        return ([name] + options + words + subcommand).joined(separator: " ")
    }

    /// NO-BREAK SPACE, between an option and its value.
    private static let glue = "\u{a0}"

    private func section(_ heading: String, _ rows: [(label: String, text: String)]) -> [String] {
        guard !rows.isEmpty else { return [] }
        let indent = String(repeating: " ", count: Self.labelWidth)
        return ["", heading]
            + rows.flatMap { row -> [String] in
                let label = "  " + row.label
                let text = Wrapping.lines(row.text, width: Self.width - Self.labelWidth)
                guard TextWidth.of(label) < Self.labelWidth, let first = text.first else {
                    return [label] + text.map { indent + $0 }
                }
                return [TextWidth.padded(label, Self.labelWidth) + first] + text.dropFirst().map { indent + $0 }
            }
    }
}
