import CBytes
import Testing

@Suite struct CRC32CTests {
    /// RFC 3720, appendix B.4. The RFC prints the checksum's bytes in the order in which they are sent, lowest
    /// first.
    static let checkValues: [(bytes: [UInt8], checksum: UInt32)] = [
        ([UInt8](repeating: 0, count: 32), 0x8a91_36aa),
        ([UInt8](repeating: 0xff, count: 32), 0x62a8_ab43),
        ([UInt8](0..<32), 0x46dd_794e),
        ((0..<32).reversed(), 0x113f_db5c),
        (
            [
                0x01, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
                0x14, 0x00, 0x00, 0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00, 0x00, 0x14, 0x00, 0x00, 0x00, 0x18,
                0x28, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
            ], 0xd996_3a56
        ),
    ]

    @Test("The check values of RFC 3720 come out", arguments: checkValues)
    func checkValue(_ bytes: [UInt8], _ checksum: UInt32) {
        #expect(paidan_crc32c(0, bytes, bytes.count) == checksum)
        #expect(paidan_crc32c_portable(0, bytes, bytes.count) == checksum)
    }

    @Test("The instruction and the tables agree at every length and alignment")
    func hardwareEqualsPortable() {
        // Past 3 * 2,048 bytes there is one more way of joining.
        let bytes = (0..<20_000).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) }
        let lengths = Array(0...1100) + Array(6130...6160) + [12_287, 12_288, 12_289, 19_000]
        bytes.withUnsafeBytes { bytes in
            for length in lengths {
                for alignment in 0..<8 {
                    let start = bytes.baseAddress! + alignment
                    let seed = UInt32(truncatingIfNeeded: length &* 77)
                    let agree = paidan_crc32c(seed, start, length) == paidan_crc32c_portable(seed, start, length)
                    #expect(agree, "\(length) bytes at alignment \(alignment)")
                }
            }
        }
    }

    @Test("A checksum is continued from any point")
    func continued() {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7 + $0 >> 8) }
        let whole = paidan_crc32c(0, bytes, bytes.count)
        for cut in 0...bytes.count {
            let head = Array(bytes[..<cut])
            let tail = Array(bytes[cut...])
            #expect(paidan_crc32c(paidan_crc32c(0, head, head.count), tail, tail.count) == whole, "cut at \(cut)")
        }
    }

    @Test("Zeros are told from anything else, at every length and place")
    func isZero() {
        for length in 0...200 {
            var bytes = [UInt8](repeating: 0, count: length)
            #expect(paidan_is_zero(bytes, length) != 0)
            for place in 0..<length {
                bytes[place] = 1
                #expect(paidan_is_zero(bytes, length) == 0, "byte \(place) of \(length)")
                bytes[place] = 0
            }
        }
    }
}
