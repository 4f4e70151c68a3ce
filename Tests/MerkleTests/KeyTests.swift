import Merkle
import Seeds
import Testing

/// The key, text and signature of the reference implementation of signed notes, golang.org/x/mod/sumdb/note.
enum GoNote {
    static let verifierKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    static let signerKey = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    static let text =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    static let signatureLine =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    static let note = text + "\n" + signatureLine
}

@Suite("Keys")
struct KeyTests {
    @Test("The reference implementation's keys are read, belong together and are written the same")
    func reference() throws {
        let signer = try SignerKey(text: GoNote.signerKey)
        #expect(signer.text == GoNote.signerKey)
        #expect(signer.verifierKey.text == GoNote.verifierKey)
        #expect(try VerifierKey(text: GoNote.verifierKey) == signer.verifierKey)
        #expect(signer.id.description == "c74f20a3")
    }

    @Test("A key from a generator comes back from its text")
    func generated() throws {
        var random = SplitMix64(seed: 8)
        for _ in 0..<50 {
            let key = SignerKey(name: try KeyName("example.com/log"), using: &random)
            #expect(try SignerKey(text: key.text).verifierKey == key.verifierKey)
            #expect(try VerifierKey(text: key.verifierKey.text) == key.verifierKey)
        }
    }

    @Test("A private key's description keeps the secret")
    func description() throws {
        let key = try SignerKey(text: GoNote.signerKey)
        #expect("\(key)" == "private key of PeterNeumann+c74f20a3")
    }

    @Test("Cut anywhere, or with any bit turned, a key's text is refused")
    func everyCutAndBit() {
        for (text, isPrivate) in [(GoNote.verifierKey, false), (GoNote.signerKey, true)] {
            func refused(_ bytes: [UInt8], _ comment: Comment) {
                guard let changed = String(validating: bytes, as: UTF8.self) else { return }
                #expect(throws: MerkleError.self, comment) {
                    if isPrivate { _ = try SignerKey(text: changed) } else { _ = try VerifierKey(text: changed) }
                }
            }
            let bytes = [UInt8](text.utf8)
            for start in bytes.indices {
                for end in start...bytes.count where end - start < bytes.count {
                    refused(Array(bytes[start..<end]), "bytes \(start)..<\(end)")
                }
                for bit in 0..<8 {
                    var changed = bytes
                    changed[start] ^= 1 << bit
                    refused(changed, "bit \(bit) of byte \(start)")
                }
            }
            refused(bytes + [0x0a], "a newline at the end")
            refused([0x20] + bytes, "a space in front")
        }
    }

    @Test("What is wrong with a key is said by name")
    func names() {
        let rows: [(String, MerkleError)] = [
            ("", .malformedVerifierKey),
            ("name+c74f20a3", .malformedVerifierKey),
            ("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T", .malformedVerifierKey),
            // ECDSA, algorithm 2.
            ("PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .malformedVerifierKey),
            ("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .keyIDMismatch),
            ("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .keyIDMismatch),
            ("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .malformedKeyName),
            ("+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .malformedKeyName),
        ]
        for (text, error) in rows {
            #expect(throws: error, "\(text)") { try VerifierKey(text: text) }
        }
        #expect(throws: MerkleError.malformedSignerKey) { try SignerKey(text: GoNote.verifierKey) }
        #expect(throws: MerkleError.malformedSignerKey) { try SignerKey(name: KeyName("a"), seed: [1, 2, 3]) }
    }

    @Test(
        "A name is not empty and has no spaces of any kind, no plus and no control character",
        arguments: [
            "", " ", "a b", "a+b", "a\u{a0}b", "a\u{2003}b", "a\u{3000}b", "a\nb", "a\tb", "a\u{85}b", "a\u{1}",
        ])
    func badNames(name: String) {
        #expect(throws: MerkleError.malformedKeyName) { try KeyName(name) }
    }

    @Test("Names that are alike to Unicode but not in bytes are two names")
    func namesByBytes() throws {
        #expect(try KeyName("caf\u{e9}") != KeyName("cafe\u{301}"))
        #expect(try KeyName("派单.example/log").description == "派单.example/log")
    }
}
