internal import ArgumentParser
internal import EventRendering
internal import JSONText
internal import PaidanClient
internal import Policies
internal import PolicyFiles

struct PolicyShow: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Prints a policy: the daemon's, or one that ships with the product.",
        discussion: "As the file was written; --canonical prints it as programs read it. --profile asks no daemon.")

    static let examples = [
        Example("A file to begin with", "paidan policy show --profile smart-dispatch >policy.yaml"),
        Example("What the daemon runs under, and since when", "paidan policy show --json | jq .publishedAt"),
        Example("One of its rules", "paidan policy show --canonical | jq .dispatch.weights"),
    ]

    @Option(
        help: ArgumentHelp("A profile that ships: \(PolicyFiles.profiles.joined(separator: ", ")).", valueName: "name"))
    var profile: String?

    @Flag(help: "Print the canonical form: JSON in one line.")
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
