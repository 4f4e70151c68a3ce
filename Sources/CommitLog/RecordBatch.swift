internal import Bytes

/// Records on their way into the log: encoded once, by whoever makes them, outside any lock.
///
/// A batch becomes durable whole or not at all.
///
/// The bytes are exactly what a frame carries. Each record is
/// ```
/// length        varint   how many bytes follow
/// type          varint   below 2^32; the log gives it no meaning
/// subject count varint   0 to 32
/// subjects      varints  below 2^64; what the record is about
/// body          the rest
/// ```
/// and everything after `length` is the leaf that the Merkle tree covers.
public struct RecordBatch: Sendable {
    /// The encoded records.
    public private(set) var bytes: [UInt8] = []
    /// How many records.
    public private(set) var count = 0

    public init() { RecordLimits.check() }

    public var isEmpty: Bool { count == 0 }

    public mutating func reserve(byteCount: Int) { bytes.reserveCapacity(byteCount) }

    /// Adds a record. Cost: one copy of the body.
    /// - Throws: ``CommitLogError/tooLarge(_:actual:limit:)`` or ``CommitLogError/reservedType(_:)``; then the batch is
    ///   as it was.
    public mutating func append(
        _ body: RawSpan, type: UInt32 = 0, subjects: [UInt64] = []
    ) throws(CommitLogError) {
        guard type != RecordType.lost else { throw .reservedType(type) }
        guard body.byteCount <= RecordLimits.bodyBytesMax else {
            throw .tooLarge(.recordBytes, actual: body.byteCount, limit: RecordLimits.bodyBytesMax)
        }
        guard subjects.count <= RecordLimits.subjectsMax else {
            throw .tooLarge(.subjects, actual: subjects.count, limit: RecordLimits.subjectsMax)
        }
        var length = Varint.byteCount(UInt64(type)) + 1 + body.byteCount
        for subject in subjects { length += Varint.byteCount(subject) }
        try beginRecord(length)
        Varint.append(UInt64(type), to: &bytes)
        bytes.append(UInt8(subjects.count))
        for subject in subjects { Varint.append(subject, to: &bytes) }
        bytes.append(body)
        count += 1
    }

    /// Adds a record whose body is an array.
    public mutating func append(
        _ body: [UInt8], type: UInt32 = 0, subjects: [UInt64] = []
    ) throws(CommitLogError) {
        try append(body.bytes, type: type, subjects: subjects)
    }

    /// Adds a record that was read from a log, of whatever type, as ``RecordView/encoded`` gives it.
    /// - Throws: ``CommitLogError/tooLarge(_:actual:limit:)``; then the batch is as it was.
    package mutating func append(encoded record: RawSpan) throws(CommitLogError) {
        precondition(RecordView(record, sequence: .zero) != nil, "the record was read from a log")
        try beginRecord(record.byteCount)
        bytes.append(record)
        count += 1
    }

    /// Adds the stand-in of a lost record.
    /// - Throws: ``CommitLogError/tooLarge(_:actual:limit:)``; then the batch is as it was.
    package mutating func appendLost() throws(CommitLogError) {
        try beginRecord(Varint.byteCount(UInt64(RecordType.lost)) + 1)
        Varint.append(UInt64(RecordType.lost), to: &bytes)
        bytes.append(0)
        count += 1
    }

    /// Writes the length of a record, if there is room for it.
    private mutating func beginRecord(_ length: Int) throws(CommitLogError) {
        let total = bytes.count + Varint.byteCount(UInt64(length)) + length
        guard total <= RecordLimits.appendBytesMax else {
            throw .tooLarge(.appendBytes, actual: total, limit: RecordLimits.appendBytesMax)
        }
        guard count < RecordLimits.appendRecordsMax else {
            throw .tooLarge(.appendRecords, actual: count + 1, limit: RecordLimits.appendRecordsMax)
        }
        Varint.append(UInt64(length), to: &bytes)
    }

    /// Empties the batch and keeps its memory.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        count = 0
    }
}
