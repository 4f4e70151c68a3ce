import Merkle
import Seeds
import Testing

@Suite("Proofs as text")
struct ProofTextTests {
    let key: SignerKey
    let records = NaiveTree(count: 60).records

    init() throws {
        var random = SplitMix64(seed: 13)
        key = SignerKey(name: try KeyName("example.com/log"), using: &random)
    }

    func checkpoint(size: Int) throws -> SignedNote {
        var tree = NaiveTree(records)
        return try Checkpoint(origin: key.name.description, size: TreeSize(size), root: tree.root(size: size))
            .signed(by: key)
    }

    func inclusion(_ index: Int, _ size: Int) throws -> InclusionProofText {
        var tree = NaiveTree(records)
        return InclusionProofText(
            record: records[index], index: LeafIndex(index), path: tree.path(index, 0..<size),
            checkpoint: try checkpoint(size: size))
    }

    func consistency(_ old: Int, _ new: Int) throws -> ConsistencyProofText {
        var tree = NaiveTree(records)
        return ConsistencyProofText(
            path: tree.proof(old, new), old: try checkpoint(size: old), new: try checkpoint(size: new))
    }

    @Test("An inclusion proof is written as tlog-proof has it, read back, and checked with the public key alone")
    func inclusionRoundTrip() throws {
        for size in [1, 2, 37, 60] {
            for index in 0..<size {
                let read = try InclusionProofText(inclusion(index, size).encoded)
                #expect(read.record == records[index])
                #expect(try read.verify(trusting: [key.verifierKey]).size == TreeSize(size))
            }
        }
        var tree = NaiveTree(records)
        let note = String(decoding: try checkpoint(size: 3).encoded, as: UTF8.self)
        let path = tree.path(1, 0..<3).map { $0.base64 + "\n" }.joined()
        let text = "c2sp.org/tlog-proof@v1\nextra MSA=\nindex 1\n\(path)\n\(note)"
        #expect(String(decoding: try inclusion(1, 3).encoded, as: UTF8.self) == text)
    }

    @Test("A consistency proof is written, read back, and checked with the public key alone")
    func consistencyRoundTrip() throws {
        for (old, new) in [(0, 0), (0, 7), (1, 1), (1, 60), (32, 60), (37, 60), (60, 60)] {
            let read = try ConsistencyProofText(consistency(old, new).encoded)
            let checkpoints = try read.verify(trusting: [key.verifierKey])
            #expect(checkpoints.old.size == TreeSize(old) && checkpoints.new.size == TreeSize(new))
        }
    }

    /// Every cut and every turned bit of `bytes` has to make `check` throw.
    func exhaust(_ bytes: [UInt8], _ check: ([UInt8]) throws -> Void) {
        for count in bytes.indices {
            #expect(throws: MerkleError.self, "\(count) bytes") { try check(Array(bytes.prefix(count))) }
            for bit in 0..<8 {
                var changed = bytes
                changed[count] ^= 1 << bit
                #expect(throws: MerkleError.self, "bit \(bit) of byte \(count)") { try check(changed) }
            }
        }
        #expect(throws: MerkleError.self, "an empty line at the end") { try check(bytes + [0x0a]) }
    }

    @Test("Cut at any byte or with any bit turned, an inclusion proof is refused")
    func inclusionExhausted() throws {
        exhaust(try inclusion(22, 37).encoded) { bytes in
            _ = try InclusionProofText(bytes).verify(trusting: [key.verifierKey])
        }
    }

    @Test("Cut at any byte or with any bit turned, a consistency proof is refused")
    func consistencyExhausted() throws {
        exhaust(try consistency(22, 37).encoded) { bytes in
            _ = try ConsistencyProofText(bytes).verify(trusting: [key.verifierKey])
        }
    }

    @Test("A record, index or path of another proof under the same checkpoint is refused")
    func mixed() throws {
        let (one, other) = (try inclusion(22, 37), try inclusion(23, 37))
        let mixtures = [
            InclusionProofText(record: other.record, index: one.index, path: one.path, checkpoint: one.checkpoint),
            InclusionProofText(record: one.record, index: other.index, path: one.path, checkpoint: one.checkpoint),
            InclusionProofText(record: one.record, index: one.index, path: other.path, checkpoint: one.checkpoint),
        ]
        for mixture in mixtures {
            #expect(throws: MerkleError.inclusionRootMismatch) { try mixture.verify(trusting: [key.verifierKey]) }
        }
        let later = InclusionProofText(
            record: one.record, index: one.index, path: one.path, checkpoint: try checkpoint(size: 60))
        #expect(throws: MerkleError.inclusionRootMismatch) { try later.verify(trusting: [key.verifierKey]) }
    }

