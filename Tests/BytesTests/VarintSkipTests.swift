import Bytes
import Testing

@Suite struct VarintSkipTests {
    /// Passing over a value must accept what reading accepts, and end where it ends.
    private func expectAgreement(_ bytes: [UInt8]) {
        for count in 0...bytes.count {
            let span = bytes.bytes.extracting(0..<count)
            var read = 0
            var skipped = 0
            let isRead = Varint.read(span, at: &read) != nil
            #expect(Varint.skip(span, at: &skipped) == isRead, "\(bytes.prefix(count))")
            #expect(skipped == read, "\(bytes.prefix(count))")
        }
    }

    @Test(
        "Passing over a value agrees with reading it, cut off, overlong or with more behind it",
        arguments: VarintTests.boundaries)
    func boundaries(_ value: UInt64) {
        var bytes: [UInt8] = []
        Varint.append(value, to: &bytes)
        expectAgreement(bytes + [UInt8](repeating: 0x80, count: 12))
        expectAgreement(bytes + [UInt8](repeating: 0, count: 12))
        bytes[bytes.count - 1] |= 0x80
        for padding in 0..<12 { expectAgreement(bytes + [UInt8](repeating: 0x80, count: padding) + [0, 1, 2]) }
    }

    @Test("Passing over agrees with reading at every pattern of top bits and zeros in ten bytes")
    func patterns() {
        for topBits in 0..<1 << 10 {
            for value: UInt8 in [0, 1, 0x7f] {
                let bytes = (0..<10).map { topBits >> $0 & 1 == 1 ? value | 0x80 : value }
                var read = 0
                var skipped = 0
                let isRead = Varint.read(bytes.bytes, at: &read) != nil
                #expect(Varint.skip(bytes.bytes, at: &skipped) == isRead && skipped == read, "\(bytes)")
            }
        }
    }
}
