internal import Bytes

/// The first block of a segment file. Written once, before the segment is used; never rewritten.
///
/// ```
///  0  8  magic            "PDSEGLOG"
///  8  4  checksum         CRC-32C of bytes 12 to 4095
/// 12  4  version          1
/// 16  8  requiredFeatures
/// 24  8  optionalFeatures
/// 32 16  log              the log's identifier
/// 48  4  number           1 for the first segment
/// 52  4  generation       how often the segment was repacked
/// 56  8  createdAt        milliseconds since 1970
/// 64     zeros to 4095
/// ```
package struct SegmentHeader: Hashable, Sendable {
    package static let byteCount = Limits.segmentHeaderBytes
    package static let magic = Array("PDSEGLOG".utf8)
    package static let version: UInt32 = 1

    package var log: LogIdentifier
    package var number: UInt32
    package var generation: UInt32
    package var requiredFeatures: Features
    package var optionalFeatures: Features
    package var createdAt: Int64

    package var encoded: [UInt8] {
        var bytes = Self.magic
        bytes.reserveCapacity(Self.byteCount)
        bytes.append(littleEndian: UInt32(0))
        bytes.append(littleEndian: Self.version)
        bytes.append(littleEndian: requiredFeatures.rawValue)
        bytes.append(littleEndian: optionalFeatures.rawValue)
        log.append(to: &bytes)
        bytes.append(littleEndian: number)
        bytes.append(littleEndian: generation)
        bytes.append(littleEndian: createdAt)
        bytes.append(contentsOf: repeatElement(0, count: Self.byteCount - bytes.count))
        bytes.replace(at: 8, littleEndian: bytes.bytes.extracting(12..<bytes.count).crc32c)
        return bytes
    }

    /// - Parameter bytes: at least the first 4,096 bytes of the file, or all of a shorter one.
    package init(decoding bytes: RawSpan) throws(FormatError) {
        guard bytes.byteCount >= Self.byteCount else { throw bytes.isZero ? .blank : .short }
        let header = bytes.extracting(0..<Self.byteCount)
        guard header.uint64(at: 0) == Self.magic.bytes.uint64(at: 0) else {
            throw header.isZero ? .blank : .magic
        }
        guard header.uint32(at: 8) == header.extracting(12..<Self.byteCount).crc32c else { throw .headerChecksum }
        guard header.uint32(at: 12) == Self.version else { throw .version(header.uint32(at: 12)) }
        requiredFeatures = Features(rawValue: header.uint64(at: 16))
        let unknown = requiredFeatures.subtracting(.known)
        guard unknown.isEmpty else { throw .requiredFeatures(unknown.rawValue) }
        optionalFeatures = Features(rawValue: header.uint64(at: 24))
        log = LogIdentifier(header, at: 32)
        number = header.uint32(at: 48)
        generation = header.uint32(at: 52)
        createdAt = Int64(bitPattern: header.uint64(at: 56))
        guard number > 0 else { throw .field("segment number") }
    }

    package init(
        log: LogIdentifier, number: UInt32, generation: UInt32 = 0, requiredFeatures: Features,
        optionalFeatures: Features = [], createdAt: Int64
    ) {
        self.log = log
        self.number = number
        self.generation = generation
        self.requiredFeatures = requiredFeatures
        self.optionalFeatures = optionalFeatures
        self.createdAt = createdAt
    }
}
