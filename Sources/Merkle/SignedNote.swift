/// A note of C2SP signed-note: text, an empty line, and signatures over the text.
///
/// ```
/// example.com/log
/// 20852163
/// CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
///
/// — example.com/log Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
/// ```
///
/// UTF-8, at most 64 KiB and 16 signatures, no control characters but newlines.
public struct SignedNote: Sendable {
    /// One line below the text: an em dash, the key's name, base64(ID, four bytes big-endian ‖ signature).
    public struct Signature: Sendable, Hashable {
        public let keyName: KeyName
        public let keyID: KeyID
        public let bytes: [UInt8]
    }

    /// The signed text with its final newline. To be believed only after ``verify(trusting:)``.
    public let unverifiedText: String
    public let signatures: [Signature]

    /// The note in the bytes it was read from, or is written to.
    public let encoded: [UInt8]

    /// Signs `text`, which has to end in a newline.
    public init(signing text: String, with keys: [SignerKey]) throws(MerkleError) {
        guard text.utf8.last == Lines.newline else { throw .noteTextUnterminated }
        guard !keys.isEmpty else { throw .noteWithoutSignatures }
        try self.init(
            text: text,
            signatures: keys.map { key in
                Signature(keyName: key.name, keyID: key.id, bytes: key.signature(over: text))
            })
    }

    /// The same note with one more signature, that of a witness for example.
    public func cosigned(by key: SignerKey) throws(MerkleError) -> SignedNote {
        let signature = Signature(keyName: key.name, keyID: key.id, bytes: key.signature(over: unverifiedText))
        return try SignedNote(text: unverifiedText, signatures: signatures + [signature])
    }

    private init(text: String, signatures: [Signature]) throws(MerkleError) {
        var encoded = [UInt8](text.utf8)
        encoded.append(Lines.newline)
        for signature in signatures { encoded += signature.line }
        try self.init(encoded)
    }

    /// Checks the signatures by trusted keys, over the note's own text. Signatures by other keys are ignored.
    ///
    /// At least one has to be there, and none may be wrong: a wrong signature in a trusted key's name is refused
    /// even beside a good one.
    /// - Returns: the names of the trusted keys that signed. Cost: about 60 µs for each.
    public func verify(trusting keys: [VerifierKey]) throws(MerkleError) -> Set<KeyName> {
        var names: Set<KeyName> = []
        for signature in signatures {
            let candidates = keys.filter { $0.name == signature.keyName && $0.id == signature.keyID }
            guard !candidates.isEmpty else { continue }
            guard candidates.contains(where: { $0.isValid(signature.bytes, over: unverifiedText) }) else {
                throw .badSignature(keyName: signature.keyName)
            }
            names.insert(signature.keyName)
        }
        guard !names.isEmpty else { throw .noTrustedSignature }
        return names
    }
}

extension SignedNote {
    /// Reads a note. What its keys are worth is not looked at: see ``verify(trusting:)``.
    public init(_ bytes: [UInt8]) throws(MerkleError) {
        guard bytes.count <= MerkleLimits.noteByteCountMax else {
            throw .noteTooLong(byteCountMax: MerkleLimits.noteByteCountMax)
        }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .noteNotUTF8 }
        guard !bytes.contains(where: { $0 < 0x20 && $0 != Lines.newline }) else { throw .noteControlCharacter }
        // The text may have empty lines, the signatures may not: the last one parts them.
        guard let (text, below) = Lines.cutAtLastEmptyLine(bytes[...]), !below.isEmpty else {
            throw .noteWithoutSignatures
        }
        let countMax = MerkleLimits.noteSignatureCountMax
        guard below.last == Lines.newline else {
            throw .malformedSignatureLine(number: below.count { $0 == Lines.newline } + 1)
        }
        guard let lines = Lines.split(below, countMax: countMax) else {
            throw .noteTooManySignatures(countMax: countMax)
        }
        var signatures: [Signature] = []
        for (offset, line) in lines.enumerated() {
            guard let signature = Signature(line: line) else { throw .malformedSignatureLine(number: offset + 1) }
            signatures.append(signature)
        }
        unverifiedText = String(decoding: text, as: UTF8.self)
        self.signatures = signatures
        encoded = bytes
    }
}

extension SignedNote.Signature {
    private static let linePrefix = [UInt8]("— ".utf8)

    /// Nil unless the line is an em dash, a space, a name, a space and base64 of an ID and at least one byte.
    init?(line: ArraySlice<UInt8>) {
        guard line.starts(with: Self.linePrefix) else { return nil }
        let fields = line.dropFirst(Self.linePrefix.count)
            .split(separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false)
        guard fields.count == 2, let name = try? KeyName(String(decoding: fields[0], as: UTF8.self)),
            let blob = Base64.decode(fields[1]), blob.count > KeyID.byteCount,
            let id = KeyID(bytes: blob.prefix(KeyID.byteCount))
        else { return nil }
        keyName = name
        keyID = id
        bytes = [UInt8](blob.dropFirst(KeyID.byteCount))
    }

    var line: [UInt8] {
        Self.linePrefix + keyName.utf8 + [UInt8(ascii: " ")] + Base64.encode(keyID.bytes + bytes) + [Lines.newline]
    }
}
