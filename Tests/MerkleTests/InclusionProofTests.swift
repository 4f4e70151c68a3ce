import Merkle
import Testing

@Suite("Inclusion proofs")
struct InclusionProofTests {
    static let sizeMax = 200

    @Test("For every leaf of every tree up to 200 leaves, the path is the RFC's and verifies")
    func everyLeaf() throws {
        var naive = NaiveTree(count: Self.sizeMax)
        for size in 1...Self.sizeMax {
            let root = naive.root(size: size)
            for index in 0..<size {
                let proof = InclusionProof(of: LeafIndex(index), in: TreeSize(size), from: &naive)
                #expect(proof.path == naive.path(index, 0..<size), "\(index) in \(size)")
                try proof.verify(leaf: naive.root(index..<index + 1), root: root)
            }
        }
    }

    @Test("Another leaf, another root or another index is refused, for every leaf of every tree up to 200")
    func wrongClaim() {
        var naive = NaiveTree(count: Self.sizeMax + 1)
        for size in 1...Self.sizeMax {
            let root = naive.root(size: size)
            for index in 0..<size {
                let leaf = naive.root(index..<index + 1)
                let path = naive.path(index, 0..<size)
                let proof = InclusionProof(index: LeafIndex(index), size: TreeSize(size), path: path)
                #expect(throws: MerkleError.inclusionRootMismatch) {
                    try proof.verify(leaf: leaf.flipping(bit: size), root: root)
                }
                #expect(throws: MerkleError.inclusionRootMismatch) {
                    try proof.verify(leaf: leaf, root: root.flipping(bit: index))
                }
                let others = size <= 32 ? Array(0...size) : [0, index ^ 1, index - 1, index + 1, size - 1, size]
                for other in others where other != index && other >= 0 {
                    let wrong = InclusionProof(index: LeafIndex(other), size: TreeSize(size), path: path)
                    #expect(throws: MerkleError.self) { try wrong.verify(leaf: leaf, root: root) }
                }
            }
        }
    }

    @Test("A path does not fit a tree of another size with its own root")
    func wrongSize() {
        var naive = NaiveTree(count: Self.sizeMax)
        for size in 1...Self.sizeMax {
            for index in stride(from: 0, to: size, by: 3) {
                let path = naive.path(index, 0..<size)
                for other in [size - 1, size + 1, size * 2, size / 2] where other <= Self.sizeMax {
                    let wrong = InclusionProof(index: LeafIndex(index), size: TreeSize(other), path: path)
                    let root = naive.root(size: other)
                    #expect(throws: MerkleError.self) {
                        try wrong.verify(leaf: .leaf(naive.records[index]), root: root)
                    }
                }
            }
        }
    }

    @Test("A root does not tell its size, which is why the size comes out of the signed checkpoint too")
    func sizeIsTheCheckpoints() throws {
        var naive = NaiveTree(count: 3)
        let path = naive.path(0, 0..<3)
        try InclusionProof(index: 0, size: 4, path: path).verify(leaf: naive.root(0..<1), root: naive.root(size: 3))
    }

    @Test("Any change of the path is refused: a bit, a missing hash, one too many, two swapped")
    func wrongPath() {
        var naive = NaiveTree(count: 80)
        for size in 1...80 {
            let root = naive.root(size: size)
            for index in 0..<size {
                let leaf = naive.root(index..<index + 1)
                let path = naive.path(index, 0..<size)
                func refused(_ path: [NodeHash]) {
                    let wrong = InclusionProof(index: LeafIndex(index), size: TreeSize(size), path: path)
                    #expect(throws: MerkleError.self) { try wrong.verify(leaf: leaf, root: root) }
                }
                refused(path + [root])
                refused([leaf] + path)
                for level in path.indices {
                    var changed = path
                    changed[level] = path[level].flipping(bit: (size + index) % 256)
                    refused(changed)
                    changed = path
                    changed.remove(at: level)
                    refused(changed)
                    changed = path
                    changed.swapAt(level, (level + 1) % path.count)
                    if path.count > 1 { refused(changed) }
                }
            }
        }
    }

    @Test("What is wrong with a malformed proof is said by name")
    func names() {
        let hash = NodeHash.emptyTree
        func error(_ index: LeafIndex, _ size: TreeSize, pathCount: Int) -> MerkleError? {
            let path = [NodeHash](repeating: hash, count: pathCount)
            return #expect(throws: MerkleError.self) {
                try InclusionProof(index: index, size: size, path: path).verify(leaf: hash, root: hash)
            }
        }
        #expect(error(0, 0, pathCount: 0) == .indexOutsideTree(0, 0))
        #expect(error(8, 8, pathCount: 3) == .indexOutsideTree(8, 8))
        #expect(error(7, 8, pathCount: 2) == .pathTooShort)
        #expect(error(7, 8, pathCount: 4) == .pathTooLong)
        #expect(error(7, 8, pathCount: 3) == .inclusionRootMismatch)
        #expect(error(0, 1, pathCount: 1) == .pathTooLong)
        #expect(error(0, TreeSize(UInt64.max), pathCount: 65) == .pathTooLong)
        #expect(error(0, TreeSize(UInt64.max), pathCount: 1_000_000) == .pathTooLong)
        #expect(error(0, TreeSize(UInt64.max), pathCount: 63) == .pathTooShort)
    }
}
