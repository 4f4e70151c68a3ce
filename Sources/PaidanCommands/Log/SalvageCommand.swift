internal import CommandHelp
internal import EventRendering
internal import JSONText
internal import ArgumentParser
internal import CommitLog
internal import Policies
internal import SegmentLog
internal import Storage

struct SalvageCommand: ShellCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "salvage",
            abstract: .both("把损坏日志中可读的内容抢救到新日志。", "Saves everything readable of a damaged log into a new one."),
            discussion: .both(
                """
                损坏的日志只读不写。新日志中每条记录保留原编号，丢失处留有说明，`paidan log cat` 会略过。丢失的内容逐\
                项列出，并保存在 DEST.account.json 中，与 --json 打印的相同。

                没有丢失时退出状态为 0。有丢失，或因无从得知日志止于何处而可能有丢失时为 2；这时新日志也已建成，包含全\
                部可读的内容。
                """,
                """
                The damaged log is only read. In the new one every record keeps its number; where records are lost, it \
                says so in their place, and `paidan log cat` leaves them out. What is lost is listed exactly, and kept \
                besides in the file DEST.account.json, which holds what --json prints.

                The exit status is 0 when nothing is lost. It is 2 when records are lost, or may be because nothing \
                says where the log ended; the new log stands then too, with all that is left.
                """))
    }

    static let examples = [
        Example("可读的与不可读的", "What is readable, and what is not", "paidan log salvage orders orders.salvaged"),
        Example(
            "供程序使用的丢失清单", "What is lost, for a program",
            "paidan log salvage orders saved || jq .lost saved.account.json"),
    ]

    @OptionGroup var log: LogArguments

    @Argument(
        help: .both("要创建的目录；上级目录必须存在。", "The directory to make; its parent must be there."), completion: .directory)
    var destination: String

    @Flag(help: .both("以 JSON 打印报告。", "Print the report as JSON."))
    var json = false

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        let key = try log.masterKey.read(in: shell)
        let path = FileNames.trimmed(destination)
        let account = path + Self.accountSuffix
        try shell.refuseToReplace(account)
        let report = try shell.watching(shell.language("抢救", "salvaging")) { show throws(LogError) in
            try Salvage.run(
                from: log.path, to: path, masterKey: key, environment: shell.environment, progress: show)
        }
        // Told as well where the file cannot be written, which is a failure all the same.
        let keeping = Result { () throws(Refusal) -> CommandStatus in
            try shell.createNamed(account, text: Self.json(report, path).text + "\n", isPrivate: false)
            if let loss = Self.loss(report) {
                throw Refusal(
                    .corruption, "\(log.path)：\(loss.chinese)；\(path) 包含全部可读的内容，详见 \(account)",
                    "\(log.path): \(loss.english); \(path) holds all that is left, see \(account)")
            }
            return .success
        }
        return try shell.conclude(keeping) { () throws(Refusal) in
            if json {
                try shell.say(Self.json(report, path))
            } else {
                try shell.say(SalvageText(report, path).lines(shell.language).map { Array($0.utf8) })
            }
        }
    }

    /// What follows the new log's path in the name of the file that keeps the account.
    private static let accountSuffix = ".account.json"

    /// What somebody must not miss who means to go on with the new log and forget the old one.
    private static func loss(_ report: SalvageReport) -> LocalText? {
        let lost = report.lostRecords
        if lost > 0 { return LocalText("丢失 \(lost) 条记录", "\(Amounts.count(lost, "record")) lost") }
        return report.endIsKnown
            ? nil : LocalText("可能有记录丢失，因为无从得知日志止于何处", "records may be lost, as nothing says where the log ended")
    }

    private static func json(_ report: SalvageReport, _ path: String) -> JSON {
        let lost = report.lost.map { range -> JSON in
            [
                "first": JSON(range.first.value), "last": JSON(range.last.value), "file": JSON(range.file),
                "why": .string(range.why),
            ]
        }
        let unreadable = report.unreadable.map { bytes -> JSON in
            [
                "file": .string(bytes.file), "offset": JSON(bytes.offset), "bytes": JSON(bytes.byteCount),
                "why": .string(bytes.why),
            ]
        }
        return [
            "destination": .string(path), "records": JSON(report.records), "lostRecords": JSON(report.lostRecords),
            "lost": .array(lost), "unreadable": .array(unreadable), "endIsKnown": .bool(report.endIsKnown),
        ]
    }
}
