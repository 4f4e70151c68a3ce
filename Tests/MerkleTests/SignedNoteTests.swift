import Merkle
import Seeds
import Testing

@Suite("Signed notes")
struct SignedNoteTests {
    let trusted: VerifierKey
    let signer: SignerKey
    let stranger: SignerKey

    init() throws {
        var random = SplitMix64(seed: 9)
        signer = try SignerKey(text: GoNote.signerKey)
        trusted = signer.verifierKey
        stranger = SignerKey(name: try KeyName("stranger.example"), using: &random)
    }

    @Test("The reference implementation's note verifies, and signing its text gives the same bytes")
    func reference() throws {
        let note = try SignedNote([UInt8](GoNote.note.utf8))
        #expect(try note.verify(trusting: [trusted]) == [trusted.name])
        #expect(note.unverifiedText == GoNote.text)
        let signed = try SignedNote(signing: GoNote.text, with: [signer])
        #expect(signed.encoded == [UInt8](GoNote.note.utf8))
    }

    @Test("A text with empty lines, and one of nothing but a newline, come back as they were")
    func roundTrips() throws {
        for text in ["\n", "\n\n\n", "one\n\n\ntwo\n", "— not a signature\n", "事件\n\n— PeterNeumann AAAA\n"] {
            let note = try SignedNote([UInt8](SignedNote(signing: text, with: [signer, stranger]).encoded))
            #expect(note.unverifiedText == text)
            #expect(note.signatures.count == 2)
            #expect(try note.verify(trusting: [trusted, stranger.verifierKey]).count == 2)
        }
    }

