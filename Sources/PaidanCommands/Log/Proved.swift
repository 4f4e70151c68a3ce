internal import EventRendering
internal import JSONText
internal import Bytes
internal import CommitLog
internal import Merkle

/// What a proof shows, its signatures and hashes checked.
enum Proved {
    /// The leaf is the log's record with this number.
    case inclusion(sequence: SequenceNumber, leaf: [UInt8], in: Checkpoint)
    /// The newer log begins with the whole older one.
    case growth(from: Checkpoint, to: Checkpoint)

    init(_ proof: [UInt8], trusting keys: [VerifierKey]) throws(MerkleError) {
        do throws(MerkleError) {
            let text = try InclusionProofText(proof)
            let checkpoint = try text.verify(trusting: keys)
            self = .inclusion(
                sequence: SequenceNumber(text.index.rawValue).next, leaf: text.record, in: checkpoint)
        } catch {
            guard error == .proofVersionUnknown else { throw error }
            let (old, new) = try ConsistencyProofText(proof).verify(trusting: keys)
            self = .growth(from: old, to: new)
        }
    }

    /// For people; the record comes last, as its bytes are.
    func lines(_ language: Language) -> [[UInt8]] {
        switch self {
        case .inclusion(let sequence, let leaf, let checkpoint):
            let head = [
                language(
                    "第 \(sequence) 条记录在日志 \(checkpoint.origin) 的前 \(checkpoint.size) 条记录中",
                    "record \(sequence) is in the log \(checkpoint.origin), among its first \(checkpoint.size) "
                        + "records"),
                language("根", "root") + " \(checkpoint.root.base64)",
            ]
            guard let record = RecordView(leaf.bytes, sequence: sequence) else {
                let unknown = language("其字节不是本版本写入的记录", "its bytes are not a record as this version writes them")
                return (head + [unknown]).map { Array($0.utf8) }
            }
            let subjects = record.subjects.map { String($0) }.joined(separator: ", ")
            let tag =
                language("类型", "type") + " \(record.type)"
                + (subjects.isEmpty ? "" : language.comma + language("主体", "subjects") + " \(subjects)")
            return (head + [tag, ""]).map { Array($0.utf8) } + [record.body.array]
        case .growth(let old, let new):
            return [
                language(
                    "日志 \(new.origin) 的 \(new.size) 条记录以较早检查点的全部 \(old.size) 条记录开头",
                    "the log \(new.origin) of \(Amounts.count(new.size.rawValue, "record")) begins with the "
                        + "\(Amounts.count(old.size.rawValue, "record")) of the older checkpoint"),
                language("较早的根", "older root") + " \(old.root.base64)",
                language("较新的根", "newer root") + " \(new.root.base64)",
            ].map { Array($0.utf8) }
        }
    }

    var json: JSON {
        switch self {
        case .inclusion(let sequence, let leaf, let checkpoint):
            var members: [(name: String, value: JSON)] = [
                ("kind", "inclusion"), ("origin", .string(checkpoint.origin)),
                ("size", JSON(checkpoint.size.rawValue)), ("root", .string(checkpoint.root.base64)),
                ("sequence", JSON(sequence.value)),
            ]
            if let record = RecordView(leaf.bytes, sequence: sequence) {
                members.append(("type", JSON(UInt64(record.type))))
                members.append(("subjects", .array(record.subjects.map { JSON($0) })))
                members.append(JSON.member(body: record.body))
            }
            return .object(members)
        case .growth(let old, let new):
            return [
                "kind": "consistency", "origin": .string(new.origin), "oldSize": JSON(old.size.rawValue),
                "oldRoot": .string(old.root.base64), "size": JSON(new.size.rawValue),
                "root": .string(new.root.base64),
            ]
        }
    }
}
