public import Bytes

/// A record, read in place. Lives no longer than the chunk it is in.
public struct RecordView: ~Escapable, BitwiseCopyable {
    public let sequence: SequenceNumber
    /// What the writer called it; the log gives it no meaning.
    public let type: UInt32
    public let subjectCount: Int
    /// Type, subjects and body as stored: what the Merkle leaf covers.
    public let encoded: RawSpan
    @usableFromInline let subjectsOffset: Int
    @usableFromInline let bodyOffset: Int

    /// Reads the fields of an encoded record; nil if it is malformed.
    @inlinable
    @inline(__always)
    @_lifetime(copy encoded)
    package init?(_ encoded: RawSpan, sequence: SequenceNumber) {
        var offset = 0
        guard let type = Varint.read(encoded, at: &offset), type <= UInt64(UInt32.max),
            offset < encoded.byteCount
        else { return nil }
        let subjectCount = Int(encoded.byte(at: offset))
        guard subjectCount <= RecordLimits.subjectsMax else { return nil }
        offset += 1
        let subjectsOffset = offset
        for _ in 0..<subjectCount {
            guard Varint.skip(encoded, at: &offset) else { return nil }
        }
        self.init(
            sequence: sequence, type: UInt32(type), subjectCount: subjectCount, encoded: encoded,
            subjectsOffset: subjectsOffset, bodyOffset: offset)
    }

    @inlinable
    @inline(__always)
    @_lifetime(copy encoded)
    init(
        sequence: SequenceNumber, type: UInt32, subjectCount: Int, encoded: RawSpan, subjectsOffset: Int,
        bodyOffset: Int
    ) {
        self.sequence = sequence
        self.type = type
        self.subjectCount = subjectCount
        self.encoded = encoded
        self.subjectsOffset = subjectsOffset
        self.bodyOffset = bodyOffset
    }

    /// What the writer gave as the record.
    @inlinable
    public var body: RawSpan {
        @_lifetime(copy self)
        get { encoded.extracting(bodyOffset..<encoded.byteCount) }
    }

    /// A copy of ``body``.
    public var bodyBytes: [UInt8] { body.array }

    /// The subjects, in the order given. Cost: one allocation if there are any.
    public var subjects: [UInt64] {
        var offset = subjectsOffset
        var result: [UInt64] = []
        for _ in 0..<subjectCount {
            guard let subject = Varint.read(encoded, at: &offset) else { break }
            result.append(subject)
        }
        return result
    }

    /// Whether the record is about `subject`. No allocation.
    public func concerns(_ subject: UInt64) -> Bool {
        var offset = subjectsOffset
        for _ in 0..<subjectCount where Varint.read(encoded, at: &offset) == subject { return true }
        return false
    }
}