    @Test("Cut at any byte, a note is refused")
    func everyCut() {
        let bytes = [UInt8](GoNote.note.utf8)
        for count in 0..<bytes.count {
            #expect(throws: MerkleError.self, "\(count) bytes") {
                try SignedNote(Array(bytes.prefix(count))).verify(trusting: [trusted])
            }
        }
    }

    @Test("With any bit turned, a note is refused")
    func everyBit() {
        for offset in 0..<GoNote.note.utf8.count {
            for bit in 0..<8 {
                var bytes = [UInt8](GoNote.note.utf8)
                bytes[offset] ^= 1 << bit
                #expect(throws: MerkleError.self, "bit \(bit) of byte \(offset)") {
                    try SignedNote(bytes).verify(trusting: [trusted])
                }
            }
        }
    }

    @Test("Signatures by unknown keys are ignored, also wrong ones and ones of a trusted name or ID")
    func unknownKeys() throws {
        var random = SplitMix64(seed: 10)
        let namesake = SignerKey(name: trusted.name, using: &random)
        let note = try SignedNote(signing: GoNote.text, with: [stranger, namesake, signer])
        #expect(try note.verify(trusting: [trusted]) == [trusted.name])
        let foreign = GoNote.note + "— witness.example AAAAAAECAw==\n— namesake.example x08gowA=\n"
        #expect(try SignedNote([UInt8](foreign.utf8)).verify(trusting: [trusted]) == [trusted.name])
    }

    @Test("Without a signature by a trusted key, a note is refused")
    func noTrustedKey() throws {
        let note = try SignedNote(signing: GoNote.text, with: [stranger])
        #expect(throws: MerkleError.noTrustedSignature) { try note.verify(trusting: [trusted]) }
        #expect(throws: MerkleError.noTrustedSignature) { try note.verify(trusting: []) }
    }

    @Test("A wrong signature in a trusted key's name is refused, even beside a good one")
    func badSignature() throws {
        let other = try SignedNote(signing: "other\n", with: [signer])
        let line = String(decoding: other.encoded.dropFirst("other\n\n".utf8.count), as: UTF8.self)
        for wrong in [GoNote.text + "\n" + line, GoNote.note + line, GoNote.text + "\n" + line + GoNote.signatureLine] {
            let note = try SignedNote([UInt8](wrong.utf8))
            #expect(throws: MerkleError.badSignature(keyName: trusted.name)) {
                try note.verify(trusting: [trusted])
            }
        }
        // The right ID before too few bytes.
        let short = try SignedNote([UInt8]("\(GoNote.text)\n— PeterNeumann x08gowA=\n".utf8))
        #expect(throws: MerkleError.badSignature(keyName: trusted.name)) { try short.verify(trusting: [trusted]) }
    }

    @Test("Sixteen signatures are read, seventeen are too many")
    func signatureCount() throws {
        let sixteen = try SignedNote(signing: GoNote.text, with: Array(repeating: signer, count: 16))
        #expect(try SignedNote(sixteen.encoded).verify(trusting: [trusted]) == [trusted.name])
        #expect(throws: MerkleError.noteTooManySignatures(countMax: 16)) { try sixteen.cosigned(by: stranger) }
        #expect(throws: MerkleError.noteTooManySignatures(countMax: 16)) {
            try SignedNote(sixteen.encoded + [UInt8](GoNote.signatureLine.utf8))
        }
    }

    @Test("A witness adds its signature and leaves the rest as it is")
    func cosigned() throws {
        let note = try SignedNote([UInt8](GoNote.note.utf8)).cosigned(by: stranger)
        #expect(note.encoded.starts(with: GoNote.note.utf8))
        #expect(try note.verify(trusting: [trusted, stranger.verifierKey]).count == 2)
    }

    @Test("A note of 64 KiB is read, one byte more is too much")
    func byteCount() throws {
        let rest = 65_536 - GoNote.signatureLine.utf8.count - 2
        let text = String(repeating: "x", count: rest) + "\n"
        let note = try SignedNote(signing: text, with: [signer])
        #expect(note.encoded.count == 65_536)
        #expect(throws: MerkleError.noteTooLong(byteCountMax: 65_536)) {
            try SignedNote(signing: "x" + text, with: [signer])
        }
    }

    @Test("What is wrong with a note is said by name")
    func names() {
        let text = GoNote.text
        let rows: [(String, MerkleError)] = [
            ("", .noteWithoutSignatures),
            (text, .noteWithoutSignatures),
            (text + "\n", .noteWithoutSignatures),
            (text + GoNote.signatureLine, .noteWithoutSignatures),
            ("\n" + GoNote.signatureLine, .noteWithoutSignatures),
            ("\t" + GoNote.note, .noteControlCharacter),
            (GoNote.note + "\r\n", .noteControlCharacter),
            (GoNote.note + "\n", .noteWithoutSignatures),
            (String(GoNote.note.dropLast()), .malformedSignatureLine(number: 1)),
            (GoNote.note + "— a", .malformedSignatureLine(number: 2)),
            (GoNote.note + "— a\n", .malformedSignatureLine(number: 2)),
            (GoNote.note + "- a AAAAAAE=\n", .malformedSignatureLine(number: 2)),
            (GoNote.note + "—a AAAAAAE=\n", .malformedSignatureLine(number: 2)),
            (GoNote.note + "— a+b AAAAAAE=\n", .malformedSignatureLine(number: 2)),
            (GoNote.note + "— a\u{a0}b AAAAAAE=\n", .malformedSignatureLine(number: 2)),
            (GoNote.note + "—  AAAAAAE=\n", .malformedSignatureLine(number: 2)),
            (GoNote.note + "— a AAAAAAE\n", .malformedSignatureLine(number: 2)),
            (GoNote.note + "— a AAAAAAF=\n", .malformedSignatureLine(number: 2)),
            (GoNote.note + "— a AAAAAAE= \n", .malformedSignatureLine(number: 2)),
            // Only an ID, without a signature.
            (GoNote.note + "— a AAAAAA==\n", .malformedSignatureLine(number: 2)),
        ]
        for (note, error) in rows {
            #expect(throws: error, "\(note)") { try SignedNote([UInt8](note.utf8)) }
        }
        #expect(throws: MerkleError.noteNotUTF8) { try SignedNote([0xc3, 0x28] + [UInt8](GoNote.note.utf8)) }
        #expect(throws: MerkleError.noteTextUnterminated) { try SignedNote(signing: "no newline", with: [signer]) }
        #expect(throws: MerkleError.noteTextUnterminated) { try SignedNote(signing: "", with: [signer]) }
        #expect(throws: MerkleError.noteControlCharacter) { try SignedNote(signing: "a\tb\n", with: [signer]) }
        #expect(throws: MerkleError.noteWithoutSignatures) { try SignedNote(signing: "a\n", with: []) }
    }
}
