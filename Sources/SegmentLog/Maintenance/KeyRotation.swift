internal import CommitLog
internal import Storage

/// Giving an encrypted log another master key.
///
/// Only the wrapping of the data keys changes: records stay as they are, and their data keys too. Whoever had the old
/// master key and a copy of the old keyring can still read what was written until now.
public enum KeyRotation {
    /// Wraps the data keys of the log in `path` with `new` instead of `old`. Takes the writer's lock; blocks.
    ///
    /// After a crash one of the two keys opens the log. If it is `new` already, the call succeeds again.
    /// - Throws: `.wrongMasterKey` if the log has another key than these two, `.held`, `.encryptionMismatch`.
    public static func rotate(
        _ path: String, from old: MasterKey, to new: MasterKey, environment: LogEnvironment
    ) throws(LogError) {
        let directory = LogDirectory(path: path, fileSystem: environment.fileSystem)
        var options = LogOptions()
        options.creates = false
        let lock = try LogCreation.lock(directory, options: options, owner: environment.owner)
        defer { lock.release() }
        guard let manifest = try directory.readManifest() else { throw .notALog(path) }
        guard manifest.requiredFeatures.contains(.encryption) else {
            throw .encryptionMismatch("the log is not encrypted, so it has no master key that could be changed")
        }
        let keyring = try directory.readNeededKeyring(log: manifest.log)
        // A rotation that was cut short may have come through; it is written again, because it may not be durable.
        let present = keyring.masterKey == new.identifier ? new : old
        let keys = try DataKeys(keyring, master: present)
        var entropy = environment.entropy
        let bytes = keys.rewrapped(keyring, master: new, entropy: &entropy).encoded
        try directory.attempt { () throws(FileError) in try directory.replace(Keyring.fileName, with: bytes) }
    }
}
