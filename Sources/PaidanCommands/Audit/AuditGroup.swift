internal import ArgumentParser
internal import CommandHelp

struct AuditGroup: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "audit",
            abstract: .both("核对系统所做的一切是否符合规则。", "Checks that what the product did is what its rules say."),
            discussion: Root.exitStatuses,
            subcommands: [AuditVerify.self])
    }

    static let examples = [
        Example("核对全部历史", "Everything that ever happened", "paidan audit verify --data /var/lib/paidan"),
        Example("供程序使用", "For a program", "paidan audit verify --data /var/lib/paidan --json"),
    ]
}
