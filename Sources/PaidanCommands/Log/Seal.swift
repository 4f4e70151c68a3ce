internal import JSONText
internal import ArgumentParser
internal import CommitLog
internal import SegmentLog

struct Seal: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal",
        abstract: "Seals what was appended so far, and repacks it into fewer bytes.",
        discussion: """
            Ends the segment being written. A sealed segment gets a footer with its index and its Merkle root and \
            does not change any more, but that it is repacked once: large frames, compressed harder, half the size \
            or less. That takes about a second for 50 MiB of records, and everything that is sealed and was not \
            repacked before has its turn too. Refused while a writer runs, which does both by itself.
            """)

    static let examples = [
        Example("Seal what was appended so far", "paidan log seal orders"),
        Example("What became of it", "paidan log seal orders && paidan log stat orders"),
        Example("In a hurry", "paidan log seal orders --no-repack"),
    ]

    @OptionGroup var log: LogArguments

    @Flag(name: .customLong("no-repack"), help: "Leave the repacking to a later writer.")
    var noRepack = false

    @Flag(help: "Print the report as JSON.")
    var json = false

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        var options = LogOptions()
        options.creates = false
        options.repacks = !noRepack
        let writer = try log.openWriter(in: shell, options: options)
        var bar = ProgressBar("repacking", in: shell)
        let result: Result<Void, CommitLogError> = Result { () throws(CommitLogError) in
            try writer.seal()
            try writer.finishRepacking { bar.show(left: Amounts.count(UInt64($0), "segment")) }
        }
        bar.finish()
        let last = writer.durable
        writer.close()
        do throws(CommitLogError) { try result.get() } catch { throw Refusal(error) }
        let failure = writer.repackingFailure
        return try shell.conclude(ending(failure, in: shell)) { () throws(Refusal) in
            if json {
                try shell.say([
                    "sealedThrough": JSON(last.value), "repackingFailure": JSON(failure?.description),
                ])
            } else {
                try shell.say(last == .zero ? "nothing to seal: the log is empty" : "sealed through record \(last)")
            }
        }
    }

    /// Everything is sealed; what was not repacked is as good as before, unless it did not read back.
    private func ending(_ failure: LogError?, in shell: Shell) -> Result<CommandStatus, Refusal> {
        guard let failure else { return .success(.success) }
        let refusal = Refusal(failure)
        if refusal.status == .corruption { return .failure(refusal) }
        shell.note("not repacked: \(failure)")
        return .success(.success)
    }
}
