internal import Bytes
package import CommitLog
package import Merkle

/// The list of sealed segments, in one checksummed file that is replaced whole.
///
/// ```
///   0  8  magic            "PDMANIFS"
///   8  4  checksum         CRC-32C of byte 12 to the end
///  12  4  version          1
///  16  8  requiredFeatures
///  24  8  optionalFeatures
///  32 16  log
///  48  8  createdAt        of the log, milliseconds since 1970
///  56  8  generation       rises by one with every replacement
///  64  8  durable          the highest sequence number known durable when this manifest was written
///  72  4  epoch            of the last opening for writing; no frame has a higher one
///  76  4  entry count
///  80     entries of 104 bytes, by number, without a hole from segment 1
/// ```
/// and an entry:
/// ```
///   0  4  segment
///   4  4  generation       0 as first written, then how often it was repacked
///   8  8  firstSequence
///  16  8  count            records
///  24  8  bytes            of the file
///  32  8  rawBytes         of the records before compression
///  40  8  timeFirst        milliseconds since 1970
///  48  8  timeLast
///  56  4  footerOffset
///  60  4  firstEpoch       lowest epoch of a frame in it
///  64  4  lastEpoch        highest
///  68  4  flags            bit 0: repacking it does not make it smaller. A reader passes over others, and a writer
///                          may write 0
///  72 32  root             of the Merkle tree over all records up to the segment's last
/// ```
package struct Manifest: Hashable, Sendable {
    package static let magic = Array("PDMANIFS".utf8)
    package static let version: UInt32 = 1
    package static let headBytes = 80
    package static let fileName = "manifest"

    package var log: LogIdentifier
    package var requiredFeatures: Features
    package var optionalFeatures: Features = []
    package var createdAt: Int64
    package var generation: UInt64
    /// A log that ends before this record has lost some: the watermark for what no later frame vouches for.
    package var durable: SequenceNumber
    package var epoch: UInt32
    package var sealed: [SealedSegment] = []

    /// The last record in a sealed segment.
    package var lastSealed: SequenceNumber { sealed.last?.last ?? .zero }
    /// The number of the first segment that is not sealed.
    package var nextSegment: UInt32 { (sealed.last?.number ?? 0) + 1 }

    package var encoded: [UInt8] {
        var bytes = Self.magic
        bytes.reserveCapacity(Self.headBytes + sealed.count * SealedSegment.byteCount)
        bytes.append(littleEndian: UInt32(0))
        bytes.append(littleEndian: Self.version)
        bytes.append(littleEndian: requiredFeatures.rawValue)
        bytes.append(littleEndian: optionalFeatures.rawValue)
        log.append(to: &bytes)
        bytes.append(littleEndian: createdAt)
        bytes.append(littleEndian: generation)
        bytes.append(littleEndian: durable.value)
        bytes.append(littleEndian: epoch)
        bytes.append(littleEndian: UInt32(sealed.count))
        for segment in sealed { segment.append(to: &bytes) }
        bytes.replace(at: 8, littleEndian: bytes.bytes.extracting(12..<bytes.count).crc32c)
        return bytes
    }

    package init(log: LogIdentifier, requiredFeatures: Features, createdAt: Int64) {
        self.log = log
        self.requiredFeatures = requiredFeatures
        self.createdAt = createdAt
        generation = 1
        durable = .zero
        epoch = 0
    }

    package init(decoding bytes: RawSpan) throws(FormatError) {
        guard bytes.byteCount >= Self.headBytes else { throw bytes.isZero ? .blank : .short }
        guard bytes.uint64(at: 0) == Self.magic.bytes.uint64(at: 0) else { throw .magic }
        guard bytes.uint32(at: 8) == bytes.extracting(12..<bytes.byteCount).crc32c else { throw .headerChecksum }
        guard bytes.uint32(at: 12) == Self.version else { throw .version(bytes.uint32(at: 12)) }
        requiredFeatures = Features(rawValue: bytes.uint64(at: 16))
        let unknown = requiredFeatures.subtracting(.known)
        guard unknown.isEmpty else { throw .requiredFeatures(unknown.rawValue) }
        optionalFeatures = Features(rawValue: bytes.uint64(at: 24))
        log = LogIdentifier(bytes, at: 32)
        createdAt = Int64(bitPattern: bytes.uint64(at: 48))
        generation = bytes.uint64(at: 56)
        durable = SequenceNumber(bytes.uint64(at: 64))
        epoch = bytes.uint32(at: 72)
        let count = Int(bytes.uint32(at: 76))
        guard count <= Limits.sealedSegmentsMax,
            bytes.byteCount == Self.headBytes + count * SealedSegment.byteCount
        else { throw .field("number of segments") }
        sealed.reserveCapacity(count)
        for index in 0..<count {
            let start = Self.headBytes + index * SealedSegment.byteCount
            let entry = try SealedSegment(decoding: bytes.extracting(start..<start + SealedSegment.byteCount))
            guard entry.number == UInt32(index) + 1, entry.first == (sealed.last?.last ?? .zero).next else {
                throw .field("order of segments")
            }
            guard entry.firstEpoch <= entry.lastEpoch, entry.lastEpoch <= epoch else {
                throw .field("epoch of a segment")
            }
            sealed.append(entry)
        }
        guard durable >= lastSealed, durable.value <= UInt64(Int64.max) else { throw .field("durable position") }
    }
}

