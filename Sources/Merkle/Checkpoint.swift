/// What a log says of itself at one moment: its size and its root. C2SP tlog-checkpoint, the text of a signed note:
///
/// ```
/// origin           the log's own name, any line that is not empty
/// size             records in the log, decimal
/// root             base64 of the root of the tree of that size
/// extension…       any lines that are not empty, kept as they are; this log writes none
/// ```
public struct Checkpoint: Sendable {
    public let origin: String
    public let size: TreeSize
    public let root: NodeHash
    public let extensionLines: [String]

    /// Refuses an empty line and one with control characters, which no note can carry.
    public init(
        origin: String, size: TreeSize, root: NodeHash, extensionLines: [String] = []
    ) throws(MerkleError) {
        guard Checkpoint.isLine(origin) else { throw .malformedCheckpoint(line: 1) }
        for (offset, line) in extensionLines.enumerated() where !Checkpoint.isLine(line) {
            throw .malformedCheckpoint(line: 4 + offset)
        }
        self.origin = origin
        self.size = size
        self.root = root
        self.extensionLines = extensionLines
    }

    private static func isLine(_ text: String) -> Bool {
        !text.isEmpty && !text.utf8.contains { $0 < 0x20 }
    }

    /// Reads the text of a note. The note's limit bounds the number of lines.
    public init(text: String) throws(MerkleError) {
        let bytes = [UInt8](text.utf8)
        guard let lines = Lines.split(bytes[...], countMax: MerkleLimits.noteByteCountMax) else {
            throw .malformedCheckpoint(line: 1 + bytes.count { $0 == Lines.newline })
        }
        guard lines.count > 1, let size = Lines.decimal(lines[1]) else { throw .malformedCheckpoint(line: 2) }
        guard lines.count > 2, let root = NodeHash(base64: lines[2]) else { throw .malformedCheckpoint(line: 3) }
        let strings = lines.map { String(decoding: $0, as: UTF8.self) }
        try self.init(
            origin: strings[0], size: TreeSize(size), root: root, extensionLines: Array(strings.dropFirst(3)))
    }

    /// The text of the note, each line with its newline.
    public var text: String {
        ([origin, size.description, root.base64] + extensionLines).map { $0 + "\n" }.joined()
    }
}

extension Checkpoint {
    /// The checkpoint as a note signed by the log's key, whose name has to be the origin.
    public func signed(by key: SignerKey) throws(MerkleError) -> SignedNote {
        guard key.name.utf8.elementsEqual(origin.utf8) else { throw .originUnsigned(origin: origin) }
        return try SignedNote(signing: text, with: [key])
    }

    /// The checkpoint of a note, believed because of `keys`: at least one of them has to have signed, none of the
    /// signatures in their names may be wrong, and one that signed has to bear the origin's name. The last keeps
    /// a checkpoint of one log from passing for another's where the same keys are trusted for both; C2SP
    /// recommends that name, this log always uses it.
    public init(verifying note: SignedNote, trusting keys: [VerifierKey]) throws(MerkleError) {
        let names = try note.verify(trusting: keys)
        try self.init(text: note.unverifiedText)
        guard names.contains(where: { $0.utf8.elementsEqual(origin.utf8) }) else {
            throw .originUnsigned(origin: origin)
        }
    }
}

// By bytes, as the signature sees it.
extension Checkpoint: Equatable {
    public static func == (left: Checkpoint, right: Checkpoint) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }
}
