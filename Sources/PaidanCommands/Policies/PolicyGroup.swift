internal import ArgumentParser
internal import CommandHelp

struct PolicyGroup: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "policy",
            abstract: .both(
                "检查、查看、比较、发布策略：工单所依据的规则。",
                "Checks, shows, compares and publishes policies: the rules that tickets run under."),
            discussion: .both(
                """
                策略是一个 YAML 文件；`paidan policy show --profile smart-dispatch` 打印一份带说明的。
                """,
                """
                A policy is one file in YAML; `paidan policy show --profile smart-dispatch` prints one that explains \
                itself.
                """),
            subcommands: [PolicyCheck.self, PolicyShow.self, PolicyDiff.self, PolicyPublish.self])
    }

    static let examples = [
        Example(
            "以自带方案为起点", "Begin with a profile that ships", "paidan policy show --profile smart-dispatch >policy.yaml"),
        Example("检查其中的错误", "See what is wrong with it", "paidan policy check policy.yaml"),
        Example(
            "查看变化并发布", "See what it changes, and publish it",
            "paidan policy diff published policy.yaml && paidan policy publish policy.yaml"),
    ]
}
