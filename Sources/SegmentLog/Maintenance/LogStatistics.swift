public import CommitLog

/// What a log holds and how, without reading what is in its records.
public struct LogStatistics: Sendable, Hashable {
    public var log: LogIdentifier
    /// Milliseconds since 1970.
    public var createdAt: Int64
    /// Of the last opening for writing.
    public var epoch: UInt32
    public var records: UInt64
    public var lastSequence: SequenceNumber
    /// Of all segments that hold records, without space that is claimed and not used.
    public var bytes: UInt64
    /// Of the records before compression.
    public var rawBytes: UInt64
    public var isEncrypted: Bool
    public var keepsEvidence: Bool
    /// Whether a writer has the log open.
    public var isHeld: Bool
    /// Whether the last writer closed the log; false while one has it open.
    public var wasClosedCleanly: Bool
    /// What a crash left; empty while a writer has the log open.
    public var tornTails: [RecoveryReport.TornTail]
    /// The segments that hold records, by number.
    public var segments: [Segment]

    public struct Segment: Sendable, Hashable {
        /// The file's name in the log's directory.
        public var file: String
        public var number: UInt32
        /// How often it was repacked.
        public var generation: UInt32
        public var isSealed: Bool
        public var firstSequence: SequenceNumber
        /// Records.
        public var count: UInt64
        /// Of the file; of a segment that is not sealed, those in use.
        public var bytes: UInt64
        public var rawBytes: UInt64
        /// Milliseconds since 1970, of its first and of its last frame.
        public var timeFirst: Int64
        public var timeLast: Int64
    }
}

extension SegmentLogReader {
    /// Counts what is durable now. Blocks; cost: the segments that are not sealed are read once, the rest is not.
    public func statistics() throws(LogError) -> LogStatistics {
        let tail = try DurableTail(source)
        defer { tail.close() }
        let manifest = tail.manifest
        let segments = manifest.sealed.map(LogStatistics.Segment.init) + tail.segments.map { .init($0.scan) }
        let report = source.report
        return LogStatistics(
            log: manifest.log, createdAt: manifest.createdAt, epoch: manifest.epoch,
            records: segments.reduce(0) { $0 + $1.count }, lastSequence: tail.durable,
            bytes: segments.reduce(0) { $0 + $1.bytes }, rawBytes: segments.reduce(0) { $0 + $1.rawBytes },
            isEncrypted: manifest.requiredFeatures.contains(.encryption),
            keepsEvidence: !manifest.requiredFeatures.contains(.noEvidence), isHeld: source.hasWriter,
            wasClosedCleanly: report.wasClosedCleanly, tornTails: report.tornTails, segments: segments)
    }
}

extension LogStatistics.Segment {
    init(_ entry: SealedSegment) {
        self.init(
            file: entry.fileName, number: entry.number, generation: entry.generation, isSealed: true,
            firstSequence: entry.first, count: entry.count, bytes: entry.bytes, rawBytes: entry.rawBytes,
            timeFirst: entry.timeFirst, timeLast: entry.timeLast)
    }

    init(_ scan: SegmentScan) {
        self.init(
            file: SegmentName(number: scan.number).fileName, number: scan.number, generation: 0, isSealed: false,
            firstSequence: SequenceNumber(scan.firstSequence), count: scan.records, bytes: scan.end,
            rawBytes: scan.summary.rawBytes, timeFirst: scan.summary.timeFirst, timeLast: scan.summary.timeLast)
    }
}
