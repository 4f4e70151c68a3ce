internal import ArgumentParser
internal import CommandHelp
internal import Domain
internal import EventRendering
internal import Events
internal import JSONText
internal import Policies
internal import PolicyFiles
internal import SegmentLog
internal import Storage
internal import ZoneFiles

struct PolicyCheck: ShellCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "check",
            abstract: .both(
                "检查策略文件，列出全部错误及行列位置。", "Tells everything that is wrong with a policy file, with line and column."),
            discussion: .both(
                "文件是有效策略时退出状态为 0，否则为 1。不需要服务。",
                "The exit status is 0 for a policy and 1 for anything else. No daemon is needed."))
    }

    static let examples = [
        Example("一个文件", "One file", "paidan policy check policy.yaml"),
        Example("供程序使用", "For a program", "paidan policy check policy.yaml --json | jq -r .faults[].line"),
    ]

    @Argument(help: .both("策略文件；- 表示标准输入。", "The policy file; - reads standard input.", valueName: "file"))
    var file: String

    @Flag(help: .both("打印一行 JSON。", "Print one line of JSON."))
    var json = false

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        let source = try shell.readNamed(file, limit: PolicyLimits.sourceBytesMax + 1)
        let language = shell.language
        let document: PolicyDocument
        let isZone = ZoneFiles.check(shell.environment.fileSystem)
        do throws(PolicyRefusal) { document = try PolicyFiles.read(source, isZone: isZone) } catch {
            try tell(error.faults, language, in: shell)
            return .badUse
        }
        let now = Instant(milliseconds: shell.environment.wallMilliseconds())
        let policy = document.policy
        let warnings = document.warnings(at: now).map { $0[language] }
        if json {
            var members: [(name: String, value: JSON)] = [
                ("valid", true), ("summary", policy.summaryJSON), ("faults", []),
            ]
            if !warnings.isEmpty { members.append(("warnings", .array(warnings.map { .string($0) }))) }
            try shell.say(.object(members))
        } else {
            for warning in warnings { shell.note(language("注意：\(warning)", "warning: \(warning)")) }
            try shell.say("\(file)\(language("：", ": "))\(policy.summary(language))".plainLine)
        }
        return .success
    }

    private func tell(_ faults: [PolicyFault], _ language: Language, in shell: Shell) throws(Refusal) {
        guard json else { return try shell.say(faults.map { Array($0.line(file, language).utf8) }) }
        try shell.say(.object([("valid", false), ("faults", .array(faults.map { $0.json(language) }))]))
    }
}
