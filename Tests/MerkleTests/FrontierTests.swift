import Merkle
import Testing

@Suite("The frontier")
struct FrontierTests {
    static let sizeMax = 200

    /// The frontiers of sizes 0 to 200, each appended to the one before.
    static let frontiers: [Frontier] = {
        var frontiers = [Frontier()]
        for record in NaiveTree(count: sizeMax).records {
            var next = frontiers[frontiers.count - 1]
            next.append(leaf: .leaf(record))
            frontiers.append(next)
        }
        return frontiers
    }()

    @Test("Its root is that of the tree by definition, at every size")
    func root() {
        var naive = NaiveTree(count: Self.sizeMax)
        for (size, frontier) in Self.frontiers.enumerated() {
            #expect(frontier.size == TreeSize(size))
            #expect(frontier.roots.count == size.nonzeroBitCount)
            #expect(frontier.root() == naive.root(size: size), "size \(size)")
        }
    }

    @Test("Decoded at any size, it goes on as if it had never stopped")
    func resumed() throws {
        let records = NaiveTree(count: Self.sizeMax).records
        for (size, frontier) in Self.frontiers.enumerated() {
            var resumed = try Frontier(decoding: frontier.encoded.span.bytes)
            #expect(resumed == frontier)
            for record in records[size...] { resumed.append(leaf: .leaf(record)) }
            #expect(resumed == Self.frontiers[Self.sizeMax], "resumed at \(size)")
        }
    }

    @Test("Made from a source, it is the one that was appended to")
    func fromSource() {
        var naive = NaiveTree(count: Self.sizeMax)
        for (size, frontier) in Self.frontiers.enumerated() {
            #expect(Frontier(size: TreeSize(size), from: &naive) == frontier)
        }
    }

    @Test("A subtree appended where it is aligned does what its leaves do")
    func subtrees() {
        var naive = NaiveTree(count: Self.sizeMax)
        for height in 0...6 {
            let count = 1 << height
            for size in stride(from: 0, through: Self.sizeMax - count, by: count) {
                var frontier = Self.frontiers[size]
                frontier.appendSubtree(root: naive.root(size..<size + count), height: height)
                #expect(frontier == Self.frontiers[size + count], "height \(height) at \(size)")
            }
        }
    }

    @Test("A subtree that is not aligned is a bug, and traps")
    func misaligned() async {
        await #expect(processExitsWith: .failure) {
            var frontier = Frontier()
            frontier.append(leaf: .emptyTree)
            frontier.appendSubtree(root: .emptyTree, height: 1)
        }
    }

    @Test("Cut short at any byte, or with a byte more, its bytes are refused")
    func cutShort() {
        let bytes = Self.frontiers[183].encoded
        for count in 0..<9 {
            #expect(throws: MerkleError.frontierCutShort(byteCount: count)) {
                try Frontier(decoding: [UInt8](bytes.prefix(count)).span.bytes)
            }
        }
        for count in Array(9..<bytes.count) + [bytes.count + 1] {
            #expect(throws: MerkleError.frontierByteCount(expected: bytes.count, found: count)) {
                try Frontier(decoding: [UInt8]((bytes + [0]).prefix(count)).span.bytes)
            }
        }
    }

    @Test("A count other than that of the bits in the size is refused", arguments: [0, 1, 5, 7, 64, 255] as [UInt8])
    func wrongCount(count: UInt8) {
        var bytes = Self.frontiers[183].encoded
        bytes[8] = count
        #expect(throws: MerkleError.frontierRootCount(expected: 6, found: Int(count))) {
            try Frontier(decoding: bytes.span.bytes)
        }
    }

    @Test("The bytes are a little-endian size, a count and the roots, tallest first")
    func layout() {
        var naive = NaiveTree(count: 3)
        let expected = [3, 0, 0, 0, 0, 0, 0, 0, 2] + naive.root(0..<2).bytes + naive.root(2..<3).bytes
        #expect(Self.frontiers[3].encoded == expected)
        #expect(Self.frontiers[3].encodedByteCount == expected.count)
    }
}
