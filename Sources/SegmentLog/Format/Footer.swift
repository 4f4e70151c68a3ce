internal import Bytes
package import CommitLog

/// What a sealed segment says about itself: the payload of its last frame, which is of kind footer.
///
/// ```
///  0  8  firstSequence
///  8  8  count            records
/// 16  8  rawBytes         of the records before compression
/// 24  8  timeFirst
/// 32  8  timeLast         of any frame, as first written
/// 40  4  firstEpoch       lowest epoch of a frame in it
/// 44  4  lastEpoch        highest
/// 48  .  hashing progress (see TreeProgress), its size the last sequence number, or 0
///  .  4  index count
///  .  20 each             sparse index: sequence (8), offset (4), time (8) of a frame, rising
///  .  .  subject filter (see SubjectFilter)
/// ```
package struct Footer: Hashable, Sendable {
    package var first: SequenceNumber
    package var count: UInt64
    package var rawBytes: UInt64
    package var timeFirst: Int64
    package var timeLast: Int64
    package var firstEpoch: UInt32
    package var lastEpoch: UInt32
    package var tree: TreeProgress
    package var index: SparseIndex
    package var filter: SubjectFilter

    package var last: SequenceNumber { SequenceNumber(first.value + count - 1) }

    package var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(littleEndian: first.value)
        bytes.append(littleEndian: count)
        bytes.append(littleEndian: rawBytes)
        bytes.append(littleEndian: timeFirst)
        bytes.append(littleEndian: timeLast)
        bytes.append(littleEndian: firstEpoch)
        bytes.append(littleEndian: lastEpoch)
        tree.append(to: &bytes)
        index.append(to: &bytes)
        filter.append(to: &bytes)
        return bytes
    }
}

extension Footer {
    package init(decoding bytes: RawSpan) throws(FormatError) {
        var reader = ByteReader(bytes)
        guard let first = reader.uint64(), let count = reader.uint64(), let rawBytes = reader.uint64(),
            let timeFirst = reader.uint64(), let timeLast = reader.uint64(), let firstEpoch = reader.uint32(),
            let lastEpoch = reader.uint32()
        else { throw .field("footer") }
        guard count > 0, count < UInt64(Int64.max), first > 0, first <= UInt64(Int64.max) - count else {
            throw .field("record count")
        }
        guard rawBytes <= Limits.sealedRawBytesMax else { throw .field("record bytes") }
        self.first = SequenceNumber(first)
        self.count = count
        self.rawBytes = rawBytes
        self.timeFirst = Int64(bitPattern: timeFirst)
        self.timeLast = Int64(bitPattern: timeLast)
        self.firstEpoch = firstEpoch
        self.lastEpoch = lastEpoch
        tree = try TreeProgress(decoding: &reader)
        index = try SparseIndex(decoding: &reader)
        filter = try SubjectFilter(decoding: &reader)
        guard reader.remaining == 0, tree.size == first + count - 1 || tree.size == 0 else { throw .field("footer") }
    }
}
