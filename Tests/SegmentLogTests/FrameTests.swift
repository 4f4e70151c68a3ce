import Bytes
import CommitLog
import SegmentLog
import Testing

@Suite("A frame")
struct FrameTests {
    static let records: [UInt8] = [2, 5, 0, 4, 0, 1, 7, 9]

    /// A frame of two records, not compressed, as the diagram gives it; after it, its padding (there is none).
    static let bytes: [UInt8] = {
        var bytes = FormatBytes()
        bytes.text("PFR1")
        bytes.u32(0, records.bytes.crc32c, UInt32(records.count), UInt32(records.count), 2)
        bytes.u64(41, 40, SegmentHeaderTests.log.high, SegmentHeaderTests.log.low)
        bytes.u32(7, 8192, 8000, 3)
        bytes.u64(1_700_000_000_000, 0)
        bytes.u8(0, 0, 0, 0)
        bytes.u32(0)
        return bytes.checksummed(at: 4, from: 8) + records
    }()

    private static var head: [UInt8] { Array(bytes[..<96]) }

    private static func changed<Value: FixedWidthInteger>(at offset: Int, _ value: Value) -> [UInt8] {
        head.changed(at: offset, value, checksumAt: 4, from: 8)
    }

    @Test("is what its diagram says, in both directions")
    func roundTrip() throws {
        var header = try FrameHeader(decoding: Self.bytes.bytes)
        #expect(header.count == 2 && header.firstSequence == 41 && header.nextSequence == 43)
        #expect(header.watermark == 40 && header.watermarkOffset == 8000)
        #expect(header.log == SegmentHeaderTests.log && header.segment == 7 && header.offset == 8192)
        #expect(header.epoch == 3 && header.time == 1_700_000_000_000)
        #expect(header.kind == .records && header.codec == .none && header.cipher == .none && !header.isCleanClose)
        #expect(header.encoded == Self.head)
        #expect(Frame.encode(&header, payload: Self.records.bytes, effort: nil, cipher: nil) == Self.bytes)
        let payload = Self.bytes.bytes.extracting(96..<Self.bytes.count)
        try Frame.checkStored(payload, header)
        var spare: [UInt8] = []
        let chunk = try Frame.records(payload, header, keys: DataKeys(), spare: &spare)
        #expect(chunk.first == 41 && chunk.count == 2)
    }

    @Test("has a header that is refused for any bit that is another")
    func headerBits() {
        for bit in 0..<96 * 8 {
            var bytes = Self.head
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            let expected: FormatError = bit / 8 < 4 ? .magic : .headerChecksum
            #expect(throws: expected, "bit \(bit)") { try FrameHeader(decoding: bytes.bytes) }
        }
    }

