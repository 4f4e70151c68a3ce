/// A consistency proof to send around: two signed checkpoints and the path between them, checked offline with the
/// public key alone. C2SP has no format for it, so this one is this log's own, in the manner of tlog-proof:
///
/// ```
/// paidan.consistency-proof/v1
/// <base64 hash>                           one a line, in the order of RFC 6962 section 2.1.2
///
/// <older signed checkpoint, verbatim>
///
/// <newer signed checkpoint, verbatim>
/// ```
///
/// A signed checkpoint has exactly one empty line, so the third empty line of the text is the one between the two.
/// Sizes are the checkpoints'.
public struct ConsistencyProofText: Sendable {
    static let version = "paidan.consistency-proof/v1"

    public let path: [NodeHash]
    public let old: SignedNote
    public let new: SignedNote

    public init(path: [NodeHash], old: SignedNote, new: SignedNote) {
        self.path = path
        self.old = old
        self.new = new
    }

    public var encoded: [UInt8] {
        var text = [UInt8]("\(ConsistencyProofText.version)\n".utf8)
        for hash in path { text += "\(hash.base64)\n".utf8 }
        text.append(Lines.newline)
        text += old.encoded
        text.append(Lines.newline)
        return text + new.encoded
    }

    /// Reads a proof. Nothing in it is to be believed before ``verify(trusting:)``.
    public init(_ bytes: [UInt8]) throws(MerkleError) {
        let (header, rest) = try ProofTextHeader.cut(bytes, version: ConsistencyProofText.version)
        var lines = header
        let path = try lines.takePath(countMax: MerkleLimits.consistencyPathCountMax)
        guard let (_, below) = Lines.cutAtFirstEmptyLine(rest), let (_, new) = Lines.cutAtFirstEmptyLine(below)
        else { throw .proofWithoutCheckpoint }
        // `new` is what follows the empty line that ends the older checkpoint's signatures.
        let old = rest[..<(new.startIndex - 1)]
        self.init(path: path, old: try SignedNote([UInt8](old)), new: try SignedNote([UInt8](new)))
    }

    /// Checks signatures and path: that the log of the newer checkpoint begins with the whole log of the older.
    /// Whoever kept an older checkpoint compares it with the one returned.
    public func verify(
        trusting keys: [VerifierKey]
    ) throws(MerkleError) -> (old: Checkpoint, new: Checkpoint) {
        let old = try Checkpoint(verifying: self.old, trusting: keys)
        let new = try Checkpoint(verifying: self.new, trusting: keys)
        guard old.origin.utf8.elementsEqual(new.origin.utf8) else {
            throw .originsDiffer(old: old.origin, new: new.origin)
        }
        try ConsistencyProof(oldSize: old.size, newSize: new.size, path: path)
            .verify(oldRoot: old.root, newRoot: new.root)
        return (old, new)
    }
}
