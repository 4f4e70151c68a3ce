public import Storage

/// Why the vault cannot be used.
public enum VaultError: Error, Hashable, Sendable {
    case file(FileError)
    /// The file is none of this product, or of a newer version.
    case notAVault(path: String)
    /// A slot that the log uses does not hold what was written: what it sealed cannot be read. Put the vault back from
    /// a backup; keys of erased customers are destroyed again when the log is replayed.
    case slotDamaged(path: String, slot: UInt64)
    /// The log names a slot that the vault does not have: the vault is older than the log, or another's.
    case slotMissing(path: String, slot: UInt64)
}
