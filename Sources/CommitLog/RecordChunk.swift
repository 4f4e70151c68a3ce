public import Bytes

/// Consecutive records, as many as one frame held: the unit of reading.
///
/// Reading a record copies nothing; the chunk owns the bytes.
public struct RecordChunk: Sendable {
    /// The first record's position.
    public let first: SequenceNumber
    /// How many records; never 0.
    public let count: Int
    /// When the writer wrote these records, or some of those just before them, in milliseconds since 1970 by its clock.
    /// Never falls from one chunk of a cursor to the next.
    public private(set) var time: Int64
    private let bytes: [UInt8]
    private let start: Int

    /// The last record's position.
    public var last: SequenceNumber { first.advanced(by: count - 1) }

    /// Takes encoded records and checks that they are `count` well-formed ones; nil if they are not.
    /// Cost: one pass over the records' heads.
    package init?(_ bytes: [UInt8], first: SequenceNumber, count: Int, time: Int64) {
        guard count > 0, Self.isWellFormed(bytes.bytes, count: count) else { return nil }
        self.init(trusted: bytes, start: 0, first: first, count: count, time: time)
    }

    /// Takes records that this process encoded itself.
    package init(trusted bytes: [UInt8], start: Int, first: SequenceNumber, count: Int, time: Int64) {
        self.bytes = bytes
        self.start = start
        self.first = first
        self.count = count
        self.time = time
    }

    package func with(time: Int64) -> RecordChunk {
        var chunk = self
        chunk.time = time
        return chunk
    }

    /// The same without the records before `sequence`; nil if none is left.
    package func dropping(before sequence: SequenceNumber) -> RecordChunk? {
        guard sequence > first else { return self }
        guard sequence <= last else { return nil }
        let span = bytes.bytes
        var offset = start
        let dropped = first.distance(to: sequence)
        for _ in 0..<dropped {
            guard let length = Varint.read(span, at: &offset) else { preconditionFailure("checked when made") }
            offset += Int(length)
        }
        return RecordChunk(trusted: bytes, start: offset, first: sequence, count: count - dropped, time: time)
    }

    /// The same without the records after `sequence`, which is not before the first.
    package func keeping(through sequence: SequenceNumber) -> RecordChunk {
        guard sequence < last else { return self }
        precondition(sequence >= first, "a chunk is never empty")
        let kept = first.distance(to: sequence) + 1
        let span = bytes.bytes
        var offset = start
        for _ in 0..<kept {
            guard let length = Varint.read(span, at: &offset) else { preconditionFailure("checked when made") }
            offset += Int(length)
        }
        return RecordChunk(trusted: Array(bytes[..<offset]), start: start, first: first, count: kept, time: time)
    }

    /// The records about one of `subjects`, those that stand together in a chunk. Cost: one pass; copies what it gives.
    package func runs(about subjects: [UInt64]) -> [RecordChunk] {
        var runs: [RecordChunk] = []
        var run: (first: SequenceNumber, count: Int, start: Int)?
        func end(at offset: Int) {
            guard let ended = run else { return }
            run = nil
            let own = ended.count == count ? bytes : Array(bytes[ended.start..<offset])
            let start = ended.count == count ? start : 0
            runs.append(RecordChunk(trusted: own, start: start, first: ended.first, count: ended.count, time: time))
        }
        var offset = start
        forEach { record in
            var isAbout = false
            for subject in subjects where record.concerns(subject) { isAbout = true }
            let next = offset + Varint.byteCount(UInt64(record.encoded.byteCount)) + record.encoded.byteCount
            if isAbout {
                run = (run?.first ?? record.sequence, (run?.count ?? 0) + 1, run?.start ?? offset)
            } else {
                end(at: offset)
            }
            offset = next
        }
        end(at: offset)
        return runs
    }

    /// Calls `body` with each record in order; stops where it throws.
    @inlinable
    public func forEach<Failure: Error>(_ body: (borrowing RecordView) throws(Failure) -> Void) throws(Failure) {
        let span = encoded
        var offset = 0
        for index in 0..<count {
            guard let length = Varint.read(span, at: &offset),
                let record = RecordView(
                    span.extracting(offset..<offset + Int(length)), sequence: first.advanced(by: index))
            else { preconditionFailure("checked when made") }
            offset += Int(length)
            try body(record)
        }
    }

    /// The array that owns the bytes, for whoever wants its memory when the chunk is done with.
    package var storage: [UInt8] { bytes }

    /// How many bytes the encoded records take, lengths included.
    public var byteCount: Int { bytes.count - start }

    /// The encoded records, lengths included, as a frame carries them.
    public var encoded: RawSpan {
        @_lifetime(borrow self)
        get { bytes.bytes.extracting(start..<bytes.count) }
    }

    static func isWellFormed(_ span: RawSpan, count: Int) -> Bool {
        var offset = 0
        for _ in 0..<count {
            guard let length = Varint.read(span, at: &offset), length <= UInt64(span.byteCount - offset),
                length <= UInt64(RecordLimits.encodedBytesMax)
            else { return false }
            let end = offset + Int(length)
            guard RecordView(span.extracting(offset..<end), sequence: .zero) != nil else { return false }
            offset = end
        }
        return offset == span.byteCount
    }
}
