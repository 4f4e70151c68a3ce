internal import CommandHelp
internal import EventRendering
internal import JSONText
internal import ArgumentParser
internal import Bytes
internal import CommitLog
internal import SegmentLog

struct Cat: ShellCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "cat",
            abstract: .both("按顺序逐行打印记录。", "Prints records as lines, in order."),
            discussion: .both(
                """
                可与其他进程中的写入者同时进行，只打印已落盘的记录。加 --follow 时持续打印新落盘的记录，直到手动停止；\
                封存、重新压缩和写入者重启都不会中断它。
                """,
                """
                Reads beside a writer in another process or without one, and prints only what is durable. With \
                --follow it goes on as records become durable, until it is stopped, through sealing, repacking and \
                restarts of the writer.
                """))
    }

    static let examples = [
        Example("全部记录", "Every record", "paidan log cat orders"),
        Example("第 1000 至 1999 条", "Records 1000 to 1999", "paidan log cat orders --from 1000 --to 1999"),
        Example("已有的记录，然后持续显示", "What is there, and then whatever comes", "paidan log cat orders --follow"),
        Example("带编号、时间、类型和主体", "With numbers, times, types and subjects", "paidan log cat orders --json | head -1"),
    ]

    @OptionGroup var log: LogArguments

    @Option(help: .both("打印的第一条记录。", "The first record to print.", valueName: "n"))
    var from: UInt64 = 1

    @Option(
        help: .both(
            "打印的最后一条记录。默认：已落盘的最后一条。", "The last record to print. Default: the last one that is durable.", valueName: "n"
        ))
    var to: UInt64?

    @Flag(help: .both("持续打印新落盘的记录；有 --to 时到该条为止。", "Go on as records become durable; with --to, until that one."))
    var follow = false

    @Flag(help: .both("每条记录打印为一个 JSON 对象。", "Print each record as a JSON object."))
    var json = false

    func validate() throws {
        guard from >= 1 else {
            throw ValidationError(
                .both("记录从 1 开始编号，--from 至少为 1", "records are numbered from 1, so --from is at least 1"))
        }
        if let to, to < from {
            throw ValidationError(.both("--to \(to) 在 --from \(from) 之前", "--to \(to) comes before --from \(from)"))
        }
    }

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        let reader = try log.openReader(in: shell)
        let (first, last) = (SequenceNumber(from), to.map { SequenceNumber($0) })
        let cursor = follow ? reader.follow(from: first, to: last) : reader.read(from: first, to: last)
        var printer = RecordPrinter(shell.output, asJSON: json)
        while true {
            do throws(Refusal) {
                while let chunk = try cursor.next() { try printer.print(chunk) }
            } catch {
                // What is sound before the damage is printed; the damage is what there is to tell.
                try? printer.flush()
                throw error
            }
            // Whoever watches sees everything that is durable while this waits for more.
            try printer.flush()
            guard follow, try cursor.waitForMore(in: shell) else { break }
        }
        if printer.lostCount > 0 {
            let lost = printer.lostCount
            shell.note(
                shell.language(
                    "略过未能抢救的 \(lost) 条记录；见 --json",
                    "left out \(Amounts.count(lost, "record")) that salvage could not save; see --json"))
        }
        return .success
    }
}