    @Test("has a payload and padding that are refused for any bit that is another", arguments: [1, 5, 8, 300])
    func payloadBits(_ count: Int) throws {
        var header = try FrameHeader(decoding: Self.bytes.bytes)
        header.kind = .mark
        header.count = 0
        let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 1) }
        let frame = Frame.encode(&header, payload: payload.bytes, effort: .fast, cipher: nil)
        #expect(frame.count % 8 == 0 && frame.count == header.frameBytes)
        let stored = Array(frame[96...])
        try Frame.checkStored(stored.bytes, header)
        for bit in 0..<stored.count * 8 {
            var bytes = stored
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            let expected: FormatError = bit / 8 < Int(header.storedBytes) ? .payloadChecksum : .padding
            #expect(throws: expected, "bit \(bit)") { try Frame.checkStored(bytes.bytes, header) }
        }
    }

    @Test(
        "has a header that is refused by name for what is in it",
        arguments: [
            (changed(at: 12, UInt32(9)), .length(9)),
            (changed(at: 16, UInt32(33 << 20)), .length(33 << 20)),
            (changed(at: 20, UInt32(0)), .field("record count")),
            (changed(at: 20, UInt32(3)), .field("record count")),
            (changed(at: 24, UInt64(0)), .field("sequence number")),
            (changed(at: 24, UInt64(Int64.max)), .field("sequence number")),
            (changed(at: 32, UInt64(Int64.max)), .field("watermark")),
            (changed(at: 60, UInt32(8193)), .field("offset")),
            (changed(at: 60, UInt32(4088)), .field("offset")),
            (changed(at: 60, UInt32((1 << 30) + 8)), .field("offset")),
            (changed(at: 64, UInt32(8200)), .field("watermark")),
            (changed(at: 88, UInt8(3)), .field("kind of frame")),
            (changed(at: 88, UInt8(1)), .field("record count")),
            (changed(at: 89, UInt8(2)), .field("codec")),
            (changed(at: 89, UInt8(1)), .length(8)),
            (changed(at: 90, UInt8(2)), .field("cipher")),
            (changed(at: 90, UInt8(1)), .length(8)),
            (changed(at: 91, UInt8(2)), .field("flags")),
            (Array(head.dropLast()), .short),
            ([UInt8](repeating: 0, count: 96), .blank),
        ] as [([UInt8], FormatError)])
    func fields(_ bytes: [UInt8], _ error: FormatError) {
        #expect(throws: error) { try FrameHeader(decoding: bytes.bytes) }
    }

    @Test("that says it holds more than LZ4 can make of it is refused before anything is decompressed")
    func bomb() {
        var bytes = Self.changed(at: 89, UInt8(1))
        bytes = bytes.changed(at: 16, UInt32(8 * 255 + 1), checksumAt: 4, from: 8)
        #expect(throws: FormatError.length(8)) { try FrameHeader(decoding: bytes.bytes) }
    }

    @Test("that does not decompress, or not to its records, is refused")
    func contents() throws {
        var header = try FrameHeader(decoding: Self.bytes.bytes)
        header.codec = .lz4
        header.rawBytes = 100
        #expect(throws: FormatError.compression) { try Frame.open(Self.records.bytes, header, keys: DataKeys()) }
        header = try FrameHeader(decoding: Self.bytes.bytes)
        header.count = 1
        var spare: [UInt8] = []
        #expect(throws: FormatError.records) {
            try Frame.records(Self.records.bytes, header, keys: DataKeys(), spare: &spare)
        }
    }

    @Test("that is encrypted opens with its own key, under its own header, and not otherwise")
    func encryption() throws {
        var keys = DataKeys()
        var keyring = Keyring(log: SegmentHeaderTests.log, masterKey: 0)
        var entropy = SystemIndependentEntropy()
        let master = try #require(TestDisk.key)
        keys.addKey(epoch: 3, to: &keyring, master: master, entropy: &entropy)
        keys.addKey(epoch: 4, to: &keyring, master: master, entropy: &entropy)
        var header = try FrameHeader(decoding: Self.bytes.bytes)
        header.nonceCounter = 5
        let frame = Frame.encode(&header, payload: Self.records.bytes, effort: .fast, cipher: keys.cipher(epoch: 3))
        #expect(header.storedBytes == UInt32(Self.records.count) + FrameCipher.tagBytes)
        let stored = Array(frame[96...])
        #expect(try Frame.open(stored.bytes, header, keys: keys) == Self.records)
        let plain = try FrameHeader(decoding: Self.bytes.bytes)
        #expect(throws: FormatError.self) { try Frame.open(Self.records.bytes, plain, keys: keys) }
        #expect(throws: FormatError.keyMissing(epoch: 3)) { try Frame.open(stored.bytes, header, keys: DataKeys()) }
        var changes: [FrameHeader] = []
        for change in [\FrameHeader.epoch, \.segment, \.offset, \.watermarkOffset, \.nonceStream, \.count] {
            var other = header
            other[keyPath: change] += 1
            changes.append(other)
        }
        for change in [\FrameHeader.firstSequence, \.watermark, \.nonceCounter] {
            var other = header
            other[keyPath: change] += 1
            changes.append(other)
        }
        for other in changes {
            #expect(throws: FormatError.decryption) { try Frame.open(stored.bytes, other, keys: keys) }
        }
    }
}

/// Numbers that are the same in every run.
struct SystemIndependentEntropy: RandomNumberGenerator {
    private var state: UInt64 = 1
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 31
    }
}

extension Frame {
    /// The bytes of one frame.
    fileprivate static func encode(
        _ header: inout FrameHeader, payload: RawSpan, effort: LZ4.Effort?, cipher: FrameCipher?
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        append(&header, payload: payload, effort: effort, cipher: cipher, to: &bytes)
        return bytes
    }
}
