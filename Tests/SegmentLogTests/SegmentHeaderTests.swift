import Bytes
import SegmentLog
import Testing

@Suite("A segment's header")
struct SegmentHeaderTests {
    static let log = LogIdentifier(high: 0x0102_0304_0506_0708, low: 0x1112_1314_1516_1718)

    /// As the diagram gives it.
    static let bytes: [UInt8] = {
        var bytes = FormatBytes()
        bytes.text("PDSEGLOG")
        bytes.u32(0, 1)
        bytes.u64(Features.encryption.rawValue, 1 << 40, log.high, log.low)
        bytes.u32(7, 2)
        bytes.u64(1_700_000_000_000)
        bytes.zeros(upTo: 4096)
        return bytes.checksummed(at: 8, from: 12)
    }()

    private func changed<Value: FixedWidthInteger>(at offset: Int, _ value: Value) -> [UInt8] {
        Self.bytes.changed(at: offset, value, checksumAt: 8, from: 12)
    }

    @Test("is what its diagram says, in both directions")
    func roundTrip() throws {
        let header = try SegmentHeader(decoding: Self.bytes.bytes)
        #expect(header.log == Self.log)
        #expect(header.number == 7 && header.generation == 2)
        #expect(header.requiredFeatures == .encryption && header.optionalFeatures.rawValue == 1 << 40)
        #expect(header.createdAt == 1_700_000_000_000)
        #expect(header.encoded == Self.bytes)
    }

    @Test("is refused for any bit that is another, by its checksum at the latest")
    func bits() {
        for bit in 0..<Self.bytes.count * 8 {
            var bytes = Self.bytes
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            let expected: FormatError = bit / 8 < 8 ? .magic : .headerChecksum
            #expect(throws: expected, "bit \(bit)") { try SegmentHeader(decoding: bytes.bytes) }
        }
    }

    @Test("is refused by name for what is in it")
    func fields() {
        #expect(throws: FormatError.short) { try SegmentHeader(decoding: Array(Self.bytes.dropLast()).bytes) }
        #expect(throws: FormatError.blank) { try SegmentHeader(decoding: [UInt8](repeating: 0, count: 4096).bytes) }
        #expect(throws: FormatError.blank) { try SegmentHeader(decoding: [UInt8]().bytes) }
        #expect(throws: FormatError.version(2)) { try SegmentHeader(decoding: changed(at: 12, UInt32(2)).bytes) }
        #expect(throws: FormatError.requiredFeatures(1 << 9)) {
            try SegmentHeader(decoding: changed(at: 16, UInt64(1 << 9 | 1)).bytes)
        }
        #expect(throws: FormatError.field("segment number")) {
            try SegmentHeader(decoding: changed(at: 48, UInt32(0)).bytes)
        }
    }

    @Test("has optional features that nobody needs to know")
    func optionalFeatures() throws {
        #expect(try SegmentHeader(decoding: changed(at: 24, UInt64.max).bytes).optionalFeatures.rawValue == .max)
    }
}

@Suite("A segment's name")
struct SegmentNameTests {
    @Test(
        "is ten digits, a dash, the generation",
        arguments: [
            (1, 0, "0000000001-0.segment"), (4_294_967_294, 12, "4294967294-12.segment"),
        ] as [(UInt32, UInt32, String)])
    func roundTrip(_ number: UInt32, _ generation: UInt32, _ text: String) {
        let name = SegmentName(number: number, generation: generation)
        #expect(name.fileName == text)
        #expect(SegmentName(fileName: text) == name)
    }

    @Test(
        "is nothing else",
        arguments: [
            "", ".segment", "0000000001.segment", "1-0.segment", "0000000001-.segment", "0000000000-0.segment",
            "0000000001-00.segment", "0000000001-0.segment.tmp", "4294967295-0.segment", "4294967296-0.segment",
            "0000000001-0-0.segment", "+000000001-0.segment", "manifest",
        ])
    func others(_ text: String) { #expect(SegmentName(fileName: text) == nil) }

    @Test("sorts by number, then generation")
    func order() {
        let sorted = [SegmentName(number: 2), SegmentName(number: 2, generation: 1), SegmentName(number: 10)]
        #expect(sorted.reversed().sorted() == sorted)
    }
}

@Suite("A log's identifier and features")
struct IdentifierTests {
    @Test("is written as its bytes")
    func identifier() {
        #expect(SegmentHeaderTests.log.description == "08070605040302011817161514131211")
        var bytes: [UInt8] = []
        SegmentHeaderTests.log.append(to: &bytes)
        #expect(LogIdentifier(bytes.bytes, at: 0) == SegmentHeaderTests.log)
    }

    @Test("are named")
    func features() {
        #expect(Features(rawValue: 0b1011).description == "encryption (bit 0), no evidence (bit 1), bit 3")
    }
}