    @Test("Checkpoints in the wrong order, or of two logs, are refused by name")
    func wrongCheckpoints() throws {
        let proof = try consistency(22, 37)
        let swapped = ConsistencyProofText(path: proof.path, old: proof.new, new: proof.old)
        #expect(throws: MerkleError.sizesOutOfOrder(old: 37, new: 22)) {
            try swapped.verify(trusting: [key.verifierKey])
        }
        var random = SplitMix64(seed: 14)
        let otherKey = SignerKey(name: try KeyName("example.com/other"), using: &random)
        let other = try Checkpoint(origin: "example.com/other", size: 37, root: .emptyTree).signed(by: otherKey)
        let mixed = ConsistencyProofText(path: proof.path, old: proof.old, new: other)
        #expect(throws: MerkleError.originsDiffer(old: "example.com/log", new: "example.com/other")) {
            try mixed.verify(trusting: [key.verifierKey, otherKey.verifierKey])
        }
    }

    @Test("What is wrong with a proof's text is said by name and line")
    func names() throws {
        let note = String(decoding: try checkpoint(size: 3).encoded, as: UTF8.self)
        let head = "c2sp.org/tlog-proof@v1\n"
        let hash = NodeHash.emptyTree.base64 + "\n"
        let rows: [(String, MerkleError)] = [
            ("", .proofVersionUnknown),
            ("c2sp.org/tlog-proof@v2\nextra \nindex 1\n\n\(note)", .proofVersionUnknown),
            ("paidan.consistency-proof/v1\n\n\(note)\n\(note)", .proofVersionUnknown),
            (head, .proofWithoutCheckpoint),
            ("\(head)extra \nindex 1\n", .proofWithoutCheckpoint),
            ("\(head)index 1\n\(hash)\n\(note)", .proofWithoutRecord),
            ("\(head)extra ?\nindex 1\n\(hash)\n\(note)", .malformedProofText(line: 2)),
            ("\(head)extra A===\nindex 1\n\(hash)\n\(note)", .malformedProofText(line: 2)),
            ("\(head)extra ====\nindex 1\n\(hash)\n\(note)", .malformedProofText(line: 2)),
            ("\(head)extra MSA\nindex 1\n\(hash)\n\(note)", .malformedProofText(line: 2)),
            ("\(head)extra MSA=\n\(hash)\n\(note)", .malformedProofText(line: 3)),
            ("\(head)extra MSA=\nindex 01\n\(hash)\n\(note)", .malformedProofText(line: 3)),
            ("\(head)extra MSA=\nindex 1\nindex 1\n\(hash)\n\(note)", .malformedProofText(line: 4)),
            ("\(head)extra MSA=\nindex 1\n\(hash)x\(hash)\n\(note)", .malformedProofText(line: 5)),
            ("\(head)extra \nindex 1\n\(String(repeating: hash, count: 65))\n\(note)", .pathTooLong),
            ("\(head)extra \nindex 1\n\(String(repeating: "x\n", count: 100_000))\n\(note)", .pathTooLong),
            ("\(head)extra \nindex 1\n\n\(note)\n\(note)", .badSignature(keyName: key.name)),
        ]
        for (text, error) in rows {
            #expect(throws: error, "\(text.prefix(200))") {
                try InclusionProofText([UInt8](text.utf8)).verify(trusting: [key.verifierKey])
            }
        }
        let pair = "paidan.consistency-proof/v1\n"
        #expect(throws: MerkleError.proofWithoutCheckpoint) {
            try ConsistencyProofText([UInt8]("\(pair)\n\(note)".utf8))
        }
        #expect(throws: MerkleError.pathTooLong) {
            try ConsistencyProofText([UInt8]("\(pair)\(String(repeating: hash, count: 66))\n\(note)\n\(note)".utf8))
        }
    }

    @Test("The largest record a proof may carry fits, and a larger text is refused unread")
    func largest() throws {
        let record = [UInt8](repeating: 0x61, count: MerkleLimits.provenRecordByteCountMax)
        let root = NodeHash.leaf(record.span.bytes)
        let note = try Checkpoint(origin: key.name.description, size: 1, root: root).signed(by: key)
        let proof = InclusionProofText(record: record, index: 0, path: [], checkpoint: note)
        #expect(try InclusionProofText(proof.encoded).verify(trusting: [key.verifierKey]).root == root)
        let error = MerkleError.proofTextTooLong(byteCountMax: MerkleLimits.proofTextByteCountMax)
        #expect(throws: error) {
            try InclusionProofText([UInt8](repeating: 0x61, count: MerkleLimits.proofTextByteCountMax + 1))
        }
    }
}
