internal import ArgumentParser
internal import JSONText
internal import PaidanClient

struct ClockCommand: DaemonCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock",
        abstract: "Shows the daemon's time; in a rehearsal, turns it.",
        discussion: """
            A daemon that was started with --clock manual is in a rehearsal: its time stands still until somebody \
            turns it, and whatever becomes due until then happens, each at its own time.
            """)

    static let examples = [
        Example("What time it is", "paidan clock"),
        Example("In a rehearsal, a quarter of an hour later", "paidan clock --to 2026-11-22T09:15:00+08:00"),
    ]

    @Option(help: ArgumentHelp("The time to turn it to, as RFC 3339 has it.", valueName: "time"))
    var to: String?

    @OptionGroup var once: OnceOption

    @OptionGroup var daemon: DaemonArguments

    func run(_ session: borrowing DaemonSession) throws(Refusal) -> CommandStatus {
        let answer =
            if let to {
                try session.act(.put, ["v1", "clock"], ["now": .string(to)], once)
            } else {
                try session.get("v1", "clock")
            }
        let style = session.style
        try session.say(answer) { [style.time($0["now"]?.asText)] }
        return .success
    }
}
