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
        if json {
            try shell.say(Self.json(statistics))
        } else {
            try shell.say(StatisticsText(statistics, shell.language).lines.map { Array($0.utf8) })
        }
        return .success
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
