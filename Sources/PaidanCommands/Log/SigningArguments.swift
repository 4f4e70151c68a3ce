internal import ArgumentParser
internal import CommandHelp
internal import CommitLog
internal import Merkle
internal import SegmentLog

/// Whose signature a checkpoint bears.
struct SigningArguments: ParsableArguments {
    @Option(
        help: .both(
            "签名私钥。默认：DIR/keys/checkpoint.key，首次使用时生成。",
            "The private key to sign with. Default: DIR/keys/checkpoint.key, made at first use.", valueName: "file"),
        completion: .file())
    var key: String?

    @Option(
        help: .both(
            "检查点中的日志名称。默认：密钥的名称。", "The log's name in its checkpoints. Default: that of the key.", valueName: "name"))
    var origin: String?

    func signer(for reader: SegmentLogReader, at path: String, in shell: Shell) throws(Refusal) -> SignerKey {
        let signer: SignerKey
        if let key {
            signer = try CheckpointKey.read(key, in: shell)
        } else {
            signer = try CheckpointKey.own(of: reader.log, in: path, origin: origin, shell: shell)
        }
        guard origin == nil || origin == signer.name.description else {
            throw .badUse(
                "密钥以 \(signer.name) 而不是 \(origin ?? "") 的名义签名；可用 `paidan log key --signing` 另行生成",
                "the key signs as \(signer.name), not as \(origin ?? ""); make one with `paidan log key --signing`")
        }
        return signer
    }
}

/// What a log says of itself, with its signature.
struct LogCheckpoint {
    let checkpoint: Checkpoint
    let note: SignedNote

    /// Of all that is durable now. Cost: the records behind the last sealed segment are hashed.
    init(of evidence: LogEvidence, through size: SequenceNumber, by signer: SignerKey) throws(Refusal) {
        let root = try evidence.root(through: size)
        do throws(MerkleError) {
            checkpoint = try Checkpoint(origin: signer.name.description, size: TreeSize(size.value), root: root)
            note = try checkpoint.signed(by: signer)
        } catch { throw Refusal(error, in: "the checkpoint") }
    }

    /// One that was kept, checked against the log but not for its signature.
    init(kept file: String, against evidence: LogEvidence, in shell: Shell) throws(Refusal) {
        let bytes = try shell.readNamed(file, limit: MerkleLimits.noteByteCountMax)
        do throws(MerkleError) {
            note = try SignedNote(bytes)
            checkpoint = try Checkpoint(text: note.unverifiedText)
        } catch { throw Refusal(error, in: file) }
        try checkpoint.hold(for: evidence, name: file)
    }

    var size: SequenceNumber { SequenceNumber(checkpoint.size.rawValue) }
}

extension Checkpoint {
    /// Checks that the log begins with exactly the records that this checkpoint stands for.
    func hold(for evidence: LogEvidence, name: String) throws(Refusal) {
        let size = SequenceNumber(size.rawValue)
        guard size <= evidence.durable else {
            throw Refusal(
                .corruption,
                "日志不是 \(name) 的延续：它有 \(size) 条记录，日志只有 \(evidence.durable) 条；记录有缺失，或它属于其他日志",
                "the log does not extend \(name): that is of \(Amounts.count(size.value, "record")), the log has "
                    + "\(evidence.durable); records are missing, or it is another log's checkpoint")
        }
        guard try evidence.root(through: size) == root else {
            throw Refusal(
                .corruption,
                "日志不是 \(name) 的延续：前 \(size) 条记录与检查点不符；记录被改动过，或它属于其他日志",
                "the log does not extend \(name): it begins with other records than the checkpoint's "
                    + "\(Amounts.count(size.value, "record")); they were changed, or it is another log's checkpoint")
        }
    }
}

extension LogEvidence {
    init(of reader: SegmentLogReader) throws(Refusal) {
        do throws(LogError) { try self.init(reader) } catch { throw Refusal(error) }
    }

    func root(through size: SequenceNumber) throws(Refusal) -> NodeHash {
        do throws(LogError) { return try frontier(through: size).root() } catch { throw Refusal(error) }
    }
}
