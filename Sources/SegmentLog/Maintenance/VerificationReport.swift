public import CommitLog
public import Merkle

/// What a verification found.
public struct VerificationReport: Sendable, Hashable {
    /// Good records read.
    public var records: UInt64 = 0
    /// Segments that hold records.
    public var segments = 0
    /// Bytes read, without space that is claimed and not used.
    public var bytes: UInt64 = 0
    /// The root of the Merkle tree over all records, computed from them; nil if the log keeps no evidence or if not
    /// every record could be read.
    public var root: NodeHash?
    /// The last record that was there to read, and the size of the tree that ``root`` is of.
    public var size = SequenceNumber.zero
    /// What a crash left behind the end of the log. No fault: the next opening for writing puts it right.
    public var tornTails: [RecoveryReport.TornTail] = []
    /// What is wrong, each with its file and offset; the first 1,000.
    public var corruptions: [LogCorruption] = []

    /// Whether everything durable is what was written.
    public var isSound: Bool { corruptions.isEmpty }
}
