internal import Bytes
internal import CommitLog

/// The head of a frame, which is the unit of write, compression, checksum and acknowledgement.
///
/// ```
///  0  4  magic            "PFR1"
///  4  4  headerChecksum   CRC-32C of bytes 8 to 95
///  8  4  payloadChecksum  CRC-32C of the stored payload
/// 12  4  storedBytes      of the payload as it lies in the file, without padding
/// 16  4  rawBytes         of the payload after decryption and decompression
/// 20  4  count            records; 0 in marks and footers
/// 24  8  firstSequence    of the first record, or of the next one where there is none
/// 32  8  watermark        the highest sequence number known durable when this frame was written
/// 40 16  log
/// 56  4  segment
/// 60  4  offset           of this frame in its segment
/// 64  4  watermarkOffset  how far this segment was known durable when this frame was written
/// 68  4  epoch            of the opening that wrote it; names the data key
/// 72  8  time             milliseconds since 1970; never falls
/// 80  8  nonceCounter     with nonceStream, the AES-GCM nonce; 0 where not encrypted
/// 88  1  kind
/// 89  1  codec
/// 90  1  cipher
/// 91  1  flags            bit 0: the log was closed cleanly after this frame
/// 92  4  nonceStream
/// 96     payload, then zeros to a multiple of 8
/// ```
package struct FrameHeader: Hashable, Sendable {
    package static let byteCount = Limits.frameHeaderBytes
    package static let magic: UInt32 = 0x3152_4650
    /// What the authenticated encryption covers besides the payload: everything after the checksums.
    package static let authenticated = 12..<byteCount

    package enum Kind: UInt8, Sendable { case records = 0, mark = 1, footer = 2 }
    package enum Codec: UInt8, Sendable { case none = 0, lz4 = 1 }
    package enum Cipher: UInt8, Sendable { case none = 0, aes256GCM = 1 }

    package var payloadChecksum: UInt32 = 0
    package var storedBytes: UInt32 = 0
    package var rawBytes: UInt32 = 0
    package var count: UInt32 = 0
    package var firstSequence: UInt64
    package var watermark: UInt64
    package var log: LogIdentifier
    package var segment: UInt32
    package var offset: UInt32
    package var watermarkOffset: UInt32
    package var epoch: UInt32
    package var time: Int64
    package var nonceCounter: UInt64 = 0
    package var nonceStream: UInt32 = 0
    package var kind: Kind
    package var codec: Codec = .none
    package var cipher: Cipher = .none
    package var isCleanClose = false

    /// The sequence number after the last record of this frame.
    package var nextSequence: UInt64 { firstSequence + UInt64(count) }

    /// Header, payload and padding.
    package var frameBytes: Int { Self.frameBytes(storedBytes: Int(storedBytes)) }

    package static func frameBytes(storedBytes: Int) -> Int {
        let mask = Limits.frameAlignment - 1
        return byteCount + (storedBytes + mask) & ~mask
    }

    /// The 96 bytes, checksummed.
    package var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        bytes.append(littleEndian: Self.magic)
        bytes.append(littleEndian: UInt32(0))
        bytes.append(littleEndian: payloadChecksum)
        bytes.append(littleEndian: storedBytes)
        bytes.append(littleEndian: rawBytes)
        bytes.append(littleEndian: count)
        bytes.append(littleEndian: firstSequence)
        bytes.append(littleEndian: watermark)
        log.append(to: &bytes)
        bytes.append(littleEndian: segment)
        bytes.append(littleEndian: offset)
        bytes.append(littleEndian: watermarkOffset)
        bytes.append(littleEndian: epoch)
        bytes.append(littleEndian: time)
        bytes.append(littleEndian: nonceCounter)
        bytes += [kind.rawValue, codec.rawValue, cipher.rawValue, isCleanClose ? 1 : 0]
        bytes.append(littleEndian: nonceStream)
        bytes.replace(at: 4, littleEndian: bytes.bytes.extracting(8..<Self.byteCount).crc32c)
        return bytes
    }
}

extension FrameHeader {
    /// Reads and checks a header by itself: checksum first, then every field against the limits. Nothing of it
    /// is believed before the checksum holds.
    package init(decoding bytes: RawSpan) throws(FormatError) {
        guard bytes.byteCount >= Self.byteCount else { throw .short }
        let header = bytes.extracting(0..<Self.byteCount)
        guard header.uint32(at: 0) == Self.magic else { throw header.isZero ? .blank : .magic }
        guard header.uint32(at: 4) == header.extracting(8..<Self.byteCount).crc32c else { throw .headerChecksum }
        guard let kind = Kind(rawValue: header.byte(at: 88)) else { throw .field("kind of frame") }
        guard let codec = Codec(rawValue: header.byte(at: 89)) else { throw .field("codec") }
        guard let cipher = Cipher(rawValue: header.byte(at: 90)) else { throw .field("cipher") }
        guard header.byte(at: 91) <= 1 else { throw .field("flags") }
        payloadChecksum = header.uint32(at: 8)
        storedBytes = header.uint32(at: 12)
        rawBytes = header.uint32(at: 16)
        count = header.uint32(at: 20)
        firstSequence = header.uint64(at: 24)
        watermark = header.uint64(at: 32)
        log = LogIdentifier(header, at: 40)
        segment = header.uint32(at: 56)
        offset = header.uint32(at: 60)
        watermarkOffset = header.uint32(at: 64)
        epoch = header.uint32(at: 68)
        time = Int64(bitPattern: header.uint64(at: 72))
        nonceCounter = header.uint64(at: 80)
        nonceStream = header.uint32(at: 92)
        self.kind = kind
        self.codec = codec
        self.cipher = cipher
        isCleanClose = header.byte(at: 91) == 1
        try checkFields()
    }

    /// The relations between fields that hold in every frame anybody ever wrote.
    private func checkFields() throws(FormatError) {
        guard rawBytes <= Limits.frameRawBytesMax else { throw .length(rawBytes) }
        let overhead: UInt32 = cipher == .none ? 0 : FrameCipher.tagBytes
        guard storedBytes >= overhead else { throw .length(storedBytes) }
        let compressed = storedBytes - overhead
        switch codec {
        case .none: guard compressed == rawBytes else { throw .length(storedBytes) }
        case .lz4:
            guard compressed < rawBytes, UInt64(rawBytes) <= UInt64(compressed) * UInt64(LZ4.expansionMax) else {
                throw .length(storedBytes)
            }
        }
        guard kind == .records ? count > 0 : count == 0 else { throw .field("record count") }
        guard UInt64(count) * UInt64(RecordLimits.encodedBytesMin) <= UInt64(rawBytes) else {
            throw .field("record count")
        }
        guard firstSequence > 0, firstSequence <= UInt64(Int64.max) - UInt64(count) else {
            throw .field("sequence number")
        }
        guard offset % UInt32(Limits.frameAlignment) == 0, offset >= Limits.segmentHeaderBytes,
            offset <= Limits.segmentBytesMax
        else { throw .field("offset") }
        guard watermark < UInt64(Int64.max), watermarkOffset <= offset else { throw .field("watermark") }
    }
}
