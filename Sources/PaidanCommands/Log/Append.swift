internal import CommandHelp
internal import JSONText
internal import ArgumentParser
internal import Bytes
internal import CommitLog
internal import Policies
internal import SegmentLog

struct Append: ShellCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "append",
            abstract: .both("把标准输入的每一行追加为一条记录。", "Appends each line of standard input as a record."),
            discussion: .both(
                """
                DIR 不存在时自动创建；创建时指定主密钥，则日志加密。一条记录是一行去掉换行符后的字节，最多 16 MiB；最\
                后一行可以没有换行符。守护进程的日志不接受追加。

                Ctrl-C 或 SIGTERM 停止读取；已读入的写完后关闭日志，退出状态为 130 或 143。确认信息无人读取时为 141。\
                再按一次 Ctrl-C 立即结束进程，已确认的内容不会丢失。
                """,
                """
                Makes DIR if it is new; a new log for which a master key is given is encrypted. A record is the bytes \
                of a line without its newline, 16 MiB at most; the last line needs none. The log of a daemon takes \
                none.

                Ctrl-C or SIGTERM stops the reading; what was read is finished, the log is closed, and the exit status \
                is 130 or 143. When nobody reads the acknowledgements any more it is 141. A second Ctrl-C ends the \
                process at once, which loses nothing that was acknowledged.
                """))
    }

    static let examples = [
        Example(
            "每行一条记录，落盘后打印编号", "Each line becomes a record; its number is printed once it is durable",
            "paidan log append orders --ack <orders.txt"),
        Example("一条记录", "One record", "echo 'order 4711 received' | paidan log append orders"),
        Example(
            "加密日志", "An encrypted log", "paidan log key master.key && paidan log append secrets --master-key master.key"
        ),
        Example("供程序使用的概要", "What was appended, for a program", "seq 1 1000000 | paidan log append numbers --json"),
    ]

    @OptionGroup var log: LogArguments

    @Flag(help: .both("每条记录落盘后打印其序号，一行一个。", "Print each record's sequence number, one a line, once it is durable."))
    var ack = false

    @Flag(help: .both("完成后以 JSON 打印追加的内容概要。", "When done, print what was appended as JSON."))
    var json = false

    @Option(
        name: .customLong("segment-bytes"),
        help: .both("新段文件的字节数，4096 的倍数。", "Bytes of a new segment file, a multiple of 4096.", valueName: "bytes"))
    var segmentBytes = Limits.segmentBytes

    func validate() throws {
        guard (Limits.segmentBytesMin...Limits.segmentBytesMax).contains(segmentBytes), segmentBytes % 4096 == 0 else {
            throw ValidationError(
                .both(
                    "--segment-bytes 应为 4096 的倍数，从 \(Limits.segmentBytesMin) 到 \(Limits.segmentBytesMax)",
                    "--segment-bytes is a multiple of 4096 from \(Limits.segmentBytesMin) to \(Limits.segmentBytesMax)")
            )
        }
    }

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        var options = LogOptions()
        options.segmentBytes = segmentBytes
        try log.refuseDaemonLog(in: shell)
        let writer = try log.openWriter(in: shell, options: options)
        let pipeline = Pipeline(writer, acknowledgingTo: ack ? shell.output : nil)
        shell.catchStopSignals()
        let ending = Self.copy(shell.input, to: pipeline, batchBytesMax: min(Self.batchBytesMax, segmentBytes / 2))
        let outcome = pipeline.finish()
        writer.close()
        let status = Result { () throws(Refusal) in try Self.status(ending, outcome) }
        return try shell.conclude(status) { () throws(Refusal) in
            if json { try shell.say(Self.report(outcome.lines, writer.recovery)) }
        }
    }

    /// What was not appended weighs more than what was not printed, and that more than a signal.
    private static func status(_ ending: Ending, _ outcome: Pipeline.Outcome) throws(Refusal) -> CommandStatus {
        let lines = outcome.lines
        if let failure = outcome.failure { throw Refusal(failure, appending: lines) }
        switch ending {
        case .failed(let error): throw Refusal(error)
        case .lineTooLong(let line):
            let (limit, done) = (RecordLimits.bodyBytesMax, lines.words)
            throw .badUse(
                "标准输入的第 \(line) 行超过一条记录的上限 \(limit) 字节；\(done.chinese)；请拆分该行，从它继续",
                "line \(line) of standard input is longer than a record's \(limit) bytes; \(done.english); divide the "
                    + "line and go on from it")
        case .complete, .stopped, .unwanted: break
        }
        if let failure = outcome.outputFailure {
            guard failure == .closed else { throw Refusal(failure) }
            return .outputClosed
        }
        if case .stopped(let signal) = ending { return signal.status }
        return .success
    }

    /// Why the reading of lines ended.
    private enum Ending {
        case complete
        case stopped(StopSignal)
        case lineTooLong(UInt64)
        case failed(StreamError)
        /// The pipeline takes nothing more and knows why.
        case unwanted
    }

    /// Every read becomes a batch, or several: as much as was waiting, at most this.
    private static let readBytesMax = 256 << 10
    /// A read of nothing but empty lines, which take three times their bytes. In a small segment a batch takes half
    /// at most, as it has to fit whole.
    private static let batchBytesMax = 3 * readBytesMax

    private static func copy(_ input: any ByteSource, to pipeline: Pipeline, batchBytesMax: Int) -> Ending {
        var splitter = LineSplitter()
        var batches = LineBatches(bytesMax: batchBytesMax)
        var buffer = [UInt8](repeating: 0, count: readBytesMax)
        while true {
            let ending: Ending?
            do {
                switch try input.read(into: &buffer, range: 0..<buffer.count) {
                case .bytes(let count):
                    batches.reserve(byteCount: count)
                    try splitter.split(buffer.bytes.extracting(0..<count), into: &batches)
                    ending = nil
                case .end:
                    try splitter.finish(into: &batches)
                    ending = .complete
                case .stop(let signal): ending = .stopped(signal)
                }
            } catch let error as LineSplitter.LineTooLong {
                ending = .lineTooLong(error.line)
            } catch let error as StreamError {
                ending = .failed(error)
            } catch { preconditionFailure("reading and splitting throw nothing else") }
            for batch in batches.takeAll() where !pipeline.send(batch) { return .unwanted }
            if let ending { return ending }
        }
    }

    private static func report(_ lines: AppendedLines, _ recovery: RecoveryReport) -> JSON {
        [
            "records": JSON(lines.count),
            "first": lines.count > 0 ? JSON(lines.start.next.value) : .null,
            "last": lines.count > 0 ? JSON(lines.end.value) : .null,
            "durable": JSON(lines.end.value),
            "tornTails": .array(recovery.tornTails.map(JSON.init)),
        ]
    }
}
