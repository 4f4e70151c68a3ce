import Bytes
import CommitLog
import SegmentLog
import Testing

@Suite("A manifest")
struct ManifestTests {
    /// Two segments, the second repacked twice, as the diagram gives them.
    static let bytes: [UInt8] = {
        var bytes = FormatBytes()
        bytes.text("PDMANIFS")
        bytes.u32(0, 1)
        bytes.u64(Features.noEvidence.rawValue, 5, SegmentHeaderTests.log.high, SegmentHeaderTests.log.low)
        bytes.u64(1_700_000_000_000, 12, 20)
        bytes.u32(9, 2)
        append(&bytes, number: 1, generation: 0, first: 1, count: 10)
        append(&bytes, number: 2, generation: 2, first: 11, count: 3)
        return bytes.checksummed(at: 8, from: 12)
    }()

    private static func append(
        _ bytes: inout FormatBytes, number: UInt32, generation: UInt32, first: UInt64, count: UInt64
    ) {
        bytes.u32(number, generation)
        bytes.u64(first, count, 6000, 9000, 100, 200)
        bytes.u32(5000, 1, 9, 0)
        bytes.u64(1, 2, 3, UInt64(number))
    }

    private func changed<Value: FixedWidthInteger>(at offset: Int, _ value: Value) -> [UInt8] {
        Self.bytes.changed(at: offset, value, checksumAt: 8, from: 12)
    }

    @Test("is what its diagram says, in both directions")
    func roundTrip() throws {
        let manifest = try Manifest(decoding: Self.bytes.bytes)
        #expect(manifest.log == SegmentHeaderTests.log && manifest.generation == 12 && manifest.epoch == 9)
        #expect(manifest.durable == 20)
        #expect(manifest.requiredFeatures == .noEvidence && manifest.optionalFeatures.rawValue == 5)
        #expect(manifest.sealed.map(\.fileName) == ["0000000001-0.segment", "0000000002-2.segment"])
        let second = manifest.sealed[1]
        #expect(second.first == 11 && second.last == 13 && second.bytes == 6000 && second.rawBytes == 9000)
        #expect(second.timeFirst == 100 && second.timeLast == 200 && second.footerOffset == 5000)
        #expect(second.firstEpoch == 1 && second.lastEpoch == 9)
        #expect(manifest.lastSealed == 13 && manifest.nextSegment == 3)
        #expect(manifest.encoded == Self.bytes)
    }

    @Test("is refused for any bit that is another and for any length but its own")
    func bits() {
        for bit in 0..<Self.bytes.count * 8 {
            var bytes = Self.bytes
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: FormatError.self, "bit \(bit)") { try Manifest(decoding: bytes.bytes) }
        }
        for length in 0..<Self.bytes.count {
            #expect(throws: FormatError.self) { try Manifest(decoding: Array(Self.bytes[..<length]).bytes) }
        }
        #expect(throws: FormatError.headerChecksum) { try Manifest(decoding: (Self.bytes + [0]).bytes) }
    }

    @Test("is refused by name for what is in it")
    func fields() {
        #expect(throws: FormatError.version(2)) { try Manifest(decoding: changed(at: 12, UInt32(2)).bytes) }
        #expect(throws: FormatError.requiredFeatures(4)) { try Manifest(decoding: changed(at: 16, UInt64(6)).bytes) }
        for count: UInt32 in [0, 1, 3, .max] {
            #expect(throws: FormatError.field("number of segments")) {
                try Manifest(decoding: changed(at: 76, count).bytes)
            }
        }
        let second = Manifest.headBytes + SealedSegment.byteCount
        for (offset, value) in [(0, UInt32(3)), (8, 12)] {
            #expect(throws: FormatError.field("order of segments")) {
                try Manifest(decoding: changed(at: second + offset, value).bytes)
            }
        }
        #expect(throws: FormatError.field("record count of a segment")) {
            try Manifest(decoding: changed(at: second + 16, UInt64(0)).bytes)
        }
        #expect(throws: FormatError.field("size of a segment")) {
            try Manifest(decoding: changed(at: second + 24, UInt64(5000)).bytes)
        }
    }

    @Test(
        "finds the segment of a record",
        arguments: [
            (0, nil), (1, 1), (10, 1), (11, 2), (13, 2), (14, nil),
        ] as [(UInt64, UInt32?)])
    func search(_ sequence: UInt64, _ number: UInt32?) throws {
        let manifest = try Manifest(decoding: Self.bytes.bytes)
        #expect(manifest.segment(of: SequenceNumber(sequence))?.number == number)
    }
}

