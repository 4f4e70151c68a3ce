internal import Bytes
public import Storage

/// The customers' keys, one slot each: destroying a slot erases a person, though the log keeps every byte.
///
/// Keys are made and synced ahead of their use, so that an event never names a key that a crash could lose. The vault
/// lies outside the log and outside its backups. A slot that an event has used is never given out again; one that was
/// given out and never came into an event is.
///
/// Used by one thread, the engine's. Keys that were asked for stay in memory until they are destroyed.
public final class Vault {
    private let file: any File
    private let path: String
    private let random: @Sendable () -> UInt64
    /// The last slot that an event has used.
    private var lastUsed: UInt64 = 0
    /// The last slot that is on disk for good.
    private var lastReady: UInt64
    private var known: [UInt64: PersonalKey] = [:]

    static let magic: UInt64 = 0x3154_4c55_4156_4450  // "PDVAULT1"
    /// As many as a busy team's new customers in an hour; 64 KiB.
    static let slotsAhead: UInt64 = 1_024

    /// Opens the vault in `directory`, creating it if it is not there. Blocks.
    public static func open(
        in directory: String, fileSystem: any FileSystem, random: @escaping @Sendable () -> UInt64
    ) throws(VaultError) -> Vault {
        let path = directory + "/vault"
        let vault: Vault?
        do throws(FileError) {
            if try !fileSystem.exists(path) { try create(path, in: directory, fileSystem) }
            let file = try fileSystem.open(path, .readWrite)
            let slots = try file.size() / UInt64(VaultSlot.byteCount)
            let header = try file.readAll(8, at: 0)
            let isVault = slots > 0 && header.bytes.uint64(at: 0) == magic
            vault = isVault ? Vault(file, path: path, random: random, slots: slots - 1) : nil
            if !isVault { file.close() }
        } catch { throw .file(error) }
        guard let vault else { throw .notAVault(path: path) }
        return vault
    }

    /// Whole or not there: a crash in between leaves no file that is half a vault.
    private static func create(_ path: String, in directory: String, _ fileSystem: any FileSystem) throws(FileError) {
        var header: [UInt8] = []
        header.append(littleEndian: magic)
        header += [UInt8](repeating: 0, count: VaultSlot.byteCount - header.count)
        try fileSystem.replaceFile(path, in: directory, with: header, isPrivate: true)
    }

    private init(_ file: any File, path: String, random: @escaping @Sendable () -> UInt64, slots: UInt64) {
        self.file = file
        self.path = path
        self.random = random
        lastReady = slots
    }

    public func close() { file.close() }

    /// Notes that an event has used `slot`: replay tells of all of them before the first is given out.
    public func noteUsed(_ slot: UInt64) { lastUsed = max(lastUsed, slot) }

    /// Gives out the next slot and its key, which is on disk.
    public func take() throws(VaultError) -> (slot: UInt64, key: PersonalKey) {
        let slot = lastUsed + 1
        // What a crash left half made behind the used ones is made again.
        let isReady = slot <= lastReady ? try read(slot) != nil : false
        if !isReady { try prepare(from: slot) }
        guard let key = try key(slot) else { throw .slotDamaged(path: path, slot: slot) }
        lastUsed = slot
        return (slot, key)
    }

    /// The key in `slot`; nil if it was destroyed.
    public func key(_ slot: UInt64) throws(VaultError) -> PersonalKey? {
        if let key = known[slot] { return key }
        guard slot > 0, slot <= lastReady else { throw .slotMissing(path: path, slot: slot) }
        switch try read(slot) {
        case .ready(let key):
            known[slot] = key
            return key
        case .destroyed: return nil
        case nil: throw .slotDamaged(path: path, slot: slot)
        }
    }

    /// Destroys the key in `slot`, on disk and in memory. Does nothing if that was done.
    public func destroy(_ slot: UInt64) throws(VaultError) {
        known[slot] = nil
        guard slot <= lastReady else { throw .slotMissing(path: path, slot: slot) }
        if try read(slot) == .destroyed { return }
        try write(VaultSlot.destroyed.encoded(slot), at: slot)
    }

    private func prepare(from first: UInt64) throws(VaultError) {
        var bytes: [UInt8] = []
        let last = first + Self.slotsAhead - 1
        for slot in first...last {
            var key: [UInt8] = []
            while key.count < PersonalKey.byteCount { key.append(littleEndian: random()) }
            bytes += VaultSlot.ready(PersonalKey(key)).encoded(slot)
        }
        try write(bytes, at: first)
        lastReady = max(lastReady, last)
    }

    private func read(_ slot: UInt64) throws(VaultError) -> VaultSlot? {
        do throws(FileError) {
            let bytes = try file.readAll(VaultSlot.byteCount, at: VaultSlot.offset(slot))
            return VaultSlot(decoding: bytes.bytes, number: slot)
        } catch { throw .file(error) }
    }

    private func write(_ bytes: [UInt8], at slot: UInt64) throws(VaultError) {
        do throws(FileError) {
            try file.writeAll(bytes.bytes, at: VaultSlot.offset(slot))
            try file.sync()
        } catch { throw .file(error) }
    }
}
