/// The lines of a proof above its first empty line, taken one after the other.
struct ProofTextHeader {
    private let lines: [ArraySlice<UInt8>]

    /// How many lines have been taken, the version among them.
    private(set) var taken = 1

    /// Cuts a proof into its header, whose first line has to be `version`, and what is below the empty line.
    static func cut(
        _ bytes: [UInt8], version: String
    ) throws(MerkleError) -> (header: ProofTextHeader, rest: ArraySlice<UInt8>) {
        guard bytes.count <= MerkleLimits.proofTextByteCountMax else {
            throw .proofTextTooLong(byteCountMax: MerkleLimits.proofTextByteCountMax)
        }
        guard bytes.starts(with: "\(version)\n".utf8) else { throw .proofVersionUnknown }
        guard let (above, below) = Lines.cutAtFirstEmptyLine(bytes[...]) else { throw .proofWithoutCheckpoint }
        guard let lines = Lines.split(above, countMax: MerkleLimits.proofHeaderLineCountMax) else {
            throw .pathTooLong
        }
        return (ProofTextHeader(lines: lines), below)
    }

    private init(lines: [ArraySlice<UInt8>]) { self.lines = lines }

    /// Takes the next line if it is `name`, a space and a value.
    mutating func take(_ name: String) -> ArraySlice<UInt8>? {
        let prefix = "\(name) ".utf8
        guard taken < lines.count, lines[taken].starts(with: prefix) else { return nil }
        taken += 1
        return lines[taken - 1].dropFirst(prefix.count)
    }

    /// Takes the rest of the lines, which are hashes.
    mutating func takePath(countMax: Int) throws(MerkleError) -> [NodeHash] {
        guard lines.count - taken <= countMax else { throw .pathTooLong }
        var path: [NodeHash] = []
        while taken < lines.count {
            taken += 1
            guard let hash = NodeHash(base64: lines[taken - 1]) else { throw .malformedProofText(line: taken) }
            path.append(hash)
        }
        return path
    }
}
