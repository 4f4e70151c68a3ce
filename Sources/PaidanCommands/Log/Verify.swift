internal import CommandHelp
internal import EventRendering
internal import JSONText
internal import ArgumentParser
internal import CommitLog
internal import Merkle
internal import SegmentLog

struct Verify: ShellCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "verify",
            abstract: .both("读取并校验全部内容，不作任何改动。", "Reads and checks everything, and changes nothing."),
            discussion: .both(
                """
                校验每个校验和、每条记录、Merkle 树，以及清单和尾部对它们的记载；可与写入者同时进行。损坏处以文件和偏\
                移指明，退出状态为 2。崩溃留下的、从未确认的残缺尾部会列出，不算损坏。

                加 --checkpoint 和 --public-key 时还核验：日志的开头仍与检查点所代表的记录完全一致。
                """,
                """
                Every checksum, every record, the Merkle tree, and what the manifest and the footers say of them, \
                beside a writer or without one. Corruption is named by file and offset, and the exit status is 2. A \
                torn tail, which a crash leaves behind and which was never acknowledged, is reported and is no \
                corruption.

                With --checkpoint and --public-key: also that the log still begins with exactly the records that the \
                checkpoint stands for.
                """))
    }

    static let examples = [
        Example("全部校验", "Everything", "paidan log verify orders"),
        Example("供程序使用", "For a program", "paidan log verify orders --json"),
        Example(
            "核验自某个检查点以来没有改动", "That nothing was changed since a checkpoint was sent away",
            "paidan log verify orders --checkpoint orders.checkpoint --public-key orders.pub"),
    ]

    @OptionGroup var log: LogArguments

    @Option(
        help: .both("日志应当延续的检查点。", "A checkpoint that the log has to extend.", valueName: "file"),
        completion: .file())
    var checkpoint: String?

    @Option(
        name: .customLong("public-key"),
        help: .both(
            "验证其签名的公钥文件；没有另行指定时为 DIR/keys/checkpoint.pub。",
            "The file with the public key of its signature: DIR/keys/checkpoint.pub unless the log has another.",
            valueName: "file"),
        completion: .file())
    var publicKey: String?

    @Flag(help: .both("以 JSON 打印报告。", "Print the report as JSON."))
    var json = false

    func validate() throws {
        guard (checkpoint == nil) == (publicKey == nil) else {
            throw ValidationError(
                .both("--checkpoint 与 --public-key 须同时指定", "--checkpoint and --public-key go together"))
        }
    }

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        // Said before an hour of reading.
        let kept = try keptCheckpoint(shell)
        let key = try log.masterKey.read(in: shell)
        let report = try shell.verified(log.path, key)
        var refusal = refusal(report)
        if refusal == nil, let kept {
            do throws(Refusal) {
                try kept.hold(for: LogEvidence(of: log.openReader(in: shell)), name: checkpoint ?? "")
            } catch { refusal = error }
        }
        let isExtended = refusal == nil
        return try shell.conclude(refusal.map { .failure($0) } ?? .success(.success)) { () throws(Refusal) in
            if json {
                try shell.say(Self.json(report, kept, isExtended: isExtended))
            } else {
                let text = VerificationText(report, isExtended ? kept : nil)
                try shell.say(text.lines(shell.language).map { Array($0.utf8) })
            }
        }
    }

    private func keptCheckpoint(_ shell: Shell) throws(Refusal) -> Checkpoint? {
        guard let checkpoint, let publicKey else { return nil }
        let keys = try CheckpointKey.readPublic(publicKey, in: shell)
        let bytes = try shell.readNamed(checkpoint, limit: MerkleLimits.noteByteCountMax)
        do throws(MerkleError) {
            return try Checkpoint(verifying: try SignedNote(bytes), trusting: keys)
        } catch { throw Refusal(error, in: checkpoint) }
    }

    private func refusal(_ report: VerificationReport) -> Refusal? {
        guard let first = report.corruptions.first else { return nil }
        let others = report.corruptions.count - 1
        let (chinese, english) = (VerificationText.line(first, .chinese), VerificationText.line(first, .english))
        return Refusal(
            .corruption,
            "\(log.path) 已损坏：\(chinese)\(others > 0 ? "（另有 \(others) 处）" : "")；没有作任何改动。请恢复备份，或用 "
                + "`paidan log salvage` 抢救可读的内容",
            "\(log.path) is corrupt: \(english)\(others > 0 ? " (and \(others) more)" : ""); nothing was changed. "
                + "Restore a backup, or save what is readable with `paidan log salvage`")
    }

    private static func json(_ report: VerificationReport, _ kept: Checkpoint?, isExtended: Bool)
        -> JSON
    {
        var checkpoint = JSON.null
        if let kept {
            checkpoint = [
                "origin": .string(kept.origin), "size": JSON(kept.size.rawValue),
                "isExtended": .bool(isExtended),
            ]
        }
        return [
            "records": JSON(report.records), "segments": JSON(UInt64(report.segments)),
            "bytes": JSON(report.bytes),
            "size": JSON(report.size.value), "root": JSON(report.root?.base64),
            "tornTails": .array(report.tornTails.map(JSON.init)),
            "corruptions": .array(report.corruptions.map(JSON.init)), "checkpoint": checkpoint,
        ]
    }
}

extension Shell {
    /// Reads and checks all of a log, under a bar.
    func verified(_ path: String, _ key: MasterKey?) throws(Refusal) -> VerificationReport {
        try watching(language("校验", "verifying")) { show throws(LogError) in
            try Verification.run(path, masterKey: key, environment: environment, progress: show)
        }
    }
}
