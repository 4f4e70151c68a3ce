internal import ArgumentParser
internal import CommandHelp
internal import EventRendering
internal import JSONText
internal import Policies

struct PolicyDiff: ShellCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "diff",
            abstract: .both("比较两份策略的差异。", "Tells what is otherwise in one policy than in another."),
            discussion: .both(
                """
                两者各可为文件、自带方案 profile:NAME，或表示服务当前策略的 published。注释、排版和成员顺序不算差异，\
                90m 与 1h30m 也视为相同。
                """,
                """
                Each of the two is a file, profile:NAME for one that ships, or the word published for the daemon's. \
                Comments, layout and the order of members are no difference; nor is 90m to 1h30m.
                """))
    }

    static let examples = [
        Example("文件会带来哪些变化", "What a file would change", "paidan policy diff published policy.yaml"),
        Example(
            "与自带方案相比改了什么", "What was changed about a profile", "paidan policy diff profile:smart-dispatch policy.yaml"),
        Example("供程序使用", "For a program", "paidan policy diff a.yaml b.yaml --json | jq -r .differences[].path"),
    ]

    @Argument(help: .both("前一份。", "The one.", valueName: "policy"))
    var before: String

    @Argument(help: .both("后一份。", "The other.", valueName: "policy"))
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
