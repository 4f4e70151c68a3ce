internal import ArgumentParser
internal import CommandHelp
internal import EventRendering
internal import JSONText
internal import PaidanClient
internal import Policies
internal import PolicyFiles

struct PolicyShow: ShellCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "show",
            abstract: .both("打印策略：服务当前的，或产品自带的。", "Prints a policy: the daemon's, or one that ships with the product."),
            discussion: .both(
                "按文件原文打印；--canonical 打印供程序读取的规范形式。--profile 不需要服务。",
                "As the file was written; --canonical prints it as programs read it. --profile asks no daemon."))
    }

    static let examples = [
        Example("以自带方案为起点", "A file to begin with", "paidan policy show --profile smart-dispatch >policy.yaml"),
        Example(
            "服务当前策略的发布时间", "What the daemon runs under, and since when", "paidan policy show --json | jq .publishedAt"),
        Example("其中一条规则", "One of its rules", "paidan policy show --canonical | jq .dispatch.weights"),
    ]

    @Option(
        help: .both(
            "产品自带的方案：\(PolicyFiles.profiles.joined(separator: "、"))。",
            "A profile that ships: \(PolicyFiles.profiles.joined(separator: ", ")).", valueName: "name"))
    var profile: String?

    @Flag(help: .both("打印规范形式：一行 JSON。", "Print the canonical form: JSON in one line."))
    var canonical = false

    @OptionGroup var daemon: DaemonArguments

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        let found = try NamedPolicy(profile.map { "profile:" + $0 } ?? NamedPolicy.published).read(daemon, in: shell)
        if daemon.json {
            var members = found.members
            members.append(("source", .string(String(decoding: found.source, as: UTF8.self))))
            members.append(("policy", found.node.json))
            try shell.say(.object(members))
        } else if canonical {
            try shell.say(found.node.json)
        } else {
            let end = found.source.last == UInt8(ascii: "\n") ? 1 : 0
            try shell.say([Array(found.source.dropLast(end))])
        }
        return .success
    }
}
