internal import CommitLog
internal import SegmentLog

/// Why the daemon does not run, and what to do.
struct DaemonError: Error {
    /// 1 for bad use, 2 for corruption, 3 for what the system refused.
    var status: Int32
    var message: String

    static func badUse(_ message: String) -> DaemonError { DaemonError(status: 1, message: message) }
    static func refused(_ message: String) -> DaemonError { DaemonError(status: 3, message: message) }

    /// Why the log in a data directory does not open.
    init(_ error: LogError) {
        switch error {
        case .corruption, .log(.corruption): self.init(status: 2, message: "\(error), with `paidan log salvage`")
        case .file, .held, .log: self.init(status: 3, message: error.description)
        case .notALog, .notEmpty, .unknownVersion, .unknownFeatures, .masterKeyMissing, .wrongMasterKey, .badMasterKey,
            .encryptionMismatch, .badOption, .noEvidence, .beyondEnd:
            self.init(status: 1, message: error.description)
        }
    }

    init(status: Int32, message: String) {
        self.status = status
        self.message = message
    }
}
