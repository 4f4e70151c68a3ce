internal import ArgumentParser
internal import EventRendering
internal import JSONText
internal import Policies

struct PolicyDiff: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Tells what is otherwise in one policy than in another.",
        discussion: """
            Each of the two is a file, profile:NAME for one that ships, or the word published for the daemon's. \
            Comments, layout and the order of members are no difference; nor is 90m to 1h30m.
            """)

    static let examples = [
        Example("What a file would change", "paidan policy diff published policy.yaml"),
        Example("What was changed about a profile", "paidan policy diff profile:smart-dispatch policy.yaml"),
        Example("For a program", "paidan policy diff a.yaml b.yaml --json | jq -r .differences[].path"),
    ]

    @Argument(help: ArgumentHelp("The one.", valueName: "policy"))
    var before: String

    @Argument(help: ArgumentHelp("The other.", valueName: "policy"))
    var after: String

    @OptionGroup var daemon: DaemonArguments

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        let before = try NamedPolicy(before).read(daemon, in: shell)
        let after = try NamedPolicy(after).read(daemon, in: shell)
        let differences = PolicyDifference.between(before.node, after.node)
        let style = shell.pageStyle
        if daemon.json {
            try shell.say(["differences": .array(differences.map(\.json))])
        } else if differences.isEmpty {
            try shell.say(style.language("没有差异", "nothing is otherwise"))
        } else {
            try shell.say(differences.flatMap { $0.lines(style) }.map { Array($0.utf8) })
        }
        return .success
    }
}

extension PolicyDifference {
    fileprivate var json: JSON {
        var members: [(name: String, value: JSON)] = [("path", .string(path))]
        if let before { members.append(("before", PolicyNode(before, at: .start).json)) }
        if let after { members.append(("after", PolicyNode(after, at: .start).json)) }
        return .object(members)
    }

    /// The path, and below it what was and what is.
    fileprivate func lines(_ style: PageStyle) -> [String] {
        var lines = [path.plainLine]
        if let before { lines.append(style.painted("  - " + Self.text(before), .red)) }
        if let after { lines.append(style.painted("  + " + Self.text(after), .green)) }
        return lines
    }

    private static func text(_ content: PolicyNode.Content) -> String {
        if case .text(let text) = content { return text.plainLine }
        return PolicyNode(content, at: .start).json.text.plainLine
    }
}
