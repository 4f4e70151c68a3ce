public import CommitLog
public import Storage

/// Why a log could not be opened, read or kept. Each names what is wrong; `description` says what to do.
public enum LogError: Error, Sendable, Hashable {
    /// The directory holds no log.
    case notALog(String)
    /// The directory holds something else than a log, so none is created there.
    case notEmpty(String)
    /// Another process has it open for writing; the text says which.
    case held(by: String)
    /// What was durable has changed. Nothing was touched.
    case corruption(LogCorruption)
    /// Written by a later version.
    case unknownVersion(file: String, UInt32)
    case unknownFeatures(file: String, Features)
    case masterKeyMissing
    case wrongMasterKey
    case badMasterKey(String)
    /// The log exists and is not encrypted, or the other way round.
    case encryptionMismatch(String)
    case badOption(String)
    /// The log was made without a Merkle tree.
    case noEvidence
    /// A record was asked for that is not there (yet).
    case beyondEnd(asked: SequenceNumber, end: SequenceNumber)
    case file(FileError)
    case log(CommitLogError)
}

extension LogError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notALog(let path): "\(path) holds no log; check the path"
        case .notEmpty(let path): "\(path) is not empty and holds no log; choose an empty or new directory"
        case .held(let owner): "the log is open for writing by \(owner); stop that first, or only read"
        case .corruption(let corruption):
            "corruption in \(corruption); nothing was changed. Restore a backup, or salvage what is readable"
        case .unknownVersion(let file, let version):
            "\(file) has format version \(version); open it with a version that knows it"
        case .unknownFeatures(let file, let features):
            "\(file) needs features this version does not have: \(features); open it with a newer one"
        case .masterKeyMissing: "the log is encrypted; give its master key"
        case .wrongMasterKey: "this master key is not the one that the log's keyring is wrapped with"
        case .badMasterKey(let why): why
        case .encryptionMismatch(let why): why
        case .badOption(let why): why
        case .noEvidence: "the log was created without tamper evidence, so it has no checkpoints and no proofs"
        case .beyondEnd(let asked, let end): "there is no record \(asked): the log ends with \(end)"
        case .file(let error): error.description
        case .log(let error): error.description
        }
    }
}
