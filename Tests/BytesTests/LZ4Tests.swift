import Bytes
import Testing

@Suite struct LZ4Tests {
    /// Bytes that follow from a number, with long runs, so that they compress.
    static func text(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: ($0 / 40) &* 37 ^ ($0 & 7)) }
    }

    /// Bytes that do not compress: the high bytes of a multiplicative sequence.
    static func noise(_ count: Int) -> [UInt8] {
        var state: UInt64 = 1
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(state >> 56)
        }
    }

    static let efforts: [LZ4.Effort] = [.fast, .high(3), .high(9), .high(12)]

    @Test("What was compressed comes back", arguments: efforts, [17, 64, 1000, 65_536, 300_000])
    func roundTrip(_ effort: LZ4.Effort, _ count: Int) throws {
        let text = Self.text(count)
        var block: [UInt8] = [7, 7]
        let isSmaller = LZ4.compress(text.bytes, effort: effort, to: &block)
        #expect(isSmaller == (count > 17))
        guard isSmaller else { return }
        #expect(block.prefix(2) == [7, 7] && block.count - 2 < count)
        var again: [UInt8] = [1, 2, 3]
        let isWhole = LZ4.decompress(block.bytes.extracting(droppingFirst: 2), byteCount: count, into: &again)
        #expect(isWhole && again == text)
    }

    @Test("What would not get smaller is left alone", arguments: efforts)
    func incompressible(_ effort: LZ4.Effort) {
        for count in [0, 1, 16, 17, 1000] {
            var block: [UInt8] = [7, 7]
            #expect(!LZ4.compress(Self.noise(count).bytes, effort: effort, to: &block), "\(count) bytes")
            #expect(block == [7, 7])
        }
    }

    @Test("A block of another size than it says is refused")
    func otherSize() {
        let text = Self.text(1000)
        var block: [UInt8] = []
        #expect(LZ4.compress(text.bytes, to: &block))
        for byteCount in [0, 1, 999, 1001, 5000] {
            var target: [UInt8] = []
            #expect(!LZ4.decompress(block.bytes, byteCount: byteCount, into: &target), "\(byteCount) bytes")
        }
    }

    @Test("A block that is cut anywhere is refused")
    func cut() {
        let text = Self.text(1000)
        var block: [UInt8] = []
        #expect(LZ4.compress(text.bytes, to: &block))
        var target: [UInt8] = []
        for count in 0..<block.count {
            #expect(!LZ4.decompress(block.bytes.extracting(first: count), byteCount: 1000, into: &target))
        }
    }

    @Test("A block with any bit flipped is refused or gives its size, and never more")
    func flipped() {
        let text = Self.text(600)
        var block: [UInt8] = []
        #expect(LZ4.compress(text.bytes, to: &block))
        var target: [UInt8] = []
        for bit in 0..<block.count * 8 {
            block[bit / 8] ^= 1 << UInt8(bit % 8)
            let isGood = LZ4.decompress(block.bytes, byteCount: 600, into: &target)
            #expect(isGood ? target.count == 600 : target.count < 600)
            block[bit / 8] ^= 1 << UInt8(bit % 8)
        }
    }

    @Test("Noise is no block")
    func noiseIsNoBlock() {
        var target: [UInt8] = []
        #expect(!LZ4.decompress(Self.noise(1000).bytes, byteCount: 100_000, into: &target))
        #expect(!LZ4.decompress([UInt8]().bytes, byteCount: 100, into: &target))
        #expect(!LZ4.decompress([0xff, 0xff, 0xff].bytes, byteCount: 100, into: &target))
    }

    @Test("No block expands by more than the bound")
    func expansionBound() {
        // The densest there is: one run of zeros.
        let zeros = [UInt8](repeating: 0, count: 1 << 20)
        var block: [UInt8] = []
        #expect(LZ4.compress(zeros.bytes, effort: .high(12), to: &block))
        #expect(block.count * LZ4.expansionMax >= zeros.count)
    }
}
