/// Everything this module refuses, by name. None of it is a fault of the log by itself: it says that what was
/// handed in does not hold.
public enum MerkleError: Error, Sendable, Hashable {
    // A frontier's bytes.
    case frontierCutShort(byteCount: Int)
    case frontierRootCount(expected: Int, found: Int)
    case frontierByteCount(expected: Int, found: Int)

    // Proofs.
    case indexOutsideTree(LeafIndex, TreeSize)
    case sizesOutOfOrder(old: TreeSize, new: TreeSize)
    case pathTooShort
    case pathTooLong
    case inclusionRootMismatch
    case oldRootMismatch
    case newRootMismatch

    // Keys.
    case malformedKeyName
    case malformedVerifierKey
    case malformedSignerKey
    case keyIDMismatch

    // Notes.
    case noteTooLong(byteCountMax: Int)
    case noteNotUTF8
    case noteControlCharacter
    case noteTextUnterminated
    case noteWithoutSignatures
    case noteTooManySignatures(countMax: Int)
    case malformedSignatureLine(number: Int)
    case badSignature(keyName: KeyName)
    case noTrustedSignature

    // Checkpoints. Lines count from 1: origin, size, root, extensions.
    case malformedCheckpoint(line: Int)
    case originUnsigned(origin: String)
    case originsDiffer(old: String, new: String)

    // Proofs as text.
    case proofTextTooLong(byteCountMax: Int)
    case proofVersionUnknown
    case proofWithoutRecord
    case proofWithoutCheckpoint
    case malformedProofText(line: Int)
}

extension MerkleError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .frontierCutShort(let byteCount): "a frontier has at least 9 bytes, not \(byteCount)"
        case .frontierRootCount(let expected, let found): "a frontier should have \(expected) roots, not \(found)"
        case .frontierByteCount(let expected, let found): "a frontier should have \(expected) bytes, not \(found)"
        case .indexOutsideTree(let index, let size): "there is no leaf \(index) in a tree of \(size)"
        case .sizesOutOfOrder(let old, let new): "the older tree has \(old) leaves, the newer only \(new)"
        case .pathTooShort: "the proof's path is too short for its tree"
        case .pathTooLong: "the proof's path is too long for its tree"
        case .inclusionRootMismatch: "the record is not at this place in the tree of the checkpoint"
        case .oldRootMismatch: "the proof does not lead to the older checkpoint"
        case .newRootMismatch: "the proof does not lead to the newer checkpoint"
        case .malformedKeyName: "a key's name has at least one character, and neither spaces nor a plus"
        case .malformedVerifierKey: "a public key is name+8 hexadecimal digits+base64"
        case .malformedSignerKey: "a private key is PRIVATE+KEY+name+8 hexadecimal digits+base64"
        case .keyIDMismatch: "the key's digits do not belong to its name and bytes"
        case .noteTooLong(let byteCountMax): "a signed note has at most \(byteCountMax) bytes"
        case .noteNotUTF8: "the note is not UTF-8"
        case .noteControlCharacter: "the note has a control character"
        case .noteTextUnterminated: "the note's text does not end in a newline"
        case .noteWithoutSignatures: "the note has no signatures"
        case .noteTooManySignatures(let countMax): "a note has at most \(countMax) signatures"
        case .malformedSignatureLine(let number): "the note's signature line \(number) is malformed"
        case .badSignature(let keyName): "the signature by \(keyName) is wrong"
        case .noTrustedSignature: "no trusted key signed the note"
        case .malformedCheckpoint(let line): "line \(line) of the checkpoint is malformed"
        case .originUnsigned(let origin): "no trusted key of the name \(origin) signed the checkpoint"
        case .originsDiffer(let old, let new): "the checkpoints are of two logs, \(old) and \(new)"
        case .proofTextTooLong(let byteCountMax): "a proof has at most \(byteCountMax) bytes"
        case .proofVersionUnknown: "the first line names no known kind of proof"
        case .proofWithoutRecord: "the proof does not carry its record"
        case .proofWithoutCheckpoint: "the proof does not end in a checkpoint"
        case .malformedProofText(let line): "line \(line) of the proof is malformed"
        }
    }
}
