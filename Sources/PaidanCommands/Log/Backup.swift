internal import CommandHelp
internal import EventRendering
internal import JSONText
internal import ArgumentParser
internal import SegmentLog
internal import Storage

struct Backup: ShellCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "backup",
            abstract: .both("复制日志；写入进程运行时也可以。", "Copies a log, also while a writer runs."),
            discussion: .both(
                """
                副本包含命令开始时已落盘的全部内容，本身就是一个可校验的日志。加密日志的副本仍用同一主密钥加密，主密钥\
                不在副本中。

                DEST 每次应为新目录或空目录，上级目录必须存在：不覆盖任何文件，也不更新已有副本。请在上次备份旁边做新\
                的备份，完成后再删除旧的。
                """,
                """
                The copy holds everything that was durable when the command began, is a log of its own and verifies. \
                Of an encrypted log it stays encrypted under the same master key, which is not part of it.

                DEST is a new directory each time, or an empty one, in a directory that is there: nothing is written \
                over, and a copy is never brought up to date. Make the next one beside the last, and remove that when \
                the next one stands.
                """))
    }

    static let examples = [
        Example("备份到新目录", "Into a new directory", "paidan log backup orders /mnt/backup/orders-1"),
        Example(
            "下一次备份，上级目录可能还不存在", "The next one, where there may be no directory for it yet",
            "mkdir -p /mnt/backup && paidan log backup orders /mnt/backup/orders-2"),
        Example(
            "备份后随即校验", "And checked there",
            "paidan log backup orders /mnt/backup/orders-3 && paidan log verify /mnt/backup/orders-3"),
    ]

    @OptionGroup var log: LogArguments

    @Argument(
        help: .both("要创建的目录；上级目录必须存在。", "The directory to make; its parent must be there."), completion: .directory)
    var destination: String

    @Flag(help: .both("以 JSON 打印报告。", "Print the report as JSON."))
    var json = false

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        let reader = try log.openReader(in: shell)
        let path = FileNames.trimmed(destination)
        let report = try shell.watching(shell.language("复制", "copying")) { show throws(LogError) in
            try reader.backup(to: path, progress: show)
        }
        if json {
            try shell.say([
                "destination": .string(path), "records": JSON(report.records),
                "segments": JSON(UInt64(report.segments)), "bytes": JSON(report.bytes),
            ])
        } else {
            let extent = LogExtent(records: report.records, segments: report.segments, bytes: report.bytes)
            let said = extent.words(shell.language)
            try shell.say(shell.language("已复制到 \(path)：\(said)", "\(said), copied to \(path)"))
        }
        return .success
    }
}
