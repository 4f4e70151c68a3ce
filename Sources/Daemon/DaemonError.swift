internal import CommitLog
internal import EventStore
internal import SegmentLog
internal import Storage

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

    /// Why the vault in a folder does not open.
    init(_ error: VaultError, in folder: String) {
        switch error {
        case .file(let error): self.init(status: 3, message: error.description)
        case .notAVault(let path):
            self.init(status: 2, message: "\(path) is no vault of this version; restore \(folder) from its backup")
        case .slotDamaged(let path, let slot):
            self.init(
                status: 2, message: "\(path): key \(slot) is damaged; restore \(folder) from its backup")
        case .slotMissing(let path, let slot):
            self.init(
                status: 2,
                message: "\(path) has no key \(slot); it is older than the log: restore \(folder) from its backup")
        }
    }

    init(status: Int32, message: String) {
        self.status = status
        self.message = message
    }
}
