/// The limits on what this module reads and writes.
public enum MerkleLimits {
    /// A tree has at most 2⁶⁴ − 1 leaves, so at most 64 levels lie between a leaf and the root.
    public static let inclusionPathCountMax = 64

    /// A consistency path starts with the subtree where the two trees part, and goes up at most 64 levels.
    public static let consistencyPathCountMax = inclusionPathCountMax + 1

    /// A signed note, signatures included. A checkpoint with sixteen Ed25519 signatures takes less than 4 KiB,
    /// with sixteen post-quantum ones of 3.3 KB less than 64 KiB.
    public static let noteByteCountMax = 64 << 10

    /// As many as every verifier has to accept by C2SP signed-note.
    public static let noteSignatureCountMax = 16

    /// The bytes of a leaf in a proof that carries it: a log's largest record, 16 MiB, and room for its tag.
    public static let provenRecordByteCountMax = 17 << 20

    /// The lines of a proof before its first checkpoint: version, two fields, the path.
    static let proofHeaderLineCountMax = 3 + consistencyPathCountMax

    /// The text of a proof: a record in base64, a path of 44 characters and a newline each, two checkpoints, and
    /// 4 KiB for the rest.
    public static let proofTextByteCountMax =
        (provenRecordByteCountMax + 2) / 3 * 4 + consistencyPathCountMax * 45 + 2 * noteByteCountMax + (4 << 10)
}
