internal import ArgumentParser
internal import CommandHelp
internal import EventRendering
internal import JSONText
internal import PaidanClient
internal import Policies

struct PolicyPublish: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "publish",
            abstract: .both(
                "发布策略，此后提交的工单按它处理。", "Makes a policy the one under which tickets are submitted from now on."),
            discussion: .both(
                "服务会检查并列出全部错误。已有的工单继续按原策略处理。",
                "The daemon checks it and tells everything that is wrong. Tickets that are open go on under theirs.")
        )
    }

    static let examples = [
        Example("发布文件", "A file", "paidan policy publish policy.yaml"),
        Example("供程序使用", "For a program", "paidan policy publish policy.yaml --json | jq .version"),
    ]

    @Argument(help: .both("策略文件；- 表示标准输入。", "The policy file; - reads standard input.", valueName: "file"))
    var file: String

    @OptionGroup var once: OnceOption

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let key = once.key(in: session.shell)
        var request = ClientRequest(.post, ["v1", "policy"])
        request.body = try session.shell.readNamed(file, limit: PolicyLimits.sourceBytesMax + 1)
        request.bodyType = "application/yaml"
        request.headers = [("Idempotency-Key", key)]
        let answer = try session.send(request, key: key)
        let language = session.language
        try session.say(answer) { json in
            let version = json["version"]?.asUnsigned ?? 0
            let profile = json["profile"]?.asText?.plainLine ?? ""
            let warnings = (json["warnings"]?.asElements ?? []).compactMap { $0.asText?.plainLine }
            return [
                language("\(profile) 已发布为第 \(version) 版", "\(profile) is published as version \(version)")
            ] + warnings.map { language("注意：\($0)", "warning: \($0)") }
        }
        return .success
    }
}
