import Merkle
import Seeds
import Testing

@Suite("Checkpoints")
struct CheckpointTests {
    let key: SignerKey
    let root = NodeHash(base64: "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")!

    init() throws {
        var random = SplitMix64(seed: 11)
        key = SignerKey(name: try KeyName("example.com/behind-the-sofa"), using: &random)
    }

    @Test("The text is the specification's example, and comes back from it")
    func text() throws {
        let text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
        let checkpoint = try Checkpoint(origin: "example.com/behind-the-sofa", size: 20_852_163, root: root)
        #expect(checkpoint.text == text)
        #expect(try Checkpoint(text: text) == checkpoint)
        let extended = try Checkpoint(text: text + "one\ntwo 2\n")
        #expect(extended.extensionLines == ["one", "two 2"])
        #expect(extended.text == text + "one\ntwo 2\n")
        #expect(extended != checkpoint)
    }

    @Test("Signed, read and verified, it is what it was")
    func signed() throws {
        for size in [0, 1, 4_096, UInt64.max] {
            let checkpoint = try Checkpoint(origin: key.name.description, size: TreeSize(size), root: root)
            let note = try SignedNote(checkpoint.signed(by: key).encoded)
            #expect(try Checkpoint(verifying: note, trusting: [key.verifierKey]) == checkpoint)
        }
    }

    @Test("A trusted key of another name does not sign for an origin")
    func origin() throws {
        var random = SplitMix64(seed: 12)
        let witness = SignerKey(name: try KeyName("witness.example"), using: &random)
        let checkpoint = try Checkpoint(origin: key.name.description, size: 1, root: root)
        let error = MerkleError.originUnsigned(origin: key.name.description)
        #expect(throws: error) { try checkpoint.signed(by: witness) }
        let foreign = try SignedNote(signing: checkpoint.text, with: [witness])
        let keys = [key.verifierKey, witness.verifierKey]
        #expect(throws: error) { try Checkpoint(verifying: foreign, trusting: keys) }
        let both = try checkpoint.signed(by: key).cosigned(by: witness)
        #expect(try Checkpoint(verifying: both, trusting: keys) == checkpoint)
        #expect(throws: error) { try Checkpoint(verifying: both, trusting: [witness.verifierKey]) }
    }

    @Test("What is wrong with a checkpoint's text is said by line")
    func malformed() throws {
        let root = root.base64
        let rows: [(text: String, line: Int)] = [
            ("", 1), ("\n1\n\(root)\n", 1),
            ("log\n", 2), ("log\n\n\(root)\n", 2), ("log\n01\n\(root)\n", 2), ("log\n-1\n\(root)\n", 2),
            ("log\n+1\n\(root)\n", 2), ("log\n1 \n\(root)\n", 2), ("log\n1e3\n\(root)\n", 2),
            ("log\n00\n\(root)\n", 2), ("log\n18446744073709551616\n\(root)\n", 2),
            ("log\n99999999999999999999999\n\(root)\n", 2), ("log\n１\n\(root)\n", 2),
            ("log\n1\n", 3), ("log\n1\n\n", 3), ("log\n1\n\(root.dropLast())\n", 3), ("log\n1\n\(root)=\n", 3),
            ("log\n1\n\(root) \n", 3), ("log\n1\nAAAA\n", 3),
            ("log\n1\n\(root)", 3), ("log\n1\n\(root)\n\n", 4), ("log\n1\n\(root)\na\n\nb\n", 5),
        ]
        for (text, line) in rows {
            #expect(throws: MerkleError.malformedCheckpoint(line: line), "\(text)") { try Checkpoint(text: text) }
        }
        #expect(try Checkpoint(text: "log\n18446744073709551615\n\(root)\n").size == TreeSize(UInt64.max))
        #expect(throws: MerkleError.malformedCheckpoint(line: 1)) {
            try Checkpoint(origin: "two\nlines", size: 1, root: self.root)
        }
        #expect(throws: MerkleError.malformedCheckpoint(line: 4)) {
            try Checkpoint(origin: "log", size: 1, root: self.root, extensionLines: [""])
        }
    }

    @Test("A note signed by the right key is no checkpoint if its text is none")
    func otherNotes() throws {
        let note = try SignedNote(signing: "\(key.name)\n1\n\(root.base64)\n\nmore\n", with: [key])
        #expect(throws: MerkleError.malformedCheckpoint(line: 4)) {
            try Checkpoint(verifying: note, trusting: [key.verifierKey])
        }
    }
}
