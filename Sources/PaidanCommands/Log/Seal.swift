internal import ArgumentParser
internal import CommitLog
internal import SegmentLog

struct Seal: ShellCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ends the segment being written and seals it.",
        discussion: "A sealed segment never changes again, but that it may be repacked into fewer bytes.")

    static let examples = [
        Example("Seal what was appended so far", "paidan log seal orders"),
        Example("What became of it", "paidan log seal orders && paidan log stat orders"),
    ]

    @OptionGroup var log: LogArguments

    @Flag(help: "Print the report as JSON.")
    var json = false

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        var options = LogOptions()
        options.creates = false
        let writer = try log.openWriter(in: shell, options: options)
        let result: Result<Void, CommitLogError> = Result { () throws(CommitLogError) in try writer.seal() }
        let last = writer.durable
        writer.close()
        if case .failure(let error) = result { throw Refusal(error) }
        if json {
            try shell.say(["sealedThrough": JSON(last.value)])
        } else {
            try shell.say("sealed through record \(last)")
        }
        return .success
    }
}
