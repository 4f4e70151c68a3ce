internal import ArgumentParser
internal import CommandHelp
internal import JSONText
internal import PaidanClient

struct ClockCommand: DaemonCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "clock",
            abstract: .both("显示服务的时间；演练时可拨动。", "Shows the daemon's time; in a rehearsal, turns it."),
            discussion: .both(
                """
                用 --clock manual 启动的服务处于演练状态：时间静止，直到有人拨动；其间到期的事项按各自的时间依次发生。
                """,
                """
                A daemon that was started with --clock manual is in a rehearsal: its time stands still until somebody \
                turns it, and whatever becomes due until then happens, each at its own time.
                """))
    }

    static let examples = [
        Example("现在的时间", "What time it is", "paidan clock"),
        Example(
            "演练中拨到一刻钟后", "In a rehearsal, a quarter of an hour later", "paidan clock --to 2026-11-22T09:15:00+08:00"),
    ]

    @Option(help: .both("拨到的时间，RFC 3339 格式。", "The time to turn it to, as RFC 3339 has it.", valueName: "time"))
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