/// A sealed segment as the manifest lists it.
package struct SealedSegment: Hashable, Sendable {
    package static let byteCount = 104

    package var number: UInt32
    package var generation: UInt32
    package var first: SequenceNumber
    package var count: UInt64
    package var bytes: UInt64
    package var rawBytes: UInt64
    package var timeFirst: Int64
    package var timeLast: Int64
    package var footerOffset: UInt32
    package var firstEpoch: UInt32
    package var lastEpoch: UInt32
    package var root: NodeHash
    /// Repacking it does not make it smaller, so that it need not be tried again.
    package var isIncompressible = false

    package var last: SequenceNumber { SequenceNumber(first.value + count - 1) }
    package var name: SegmentName { SegmentName(number: number, generation: generation) }
    package var fileName: String { name.fileName }

    package func append(to bytes: inout [UInt8]) {
        bytes.append(littleEndian: number)
        bytes.append(littleEndian: generation)
        bytes.append(littleEndian: first.value)
        bytes.append(littleEndian: count)
        bytes.append(littleEndian: self.bytes)
        bytes.append(littleEndian: rawBytes)
        bytes.append(littleEndian: timeFirst)
        bytes.append(littleEndian: timeLast)
        bytes.append(littleEndian: footerOffset)
        bytes.append(littleEndian: firstEpoch)
        bytes.append(littleEndian: lastEpoch)
        bytes.append(littleEndian: UInt32(isIncompressible ? 1 : 0))
        root.append(to: &bytes)
    }
}

extension SealedSegment {
    package init(decoding bytes: RawSpan) throws(FormatError) {
        number = bytes.uint32(at: 0)
        generation = bytes.uint32(at: 4)
        first = SequenceNumber(bytes.uint64(at: 8))
        count = bytes.uint64(at: 16)
        self.bytes = bytes.uint64(at: 24)
        rawBytes = bytes.uint64(at: 32)
        timeFirst = Int64(bitPattern: bytes.uint64(at: 40))
        timeLast = Int64(bitPattern: bytes.uint64(at: 48))
        footerOffset = bytes.uint32(at: 56)
        firstEpoch = bytes.uint32(at: 60)
        lastEpoch = bytes.uint32(at: 64)
        isIncompressible = bytes.uint32(at: 68) & 1 == 1
        root = NodeHash(bytes, at: 72)
        guard count > 0, count < UInt64(Int64.max), first.value > 0, first.value <= UInt64(Int64.max) - count else {
            throw .field("record count of a segment")
        }
        guard self.bytes <= UInt64(Limits.sealedFileBytesMax), UInt64(footerOffset) < self.bytes,
            rawBytes <= Limits.sealedRawBytesMax
        else {
            throw .field("size of a segment")
        }
        guard generation < .max else { throw .field("generation of a segment") }
    }
}
