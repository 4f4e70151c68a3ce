/// An inclusion proof to send around: record, index, path and signed checkpoint, checked offline with the public
/// key alone. The text is C2SP tlog-proof version 1, with the record as its extra data:
///
/// ```
/// c2sp.org/tlog-proof@v1
/// extra <base64 of the leaf's bytes>
/// index <leaf index, decimal: the record's sequence number less one>
/// <base64 hash>                           one a line, from the leaf's sibling to the root's child
///
/// <signed checkpoint, verbatim>
/// ```
///
/// The format leaves the extra data unauthenticated; here it is authenticated, because the leaf hash is computed
/// from nothing else. Anyone's verifier of tlog-proof can check the text, given the leaf.
public struct InclusionProofText: Sendable {
    static let version = "c2sp.org/tlog-proof@v1"

    public let record: [UInt8]
    public let index: LeafIndex
    public let path: [NodeHash]
    public let checkpoint: SignedNote

    /// The record may have at most ``MerkleLimits/provenRecordByteCountMax`` bytes.
    public init(record: [UInt8], index: LeafIndex, path: [NodeHash], checkpoint: SignedNote) {
        precondition(record.count <= MerkleLimits.provenRecordByteCountMax, "a record no proof can carry")
        self.record = record
        self.index = index
        self.path = path
        self.checkpoint = checkpoint
    }

    public var encoded: [UInt8] {
        var text = [UInt8]("\(InclusionProofText.version)\nextra ".utf8)
        text += Base64.encode(record)
        text += "\nindex \(index)\n".utf8
        for hash in path { text += "\(hash.base64)\n".utf8 }
        text.append(Lines.newline)
        return text + checkpoint.encoded
    }

    /// Reads a proof. Nothing in it is to be believed before ``verify(trusting:)``.
    public init(_ bytes: [UInt8]) throws(MerkleError) {
        let (header, rest) = try ProofTextHeader.cut(bytes, version: InclusionProofText.version)
        var lines = header
        guard let recordText = lines.take("extra") else { throw .proofWithoutRecord }
        guard let record = Base64.decode(recordText),
            record.count <= MerkleLimits.provenRecordByteCountMax
        else { throw .malformedProofText(line: lines.taken) }
        guard let indexText = lines.take("index") else { throw .malformedProofText(line: lines.taken + 1) }
        guard let index = Lines.decimal(indexText) else { throw .malformedProofText(line: lines.taken) }
        self.init(
            record: record, index: LeafIndex(index),
            path: try lines.takePath(countMax: MerkleLimits.inclusionPathCountMax),
            checkpoint: try SignedNote([UInt8](rest)))
    }

    /// Checks signatures and path: that the log of the returned checkpoint has the record at the index.
    public func verify(trusting keys: [VerifierKey]) throws(MerkleError) -> Checkpoint {
        let checkpoint = try Checkpoint(verifying: self.checkpoint, trusting: keys)
        try InclusionProof(index: index, size: checkpoint.size, path: path)
            .verify(leaf: .leaf(record), root: checkpoint.root)
        return checkpoint
    }
}
