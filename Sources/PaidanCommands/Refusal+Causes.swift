// The one place where errors become exit statuses and text. What a daemon refuses is beside it, in
// Refusal+Daemon.swift.
internal import CommitLog
internal import Merkle
internal import SegmentLog
internal import Storage

extension Refusal {
    /// What a log refused. `description` says what to do; which command does it is said here.
    init(_ error: LogError) {
        switch error {
        case .corruption: self.init(.corruption, "\(error), with `paidan log salvage`")
        case .file(let error): self.init(error)
        case .log(let error): self.init(error)
        case .held: self.init(.refused, error.description)
        case .masterKeyMissing:
            self.init(
                .badUse, "the log is encrypted; name its key file with --master-key or \(MasterKeyOption.variable)")
        case .notALog, .notEmpty, .unknownVersion, .unknownFeatures, .wrongMasterKey, .badMasterKey,
            .encryptionMismatch, .badOption, .noEvidence, .beyondEnd:
            self.init(.badUse, error.description)
        }
    }

    init(_ error: CommitLogError) {
        switch error {
        case .corruption: self.init(LogError.corruptionOrSelf(error))
        case .tooLarge, .reservedType: self.init(.badUse, error.description)
        case .halted: self.init(.refused, "\(error); what was acknowledged is durable")
        case .noSpace, .stale, .overloaded, .closed, .unreadable: self.init(.refused, error.description)
        }
    }

    /// A file of a log, or one that a log needs.
    init(_ error: FileError) {
        // A directory that lies nowhere, or is a file, was named wrongly; everything else is the system's refusal.
        switch (error.code, error.operation) {
        case (Self.notADirectory, _): self.init(.badUse, "\(error); name a directory")
        case (.notFound, .makeDirectory): self.init(.badUse, error.description)
        default: self.init(.refused, error.description)
        }
    }

    /// ENOTDIR
    private static let notADirectory = FileError.Code.other(20)
    /// EISDIR
    private static let isADirectory = FileError.Code.other(21)

    /// A file that the user named.
    init(named error: FileError) {
        switch error.code {
        case .notFound, .exists, Self.notADirectory, Self.isADirectory: self.init(.badUse, error.description)
        default: self.init(.refused, error.description)
        }
    }

    /// The reader of the output may go when it has seen enough: nothing is wrong, and nothing is to be said.
    init(_ error: StreamError) {
        switch error {
        case .closed: self.init(.success, nil)
        case .refused: self.init(.refused, error.description)
        }
    }

    /// Signed text: refuted by its own key or by its hashes, which is corruption, or not what it should be.
    init(_ error: MerkleError, in name: String) {
        switch error {
        case .badSignature, .inclusionRootMismatch, .oldRootMismatch, .newRootMismatch, .indexOutsideTree,
            .sizesOutOfOrder, .pathTooShort, .pathTooLong:
            self.init(.corruption, "\(name) does not hold: \(error); do not rely on it")
        case .noTrustedSignature, .originUnsigned:
            self.init(.badUse, "\(name): \(error); check that this is the log's public key")
        default:
            self.init(.badUse, "\(name): \(error)")
        }
    }
}

extension LogError {
    fileprivate static func corruptionOrSelf(_ error: CommitLogError) -> LogError {
        if case .corruption(let corruption) = error { return .corruption(corruption) }
        return .log(error)
    }
}
