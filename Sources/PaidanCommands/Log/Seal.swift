internal import Causes
internal import CommandHelp
internal import EventRendering
internal import JSONText
internal import ArgumentParser
internal import CommitLog
internal import Policies
internal import SegmentLog

struct Seal: ShellCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "seal",
            abstract: .both("封存已追加的内容，并重新压缩。", "Seals what was appended so far, and repacks it into fewer bytes."),
            discussion: .both(
                """
                结束正在写入的段。封存的段带有索引和 Merkle 根的尾部，除一次重新压缩外不再改变：更大的帧、更高的压缩率，\
                大小减半或更少。每 50 MiB 记录约需一秒，已封存而未重新压缩的段也一并处理。写入进程运行时会被拒绝，它自己会做这两件事。
                """,
                """
                Ends the segment being written. A sealed segment gets a footer with its index and its Merkle root and \
                does not change any more, but that it is repacked once: large frames, compressed harder, half the size \
                or less. That takes about a second for 50 MiB of records, and everything that is sealed and was not \
                repacked before has its turn too. Refused while a writer runs, which does both by itself.
                """))
    }

    static let examples = [
        Example("封存已追加的内容", "Seal what was appended so far", "paidan log seal orders"),
        Example("封存后的情况", "What became of it", "paidan log seal orders && paidan log stat orders"),
        Example("赶时间时", "In a hurry", "paidan log seal orders --no-repack"),
    ]

    @OptionGroup var log: LogArguments

    @Flag(name: .customLong("no-repack"), help: .both("重新压缩留给以后的写入进程。", "Leave the repacking to a later writer."))
    var noRepack = false

    @Flag(help: .both("以 JSON 打印报告。", "Print the report as JSON."))
    var json = false

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        var options = LogOptions()
        options.creates = false
        options.repacks = !noRepack
        let writer = try log.openWriter(in: shell, options: options)
        var bar = ProgressBar(shell.language("重新压缩", "repacking"), in: shell)
        let result: Result<Void, CommitLogError> = Result { () throws(CommitLogError) in
            try writer.seal()
            try writer.finishRepacking {
                bar.show(left: shell.language("\($0) 个段", Amounts.count(UInt64($0), "segment")))
            }
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
                try shell.say(
                    last == .zero
                        ? shell.language("没有可封存的内容：日志为空", "nothing to seal: the log is empty")
                        : shell.language("已封存至第 \(last) 条记录", "sealed through record \(last)"))
            }
        }
    }

    /// Everything is sealed; what was not repacked is as good as before, unless it did not read back.
    private func ending(_ failure: LogError?, in shell: Shell) -> Result<CommandStatus, Refusal> {
        guard let failure else { return .success(.success) }
        let refusal = Refusal(failure)
        if refusal.status == .corruption { return .failure(refusal) }
        shell.note(shell.language("未重新压缩：\(failure.words.chinese)", "not repacked: \(failure)"))
        return .success(.success)
    }
}
