internal import ArgumentParser

struct PolicyGroup: Documented {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Checks, shows, compares and publishes policies: the rules that tickets run under.",
        discussion: """
            A policy is one file in YAML; `paidan policy show --profile smart-dispatch` prints one that explains itself.
            """,
        subcommands: [PolicyCheck.self, PolicyShow.self, PolicyDiff.self, PolicyPublish.self])

    static let examples = [
        Example("Begin with a profile that ships", "paidan policy show --profile smart-dispatch >policy.yaml"),
        Example("See what is wrong with it", "paidan policy check policy.yaml"),
        Example(
            "See what it changes, and publish it",
            "paidan policy diff published policy.yaml && paidan policy publish policy.yaml"),
    ]
}
