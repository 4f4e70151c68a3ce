internal import ArgumentParser

struct AuditGroup: Documented {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Checks that what the product did is what its rules say.",
        discussion: Root.exitStatuses,
        subcommands: [AuditVerify.self])

    static let examples = [
        Example("Everything that ever happened", "paidan audit verify --data /var/lib/paidan"),
        Example("For a program", "paidan audit verify --data /var/lib/paidan --json"),
    ]
}
