internal import ArgumentParser
internal import Bytes
internal import CommandHelp
internal import CommitLog
internal import EventRendering
internal import Events
internal import Invariants
internal import JSONText
internal import Policies
internal import SegmentLog

struct AuditVerify: ShellCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "verify",
            abstract: .both(
                "读取数据目录的日志，核对每个事件是否符合规则。",
                "Reads a data directory's log and checks that every event keeps the rules."),
            discussion: .both(
                """
                先核对日志本身，与 `paidan log verify` 相同：每个校验和、每条记录和 Merkle 树。再从第一个事件起逐一核对规则：\
                一张工单至多在一人手中；不超负荷派单，不派给离线、缺少技能的人，也不派给刚刚拒单、超时或被收回的人；有空的人先得优先级最高、最早的工单；\
                有人可接时没有工单在等；每项时限到期才触发且只触发一次；处理节点依次推进；工单号不重复；等等。核对有自己的\
                账，不询问派单的代码。

                不作任何改动，服务运行与否均可。每处违反都指明规则、事件序号、工单和人员，退出状态为 2。
                """,
                """
                First the log itself, as `paidan log verify` does: every checksum, record and the Merkle tree. Then \
                every event from the first on, against the invariants: at most one agent has a ticket; nobody is \
                offered more than they can take, or anything while off line, without the skill or just after \
                declining it, letting it pass or having it taken back; whoever is free gets the oldest ticket of the \
                highest priority; nothing waits while somebody could take it; each deadline fires once, not before it \
                is due; stages follow one another; numbers are given once; and others. The check keeps its own account \
                of what happened and asks nothing of the code that dispatches.

                Changes nothing, beside a daemon or without one. Each violation is told with its invariant, the \
                event's sequence number, the ticket and the agent, and the exit status is 2.
                """))
    }

    static let examples = [
        Example("核对全部历史", "Everything that ever happened", "paidan audit verify --data /var/lib/paidan"),
        Example("供程序使用", "For a program", "paidan audit verify --json"),
    ]

    @OptionGroup var data: DataDirectory

    @OptionGroup var masterKey: MasterKeyOption

    @Flag(help: .both("以 JSON 输出报告。", "Print the report as JSON."))
    var json = false

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        // Says best where there is no log, before it is read. One that is too corrupt to be opened is reported all the
        // same.
        let reader = Result { () throws(Refusal) in try data.openLog(masterKey: masterKey, in: shell) }
        if case .failure(let refusal) = reader, refusal.status != .corruption { throw refusal }
        let path = data.logPath(in: shell)
        let report = try shell.verified(path, try masterKey.read(in: shell))
        // What is corrupt may be read as what it is not.
        let auditor = report.isSound ? try audited(reader.get(), path, report, shell) : nil
        let refusal = Self.refusal(path, report, auditor)
        return try shell.conclude(refusal.map { .failure($0) } ?? .success(.success)) { () throws(Refusal) in
            if json {
                try shell.say(AuditReport.json(report, auditor, shell.language))
            } else {
                try shell.say(AuditReport.lines(report, auditor, shell.language))
            }
        }
    }

    /// Audits what was verified, and no more: a daemon may have gone on since.
    private func audited(
        _ reader: SegmentLogReader, _ path: String, _ report: VerificationReport, _ shell: Shell
    ) throws(Refusal) -> Auditor {
        var auditor = Auditor()
        var bar = ProgressBar(shell.language("核对规则", "auditing"), in: shell)
        var progress = MaintenanceProgress(bytesTotal: report.bytes)
        let cursor = reader.read(from: .first, to: min(report.size, reader.durable))
        do throws(Refusal) {
            while let chunk = try cursor.next() {
                try chunk.forEach { record throws(Refusal) in try take(record, into: &auditor, path) }
                progress.records = auditor.eventCount
                let share = Double(auditor.eventCount) / Double(max(report.size.value, 1))
                progress.bytesDone = UInt64(Double(report.bytes) * share)
                bar.show(progress)
            }
        } catch {
            bar.finish()
            throw error
        }
        bar.finish()
        auditor.finish()
        return auditor
    }

    private func take(
        _ record: borrowing RecordView, into auditor: inout Auditor, _ path: String
    ) throws(Refusal) {
        guard record.type != RecordType.lost else {
            throw Refusal(
                .corruption, "\(path) 的第 \(record.sequence) 条记录已丢失，其后的内容无法核对；请从备份恢复后再核对",
                "record \(record.sequence) of \(path) was lost, and what follows cannot be audited without it: restore "
                    + "a backup")
        }
        do throws(WireError) {
            let event = try EventView(record.body, recordType: record.type)
            try auditor.take(event, sequence: record.sequence.value)
        } catch {
            throw .badUse(
                "\(path) 的第 \(record.sequence) 个事件无法读取（\(error)）；请用更新的版本核对",
                "event \(record.sequence) of \(path) cannot be read (\(error)); audit it with a newer version")
        }
    }

    private static func refusal(
        _ path: String, _ report: VerificationReport, _ auditor: Auditor?
    ) -> Refusal? {
        if let first = report.corruptions.first {
            return Refusal(
                .corruption,
                "\(path) 已损坏：\(VerificationText.line(first, .chinese))；未作改动。详见 `paidan log verify \(path)`",
                "\(path) is corrupt: \(VerificationText.line(first, .english)); nothing was changed. "
                    + "See `paidan log verify \(path)`")
        }
        guard let auditor, let first = auditor.violations.first else { return nil }
        let count = auditor.violationCount
        return Refusal(
            .corruption, "\(path) 有 \(count) 处违反规则，最早在事件 \(first.sequence)；未作改动",
            "\(path) breaks the rules \(count == 1 ? "once" : "\(count) times"), first at event \(first.sequence); "
                + "nothing was changed")
    }
}
