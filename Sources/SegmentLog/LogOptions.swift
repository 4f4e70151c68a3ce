/// How a log is written. Only ``masterKey`` and ``keepsEvidence`` are for ever; the rest may differ at each opening.
public struct LogOptions: Sendable {
    /// Bytes of a segment file, a multiple of 4,096.
    public var segmentBytes = Limits.segmentBytes
    /// LZ4 for frames as they are written.
    public var compresses = true
    /// Rewrite sealed segments in the background as large LZ4-HC frames.
    public var repacks = true
    /// Fill prepared segments with zeros, so that a sync of a frame need not record new extents. Costs one more
    /// write of every byte, in the background; makes syncs about a tenth to a third faster on ext4.
    public var fillsSegments = true
    /// Keep the Merkle tree. Decided when the log is created.
    public var keepsEvidence = true
    /// Encrypt, with data keys wrapped by this key. Decided when the log is created; needed at every opening.
    public var masterKey: MasterKey?
    /// Whether a log is created where there is none.
    public var creates = true
    /// How many records lie between two marks. Only tests need another number: marks in small logs.
    package var markEveryRecords = Limits.markEveryRecords
    /// How many openings may write to one segment, and past how many data keys an opening retires some. Only tests need
    /// other numbers.
    package var segmentEpochsMax = Limits.segmentEpochsMax
    package var dataKeysToRetire = Limits.dataKeysToRetire

    public init() {}
}
