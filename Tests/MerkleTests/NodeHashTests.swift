import Merkle
import Seeds
import Testing

@Suite("Hashes")
struct NodeHashTests {
    @Test("A leaf's hash is SHA-256 of a zero byte and the record, on both sides of every internal limit")
    func leafHash() {
        for count in Array(0...200) + Array(1_000...1_100) + [4_095, 4_096, 4_097, 100_000] {
            let record = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ count) }
            #expect(NodeHash.leaf(record) == NaiveTree.sha256([0] + record), "\(count) bytes")
            #expect(NodeHash.leaf(record.span.bytes) == NaiveTree.sha256([0] + record), "\(count) bytes")
        }
    }

    @Test("A node's hash is SHA-256 of a one byte, the left and the right hash")
    func nodeHash() {
        var random = SplitMix64(seed: 1)
        for _ in 0..<100 {
            let (left, right) = (random.hash(), random.hash())
            #expect(NodeHash.node(left, right) == NaiveTree.sha256([1] + left.bytes + right.bytes))
        }
    }

    @Test("The empty tree's root is SHA-256 of nothing")
    func emptyTree() { #expect(NodeHash.emptyTree == NaiveTree.sha256([])) }

    @Test("A hash comes back from bytes, from a span, from hexadecimal and from base64")
    func roundTrips() {
        var random = SplitMix64(seed: 2)
        for _ in 0..<100 {
            let hash = random.hash()
            #expect(NodeHash(bytes: hash.bytes) == hash)
            #expect(NodeHash(hex: hash.hex) == hash)
            #expect(NodeHash(base64: hash.base64) == hash)
            let padded = [1, 2, 3] + hash.bytes + [4]
            #expect(NodeHash(padded.span.bytes, at: 3) == hash)
        }
    }

    @Test("Any other length or spelling of a hash is refused")
    func refusals() {
        let hash = SplitMix64(seed: 3).with { $0.hash() }
        #expect(NodeHash(bytes: hash.bytes.dropLast()) == nil)
        #expect(NodeHash(bytes: hash.bytes + [0]) == nil)
        #expect(NodeHash(hex: hash.hex.uppercased()) == nil)
        #expect(NodeHash(hex: hash.hex + "00") == nil)
        #expect(NodeHash(hex: String(hash.hex.dropLast())) == nil)
        #expect(NodeHash(base64: hash.base64 + "\n") == nil)
        #expect(NodeHash(base64: String(hash.base64.dropLast())) == nil)
        #expect(NodeHash(base64: String(hash.base64.dropLast(4))) == nil)
        #expect(NodeHash(base64: "====" + hash.base64.dropFirst(4)) == nil)
        #expect(NodeHash(base64: "-" + hash.base64.dropFirst()) == nil)
    }

    @Test("Bits behind the last byte of base64 are refused, so that no two texts are one hash")
    func oneSpelling() {
        let zero = NodeHash(bytes: [UInt8](repeating: 0, count: 32))!
        #expect(zero.base64 == String(repeating: "A", count: 43) + "=")
        for last in "BCD" {
            #expect(NodeHash(base64: String(repeating: "A", count: 42) + "\(last)=") == nil, "…\(last)=")
        }
    }
}

extension SplitMix64 {
    func with<Result>(_ body: (inout SplitMix64) -> Result) -> Result {
        var copy = self
        return body(&copy)
    }
}
