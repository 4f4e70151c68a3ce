import Merkle
import Testing

@Suite("Consistency proofs")
struct ConsistencyProofTests {
    static let sizeMax = 200

    @Test("For every pair of sizes up to 200, the path is the RFC's and verifies")
    func everyPair() throws {
        var naive = NaiveTree(count: Self.sizeMax)
        for new in 0...Self.sizeMax {
            for old in 0...new {
                let proof = ConsistencyProof(from: TreeSize(old), to: TreeSize(new), from: &naive)
                #expect(proof.path == naive.proof(old, new), "\(old) to \(new)")
                try proof.verify(oldRoot: naive.root(size: old), newRoot: naive.root(size: new))
            }
        }
    }

    @Test("Another root on either side is refused, for every pair of sizes up to 200")
    func wrongRoots() {
        var naive = NaiveTree(count: Self.sizeMax)
        for new in 0...Self.sizeMax {
            for old in 0...new {
                let proof = ConsistencyProof(
                    oldSize: TreeSize(old), newSize: TreeSize(new), path: naive.proof(old, new))
                let (oldRoot, newRoot) = (naive.root(size: old), naive.root(size: new))
                // Two trees of one size have one root: then it does not matter which of them is the wrong one.
                #expect(throws: MerkleError.self) {
                    try proof.verify(oldRoot: oldRoot.flipping(bit: new), newRoot: newRoot)
                }
                if old == 0 && new > 0 { continue }
                #expect(throws: MerkleError.newRootMismatch) {
                    try proof.verify(oldRoot: oldRoot, newRoot: newRoot.flipping(bit: old))
                }
            }
        }
    }

    @Test("A path does not fit trees of other sizes with their own roots")
    func wrongSizes() {
        var naive = NaiveTree(count: Self.sizeMax)
        for new in 2...Self.sizeMax {
            for old in stride(from: 1, to: new, by: 3) {
                let path = naive.proof(old, new)
                let wrong = [(old - 1, new), (old + 1, new), (old, new - 1), (old, new + 1), (new, old)]
                // From nothing, everything follows; only a path has no business there.
                for (first, second) in wrong where first > 0 && second <= Self.sizeMax {
                    let (oldRoot, newRoot) = (naive.root(size: first), naive.root(size: second))
                    let proof = ConsistencyProof(oldSize: TreeSize(first), newSize: TreeSize(second), path: path)
                    #expect(throws: MerkleError.self, "\(old)…\(new) as \(first)…\(second)") {
                        try proof.verify(oldRoot: oldRoot, newRoot: newRoot)
                    }
                }
            }
        }
    }

    @Test("Any change of the path is refused: a bit, a missing hash, one too many, two swapped")
    func wrongPath() {
        var naive = NaiveTree(count: 70)
        for new in 1...70 {
            for old in 1...new {
                let path = naive.proof(old, new)
                let (oldRoot, newRoot) = (naive.root(size: old), naive.root(size: new))
                func refused(_ path: [NodeHash]) {
                    let wrong = ConsistencyProof(oldSize: TreeSize(old), newSize: TreeSize(new), path: path)
                    #expect(throws: MerkleError.self) { try wrong.verify(oldRoot: oldRoot, newRoot: newRoot) }
                }
                refused(path + [newRoot])
                refused([oldRoot] + path)
                for level in path.indices {
                    var changed = path
                    changed[level] = path[level].flipping(bit: (old + new) % 256)
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

    @Test("A record changed, dropped or inserted anywhere in the older part breaks the proof")
    func rewrittenHistory() {
        let records = NaiveTree(count: 40).records
        var honest = NaiveTree(records)
        let oldRoot = honest.root(size: 25)
        for position in 0..<25 {
            var changed = records
            changed[position].append(0x21)
            var dropped = records
            dropped.remove(at: position)
            var inserted = records
            inserted.insert([0x21], at: position)
            for history in [changed, dropped, inserted] {
                var forged = NaiveTree(history)
                let size = history.count
                let proof = ConsistencyProof(from: 25, to: TreeSize(size), from: &forged)
                let newRoot = forged.root(size: size)
                #expect(throws: MerkleError.oldRootMismatch) { try proof.verify(oldRoot: oldRoot, newRoot: newRoot) }
            }
        }
    }

    @Test("What is wrong with a malformed proof is said by name")
    func names() {
        let hash = NodeHash.leaf([])
        func error(_ old: TreeSize, _ new: TreeSize, pathCount: Int) -> MerkleError? {
            let path = [NodeHash](repeating: hash, count: pathCount)
            return #expect(throws: MerkleError.self) {
                try ConsistencyProof(oldSize: old, newSize: new, path: path).verify(oldRoot: hash, newRoot: hash)
            }
        }
        #expect(error(3, 2, pathCount: 0) == .sizesOutOfOrder(old: 3, new: 2))
        #expect(error(3, 3, pathCount: 1) == .pathTooLong)
        #expect(error(0, 3, pathCount: 1) == .pathTooLong)
        #expect(error(0, 3, pathCount: 0) == .oldRootMismatch)
        #expect(error(0, 0, pathCount: 0) == .oldRootMismatch)
        #expect(error(6, 8, pathCount: 0) == .pathTooShort)
        #expect(error(6, 8, pathCount: 2) == .pathTooShort)
        #expect(error(6, 8, pathCount: 4) == .pathTooLong)
        #expect(error(6, 8, pathCount: 3) == .oldRootMismatch)
        #expect(error(4, 8, pathCount: 1) == .newRootMismatch)
        #expect(error(1, TreeSize(UInt64.max), pathCount: 66) == .pathTooLong)
        #expect(error(1, TreeSize(UInt64.max), pathCount: 1_000_000) == .pathTooLong)
    }
}