@Suite("A keyring")
struct KeyringTests {
    static let bytes: [UInt8] = {
        var bytes = FormatBytes()
        bytes.text("PDKEYRNG")
        bytes.u32(0, 1)
        bytes.u64(SegmentHeaderTests.log.high, SegmentHeaderTests.log.low, 77)
        bytes.u32(2, 0)
        for epoch: UInt32 in [3, 8] {
            bytes.u32(epoch)
            bytes.bytes += (0..<60).map { UInt8($0) }
        }
        return bytes.checksummed(at: 8, from: 12)
    }()

    @Test("is what its diagram says, in both directions")
    func roundTrip() throws {
        let keyring = try Keyring(decoding: Self.bytes.bytes)
        #expect(keyring.log == SegmentHeaderTests.log && keyring.masterKey == 77)
        #expect(keyring.entries.map(\.epoch) == [3, 8])
        #expect(keyring.entries[0].nonce == (0..<12).map { UInt8($0) })
        #expect(keyring.entries[0].wrapped == (12..<60).map { UInt8($0) })
        #expect(keyring.encoded == Self.bytes)
    }

    @Test("is refused for any bit that is another, and for entries out of order")
    func rejections() {
        for bit in 0..<Self.bytes.count * 8 {
            var bytes = Self.bytes
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: FormatError.self, "bit \(bit)") { try Keyring(decoding: bytes.bytes) }
        }
        func changed(at offset: Int, _ value: UInt32) -> [UInt8] {
            Self.bytes.changed(at: offset, value, checksumAt: 8, from: 12)
        }
        #expect(throws: FormatError.field("order of keys")) { try Keyring(decoding: changed(at: 48 + 64, 3).bytes) }
        #expect(throws: FormatError.field("number of keys")) { try Keyring(decoding: changed(at: 40, 1).bytes) }
        #expect(throws: FormatError.version(3)) { try Keyring(decoding: changed(at: 12, 3).bytes) }
        #expect(throws: FormatError.short) { try Keyring(decoding: Array(Self.bytes[..<47]).bytes) }
    }

    @Test("opens with its master key, also wrapped anew, and with no other")
    func wrapping() throws {
        let master = try #require(TestDisk.key)
        let other = try MasterKey((1...32).map { UInt8($0) })
        var keys = DataKeys()
        var keyring = Keyring(log: SegmentHeaderTests.log, masterKey: master.identifier)
        var entropy = SystemIndependentEntropy()
        for epoch: UInt32 in 1...3 { keys.addKey(epoch: epoch, to: &keyring, master: master, entropy: &entropy) }
        let fingerprints = (1...3).map { keys.cipher(epoch: $0)?.fingerprint }
        #expect(Set(fingerprints).count == 3)
        let read = try DataKeys(Keyring(decoding: keyring.encoded.bytes), master: master)
        #expect((1...3).map { read.cipher(epoch: $0)?.fingerprint } == fingerprints)
        #expect(throws: LogError.wrongMasterKey) { try DataKeys(keyring, master: other) }
        let anew = keys.rewrapped(keyring, master: other, entropy: &entropy)
        #expect((1...3).map { try? DataKeys(anew, master: other).cipher(epoch: $0)?.fingerprint } == fingerprints)
        #expect(throws: LogError.wrongMasterKey) { try DataKeys(anew, master: master) }
        var swapped = keyring
        (swapped.entries[0].wrapped, swapped.entries[1].wrapped) = (
            keyring.entries[1].wrapped, keyring.entries[0].wrapped
        )
        #expect(throws: LogError.wrongMasterKey) { try DataKeys(swapped, master: master) }
    }
}
