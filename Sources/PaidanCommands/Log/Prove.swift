internal import CommandHelp
internal import JSONText
internal import ArgumentParser
internal import CommitLog
internal import Merkle
internal import SegmentLog

struct Prove: ShellCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "prove",
            abstract: .both(
                "证明某条记录在日志中，或证明日志是较早检查点的延续。",
                "Proves that a record is in the log, or that the log extends an older checkpoint."),
            discussion: .both(
                """
                证明包含该记录和一个签名的检查点，`paidan log check-proof` 仅凭公钥即可核验，不需要日志。加 --consistency \
                时改为证明：较新检查点的日志以较早检查点的整个日志开头。
                """,
                """
                The proof carries the record and a signed checkpoint, and `paidan log check-proof` checks it with the \
                public key alone, without the log. With --consistency it shows instead that the log of a newer \
                checkpoint begins with the whole log of an older one.
                """))
    }

    static let examples = [
        Example("证明第 4711 条记录在日志中", "That record 4711 is in the log", "paidan log prove orders 4711 >4711.proof"),
        Example(
            "对方已有检查点时", "The same, for somebody who has a checkpoint already",
            "paidan log prove orders 4711 --checkpoint orders.checkpoint >4711.proof"),
        Example(
            "证明旧检查点之前的内容没有改动", "That nothing before an old checkpoint was changed",
            "paidan log prove orders --consistency orders.checkpoint >growth.proof"),
        Example("在别处核验", "Checked elsewhere", "paidan log check-proof 4711.proof --public-key orders.pub"),
    ]

    @OptionGroup var log: LogArguments

    @Argument(help: .both("要证明的记录的编号。", "The number of the record to prove."))
    var sequence: UInt64?

    @Option(
        help: .both(
            "证明日志是这个较早检查点的延续。", "Prove that the log extends this older checkpoint.", valueName: "old-checkpoint"),
        completion: .file())
    var consistency: String?

    @Option(
        help: .both(
            "针对日志的这个检查点作证明，而不是新建一个。",
            "Prove it for this checkpoint of the log, instead of a new one of all that is durable.", valueName: "file"),
        completion: .file())
    var checkpoint: String?

    @OptionGroup var signing: SigningArguments

    @Flag(help: .both("以 JSON 打印证明及其内容。", "Print the proof and what it proves as JSON."))
    var json = false

    func validate() throws {
        guard (sequence == nil) != (consistency == nil) else {
            throw ValidationError(
                .both(
                    "请指定记录编号，或用 --consistency 指定较早的检查点，二者选一",
                    "name either a record's number or --consistency with an older checkpoint"))
        }
        guard checkpoint == nil || (signing.key == nil && signing.origin == nil) else {
            throw ValidationError(
                .both(
                    "--checkpoint 已经签名，不能与 --key、--origin 同用",
                    "--checkpoint is signed already, so it goes without --key and --origin"))
        }
        guard sequence != 0 else { throw ValidationError(.both("记录从 1 开始编号", "records are numbered from 1")) }
    }

    func run(in shell: Shell) throws(Refusal) -> CommandStatus {
        let reader = try log.openReader(in: shell)
        let evidence = try LogEvidence(of: reader)
        if let sequence {
            // Said before a key is made for nothing.
            guard SequenceNumber(sequence) <= reader.durable else {
                throw Refusal(LogError.beyondEnd(asked: SequenceNumber(sequence), end: reader.durable))
            }
            let target = try target(reader, evidence, shell)
            try tell(try inclusion(of: SequenceNumber(sequence), target, evidence), for: target, in: shell)
        } else if let consistency {
            let old = try LogCheckpoint(kept: consistency, against: evidence, in: shell)
            let target = try target(reader, evidence, shell)
            try tell(try growth(from: old, to: target, evidence), for: target, in: shell)
        }
        return .success
    }

    /// The checkpoint that the proof leads to.
    private func target(
        _ reader: SegmentLogReader, _ evidence: LogEvidence, _ shell: Shell
    ) throws(Refusal) -> LogCheckpoint {
        if let checkpoint { return try LogCheckpoint(kept: checkpoint, against: evidence, in: shell) }
        let signer = try signing.signer(for: reader, at: log.path, in: shell)
        return try LogCheckpoint(of: evidence, through: reader.durable, by: signer)
    }

    private struct Proof {
        var text: [UInt8]
        var members: [(name: String, value: JSON)]
    }

    private func inclusion(
        of sequence: SequenceNumber, _ target: LogCheckpoint, _ evidence: LogEvidence
    ) throws(Refusal) -> Proof {
        guard sequence <= target.size else {
            throw .badUse(
                "检查点包含 \(target.size) 条记录，第 \(sequence) 条在其后；请用更新的检查点",
                "the checkpoint is of \(Amounts.count(target.size.value, "record")), and record \(sequence) came "
                    + "later; take a newer one")
        }
        do throws(LogError) {
            let (proof, leaf) = try evidence.inclusion(of: sequence, in: target.size)
            let text = InclusionProofText(record: leaf, index: proof.index, path: proof.path, checkpoint: target.note)
            return Proof(text: text.encoded, members: [("kind", "inclusion"), ("sequence", JSON(sequence.value))])
        } catch { throw Refusal(error) }
    }

    private func growth(
        from old: LogCheckpoint, to new: LogCheckpoint, _ evidence: LogEvidence
    ) throws(Refusal) -> Proof {
        guard old.size <= new.size else {
            throw .badUse(
                "较早的检查点有 \(old.size) 条记录，较新的只有 \(new.size) 条；请对调",
                "the older checkpoint is of \(Amounts.count(old.size.value, "record")), the newer only of "
                    + "\(new.size); swap them")
        }
        do throws(LogError) {
            let proof = try evidence.consistency(from: old.size, to: new.size)
            let text = ConsistencyProofText(path: proof.path, old: old.note, new: new.note)
            return Proof(text: text.encoded, members: [("kind", "consistency"), ("oldSize", JSON(old.size.value))])
        } catch { throw Refusal(error) }
    }

    private func tell(_ proof: Proof, for target: LogCheckpoint, in shell: Shell) throws(Refusal) {
        let text = String(decoding: proof.text, as: UTF8.self)
        guard json else { return try shell.say(String(text.dropLast())) }
        try shell.say(
            .object(
                proof.members + [
                    ("origin", .string(target.checkpoint.origin)), ("size", JSON(target.size.value)),
                    ("root", .string(target.checkpoint.root.base64)), ("proof", .string(text)),
                ]))
    }
}
