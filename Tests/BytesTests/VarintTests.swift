import Bytes
import Testing

@Suite struct VarintTests {
    /// The first and last value of every length, and what is beside them.
    static let boundaries: [UInt64] =
        [0, 1, 2, .max - 1, .max]
        + (1..<10).flatMap { length -> [UInt64] in
            let first: UInt64 = 1 << (7 * length)
            return [first - 2, first - 1, first, first + 1]
        }

    @Test("Every value comes back, and moves the offset by its length", arguments: boundaries)
    func roundTrip(_ value: UInt64) {
        var bytes: [UInt8] = [0xff, 0xff]
        Varint.append(value, to: &bytes)
        #expect(bytes.count - 2 == Varint.byteCount(value))
        bytes += [0xff]
        var offset = 2
        #expect(Varint.read(bytes.bytes, at: &offset) == value)
        #expect(offset == bytes.count - 1)
    }

    static let known: [(UInt64, [UInt8])] = [
        (0, [0x00]), (127, [0x7f]), (128, [0x80, 0x01]), (300, [0xac, 0x02]),
        (16_383, [0xff, 0x7f]), (16_384, [0x80, 0x80, 0x01]), (624_485, [0xe5, 0x8e, 0x26]),
        (.max, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]),
    ]

    @Test("The bytes are those of LEB128", arguments: known)
    func knownBytes(_ value: UInt64, _ expected: [UInt8]) {
        var bytes: [UInt8] = []
        Varint.append(value, to: &bytes)
        #expect(bytes == expected)
    }

    @Test("A value that is cut off is none, and the offset stays", arguments: boundaries)
    func cutOff(_ value: UInt64) {
        var bytes: [UInt8] = []
        Varint.append(value, to: &bytes)
        for count in 0..<bytes.count {
            var offset = 0
            #expect(Varint.read(Array(bytes[..<count]).bytes, at: &offset) == nil)
            #expect(offset == 0)
        }
    }

    @Test("Only the shortest form is read", arguments: boundaries)
    func overlong(_ value: UInt64) {
        var bytes: [UInt8] = []
        Varint.append(value, to: &bytes)
        bytes[bytes.count - 1] |= 0x80
        while bytes.count < 12 {
            var offset = 0
            #expect(Varint.read((bytes + [0]).bytes, at: &offset) == nil, "\(bytes.count + 1) bytes")
            #expect(offset == 0)
            bytes += [0x80]
        }
    }

    @Test("More than 64 bits are none")
    func tooLarge() {
        let nines = [UInt8](repeating: 0xff, count: 9)
        for last: UInt8 in 0x02...0xff {
            var offset = 0
            #expect(Varint.read((nines + [last, 0x01]).bytes, at: &offset) == nil, "last byte \(last)")
        }
    }

    @Test("Every sequence of two bytes is one value in its only form, or none")
    func allPairs() {
        for first: UInt8 in 0...255 {
            for second: UInt8 in 0...255 {
                var offset = 0
                let value = Varint.read([first, second].bytes, at: &offset)
                guard let value else {
                    #expect(first >= 0x80 && (second >= 0x80 || second == 0))
                    continue
                }
                var again: [UInt8] = []
                Varint.append(value, to: &again)
                #expect(again == Array([first, second][..<offset]))
            }
        }
    }
}
