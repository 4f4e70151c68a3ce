import Crypto
import Merkle
import Seeds

/// The tree as RFC 6962 section 2.1 defines it, by recursion over the list of records: what the module is compared
/// with. It shares no code with it, down to the hashing.
struct NaiveTree {
    let records: [[UInt8]]
    private var known: [Range<Int>: NodeHash] = [:]

    init(_ records: [[UInt8]]) { self.records = records }

    /// Records that all differ, some of them empty-handed: "", "1", "2 2", "3 3 3"…
    init(count: Int) {
        self.init((0..<count).map { index in [UInt8]((0..<index % 40).map { _ in "\(index) " }.joined().utf8) })
    }

    static func sha256(_ bytes: [UInt8]) -> NodeHash { NodeHash(bytes: Array(SHA256.hash(data: bytes)))! }

    /// MTH(D[range])
    mutating func root(_ range: Range<Int>) -> NodeHash {
        if let hash = known[range] { return hash }
        let hash: NodeHash
        switch range.count {
        case 0: hash = Self.sha256([])
        case 1: hash = Self.sha256([0] + records[range.lowerBound])
        default:
            let middle = range.lowerBound + Self.split(range.count)
            let left = root(range.lowerBound..<middle)
            let right = root(middle..<range.upperBound)
            hash = Self.sha256([1] + left.bytes + right.bytes)
        }
        known[range] = hash
        return hash
    }

    mutating func root(size: Int) -> NodeHash { root(0..<size) }

    /// PATH(m, D[range]), with m counted from the start of the range.
    mutating func path(_ m: Int, _ range: Range<Int>) -> [NodeHash] {
        if range.count == 1 { return [] }
        let k = Self.split(range.count)
        let middle = range.lowerBound + k
        return m < k
            ? path(m, range.lowerBound..<middle) + [root(middle..<range.upperBound)]
            : path(m - k, middle..<range.upperBound) + [root(range.lowerBound..<middle)]
    }

    /// PROOF(m, D[n])
    mutating func proof(_ m: Int, _ n: Int) -> [NodeHash] { m == 0 ? [] : subproof(m, 0..<n, whole: true) }

    /// SUBPROOF(m, D[range], b)
    private mutating func subproof(_ m: Int, _ range: Range<Int>, whole: Bool) -> [NodeHash] {
        if m == range.count { return whole ? [] : [root(range)] }
        let k = Self.split(range.count)
        let middle = range.lowerBound + k
        return m <= k
            ? subproof(m, range.lowerBound..<middle, whole: whole) + [root(middle..<range.upperBound)]
            : subproof(m - k, middle..<range.upperBound, whole: false) + [root(range.lowerBound..<middle)]
    }

    private static func split(_ count: Int) -> Int {
        var k = 1
        while k * 2 < count { k *= 2 }
        return k
    }
}

extension NaiveTree: SubtreeSource {
    mutating func root(of subtree: PerfectSubtree) -> NodeHash {
        root(Int(subtree.leaves.lowerBound.rawValue)..<Int(subtree.leaves.upperBound.rawValue))
    }
}

extension TreeSize {
    init(_ count: Int) { self.init(UInt64(count)) }
}

extension LeafIndex {
    init(_ position: Int) { self.init(UInt64(position)) }
}

extension SplitMix64 {
    mutating func hash() -> NodeHash { NodeHash(bytes: (0..<32).map { _ in UInt8.random(in: 0...255, using: &self) })! }
}

extension NodeHash {
    /// The hash with one bit turned.
    func flipping(bit: Int) -> NodeHash {
        var bytes = bytes
        bytes[bit / 8] ^= 1 << (bit % 8)
        return NodeHash(bytes: bytes)!
    }
}
