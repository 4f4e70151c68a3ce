import Bytes
import Testing

@Suite struct FieldTests {
    @Test("Fields are little-endian, at any alignment")
    func fields() {
        let bytes: [UInt8] = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09]
        let span = bytes.bytes
        #expect(span.byte(at: 8) == 9)
        #expect(span.uint32(at: 3) == 0x0706_0504)
        #expect(span.uint64(at: 0) == 0x0807_0605_0403_0201)
        #expect(span.uint64(at: 1) == 0x0908_0706_0504_0302)
    }

    @Test("What is appended is read back")
    func appended() {
        var bytes: [UInt8] = [0xee]
        bytes.append(littleEndian: UInt16(0x1234))
        bytes.append(littleEndian: UInt32(0x89ab_cdef))
        bytes.append(littleEndian: UInt64.max - 1)
        #expect(bytes.count == 15)
        #expect(bytes[1...2] == [0x34, 0x12])
        #expect(bytes.bytes.uint32(at: 3) == 0x89ab_cdef)
        #expect(bytes.bytes.uint64(at: 7) == UInt64.max - 1)
    }

    @Test("A field is replaced and nothing beside it")
    func replaced() {
        var bytes = [UInt8](repeating: 0xee, count: 10)
        bytes.replace(at: 3, littleEndian: UInt32(0x0102_0304))
        #expect(bytes == [0xee, 0xee, 0xee, 4, 3, 2, 1, 0xee, 0xee, 0xee])
        bytes.replace(at: 2, littleEndian: UInt64(0))
        #expect(bytes == [0xee, 0xee, 0, 0, 0, 0, 0, 0, 0, 0])
    }

    @Test(
        "What is kept moves to the front, also over itself, and the array only grows",
        arguments: [0..<0, 0..<6, 2..<6, 5..<6, 1..<5], [6, 4, 9])
    func kept(_ range: Range<Int>, _ count: Int) {
        guard range.count <= count else { return }
        var bytes: [UInt8] = [0, 1, 2, 3, 4, 5]
        bytes.keep(range, growingTo: count)
        #expect(bytes.prefix(range.count).elementsEqual(range.map { UInt8($0) }))
        #expect(bytes.count == max(6, count))
    }

    @Test("Spans are copied and appended")
    func copies() {
        let bytes: [UInt8] = [1, 2, 3, 4]
        #expect(bytes.bytes.extracting(1..<3).array == [2, 3])
        var target: [UInt8] = [9]
        target.append(bytes.bytes.extracting(droppingFirst: 2))
        #expect(target == [9, 3, 4])
    }

    @Test("The checksum and the test for zeros see all bytes and no others")
    func wholeSpan() {
        let bytes: [UInt8] = Array("x123456789x".utf8)
        #expect(bytes.bytes.extracting(1..<10).crc32c == 0xe306_9283)
        #expect([UInt8]().bytes.crc32c == 0)
        func isZero(_ bytes: [UInt8], _ range: Range<Int>) -> Bool { bytes.bytes.extracting(range).isZero }
        #expect(isZero([], 0..<0))
        #expect(isZero([0, 0, 0], 0..<3))
        #expect(!isZero([0, 0, 1], 0..<3))
        #expect(isZero([1, 0, 0, 1], 1..<3))
    }

    @Test("A field past the end traps", arguments: [0, 1, 2])
    func pastTheEnd(_ kind: Int) async {
        await #expect(processExitsWith: .failure) { [kind = kind as Int] in
            let bytes: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]
            switch kind {
            case 0: _ = bytes.bytes.byte(at: 8)
            case 1: _ = bytes.bytes.uint32(at: 5)
            default: _ = bytes.bytes.uint64(at: 1)
            }
        }
    }
}
