internal import CivilTime
internal import CommandHelp
internal import JSONText
internal import ArgumentParser
internal import CommitLog
internal import SegmentLog

struct Stat: ShellCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "stat",
            abstract: .both("显示日志的记录数、段数和字节数。", "Says how many records, segments and bytes a log has."),
            discussion: .both(
                "只读取清单和尚未封存的部分，很快；可与写入者同时进行。",
                "Reads little: the manifest and what is not sealed yet. Works beside a writer."))
    }

    static let examples = [
        Example("供人阅读", "For people", "paidan log stat orders"),
        Example("有多少条记录", "How many records", "paidan log stat orders --json | jq .records"),
    ]

    @OptionGroup var log: LogArguments

    @Flag(help: .both("以 JSON 打印。", "Print it as JSON."))
    var json = false

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        let reader = try log.openReader(in: shell)
        let statistics: LogStatistics
        do throws(LogError) { statistics = try reader.statistics() } catch { throw Refusal(error) }
        if json { try shell.say(Self.json(statistics)) } else { try shell.say(Self.text(statistics)) }
        return .success
    }

    private static func text(_ log: LogStatistics) -> String {
        let ratio = log.bytes > 0 ? " (\(Amounts.digits(log.rawBytes, per: log.bytes)) : 1)" : ""
        let state =
            log.isHeld
            ? "open for writing" : log.wasClosedCleanly ? "closed cleanly" : "not closed cleanly"
        let facts = [
            ("log", "\(log.log), \(state)"),
            ("created", Timestamp(milliseconds: log.createdAt).secondsText),
            ("records", "\(log.records)"),
            (
                "bytes", "\(Amounts.bytes(log.bytes)) for \(Amounts.bytes(log.rawBytes)) of records\(ratio)"
            ),
            ("encrypted", log.isEncrypted ? "yes" : "no"),
            ("evidence", log.keepsEvidence ? "yes" : "no"),
            ("epoch", "\(log.epoch)"),
        ]
        var lines = facts.map { "\(padded($0.0, 11))\($0.1)" }
        lines += log.tornTails.map { tail in
            "torn tail in \(tail.file) at offset \(tail.offset), \(Amounts.bytes(tail.byteCount)), never acknowledged"
        }
        lines.append("")
        lines.append(row("segment", "first record", "records", "bytes", "of records", "last written"))
        lines += log.segments.map { segment in
            row(
                segment.file, "\(segment.firstSequence)", "\(segment.count)", Amounts.bytes(segment.bytes),
                Amounts.bytes(segment.rawBytes),
                segment.count > 0 ? Timestamp(milliseconds: segment.timeLast).secondsText : "")
                + (segment.isSealed ? "" : ", not sealed")
        }
        return lines.joined(separator: "\n")
    }

    private static func row(
        _ file: String, _ first: String, _ count: String, _ bytes: String, _ raw: String, _ time: String
    ) -> String {
        padded(file, 21)
            + [(first, 13), (count, 12), (bytes, 12), (raw, 12)].map { text, width in
                String(repeating: " ", count: max(1, width - text.count)) + text
            }.joined() + "  \(time)"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private static func json(_ log: LogStatistics) -> JSON {
        [
            "log": .string(log.log.description), "createdAt": JSON(time: log.createdAt),
            "epoch": JSON(UInt64(log.epoch)),
            "records": JSON(log.records), "lastSequence": JSON(log.lastSequence.value),
            "bytes": JSON(log.bytes),
            "rawBytes": JSON(log.rawBytes), "isEncrypted": .bool(log.isEncrypted),
            "keepsEvidence": .bool(log.keepsEvidence), "isHeld": .bool(log.isHeld),
            "wasClosedCleanly": .bool(log.wasClosedCleanly),
            "tornTails": .array(log.tornTails.map(JSON.init)),
            "segments": .array(log.segments.map(json)),
        ]
    }

    private static func json(_ segment: LogStatistics.Segment) -> JSON {
        [
            "file": .string(segment.file), "number": JSON(UInt64(segment.number)),
            "generation": JSON(UInt64(segment.generation)), "sealed": .bool(segment.isSealed),
            "firstSequence": JSON(segment.firstSequence.value), "count": JSON(segment.count),
            "bytes": JSON(segment.bytes), "rawBytes": JSON(segment.rawBytes),
            "timeFirst": segment.count > 0 ? JSON(time: segment.timeFirst) : .null,
            "timeLast": segment.count > 0 ? JSON(time: segment.timeLast) : .null,
        ]
    }
}
