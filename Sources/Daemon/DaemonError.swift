internal import Causes
internal import CommitLog
internal import EventStore
internal import Policies
internal import SegmentLog
internal import Storage

/// Why the daemon does not run, and what to do.
struct DaemonError: Error {
    /// 1 for bad use, 2 for corruption, 3 for what the system refused.
    var status: Int32
    var message: LocalText

    static func badUse(_ chinese: String, _ english: String) -> DaemonError {
        DaemonError(status: 1, LocalText(chinese, english))
    }

    static func refused(_ chinese: String, _ english: String) -> DaemonError {
        DaemonError(status: 3, LocalText(chinese, english))
    }

    init(status: Int32, _ message: LocalText) {
        self.status = status
        self.message = message
    }

    /// Why the log in a data directory does not open.
    init(_ error: LogError) {
        let words = error.words
        switch error {
        case .corruption, .log(.corruption):
            self.init(
                status: 2,
                LocalText(
                    words.chinese + "（`paidan log salvage`）", words.english + ", with `paidan log salvage`"))
        case .file, .held, .log: self.init(status: 3, words)
        case .notALog, .notEmpty, .unknownVersion, .unknownFeatures, .masterKeyMissing, .wrongMasterKey, .badMasterKey,
            .encryptionMismatch, .badOption, .noEvidence, .beyondEnd:
            self.init(status: 1, words)
        }
    }

    /// Why the vault in a folder does not open.
    init(_ error: VaultError, in folder: String) {
        switch error {
        case .file(let error): self.init(status: 3, error.words)
        case .notAVault(let path):
            self.init(
                status: 2,
                LocalText(
                    "\(path) 不是本版本的密钥库，请从备份恢复 \(folder)",
                    "\(path) is no vault of this version; restore \(folder) from its backup"))
        case .slotDamaged(let path, let slot):
            self.init(
                status: 2,
                LocalText(
                    "\(path)：密钥 \(slot) 已损坏，请从备份恢复 \(folder)",
                    "\(path): key \(slot) is damaged; restore \(folder) from its backup"))
        case .slotMissing(let path, let slot):
            self.init(
                status: 2,
                LocalText(
                    "\(path) 中没有密钥 \(slot)，它比日志旧；请从备份恢复 \(folder)",
                    "\(path) has no key \(slot); it is older than the log: restore \(folder) from its backup"))
        }
    }
}
