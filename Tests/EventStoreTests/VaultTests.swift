import EventStore
import SimulatedStorage
import Storage
import Testing
import Threads

/// A simulated disk with a folder for the vault, and numbers that never repeat for keys.
struct VaultWorld {
    let fileSystem: SimulatedFileSystem
    private let drawn = Monitor(UInt64(0))

    init(seed: UInt64 = 1) throws {
        fileSystem = SimulatedFileSystem(seed: seed)
        try fileSystem.makeDirectory("keys")
        try fileSystem.syncDirectory("/")
    }

    func open() throws(VaultError) -> Vault {
        try Vault.open(in: "keys", fileSystem: fileSystem) { [drawn] in
            drawn.withLock { drawn in
                drawn += 1
                return drawn
            }
        }
    }
}

@Suite("The vault")
struct VaultTests {
    @Test("gives out each slot once, in order, and every key is another")
    func taking() throws {
        let vault = try VaultWorld().open()
        let taken = try (0..<3_000).map { _ in try vault.take() }
        #expect(taken.map(\.slot) == Array(1...3_000))
        #expect(Set(taken.map(\.key)).count == 3_000)
        for (slot, key) in taken { #expect(try vault.key(slot) == key) }
        vault.close()
    }

    @Test("has every key that it gave out after the power went", arguments: 1...50 as ClosedRange<UInt64>)
    func power(_ seed: UInt64) throws {
        let world = try VaultWorld(seed: seed)
        var taken: [(slot: UInt64, key: PersonalKey)] = []
        for round in 0..<4 {
            let vault = try world.open()
            if let last = taken.last { vault.noteUsed(last.slot) }
            for (slot, key) in taken { #expect(try vault.key(slot) == key, "seed \(seed), round \(round)") }
            for _ in 0..<700 { taken.append(try vault.take()) }
            world.fileSystem.crash()
        }
        #expect(Set(taken.map(\.slot)).count == taken.count, "seed \(seed)")
    }

    @Test("destroys a key for good, in memory and on disk")
    func destroying() throws {
        let world = try VaultWorld()
        let vault = try world.open()
        let (slot, _) = try vault.take()
        let (other, key) = try vault.take()
        try vault.destroy(slot)
        #expect(try vault.key(slot) == nil)
        world.fileSystem.crash()
        let again = try world.open()
        #expect(try again.key(slot) == nil)
        #expect(try again.key(other) == key)
        try again.destroy(slot)
    }

    @Test("says which slot is damaged, and which is missing")
    func damage() throws {
        let world = try VaultWorld()
        let vault = try world.open()
        let (slot, _) = try vault.take()
        vault.close()
        world.fileSystem.incrementByte(at: 64 + 20, in: "keys/vault")
        let damaged = try world.open()
        #expect(throws: VaultError.slotDamaged(path: "keys/vault", slot: slot)) { try damaged.key(slot) }
        #expect(throws: VaultError.slotMissing(path: "keys/vault", slot: 99_999)) { try damaged.key(99_999) }
        world.fileSystem.incrementByte(at: 0, in: "keys/vault")
        #expect(throws: VaultError.notAVault(path: "keys/vault")) { _ = try world.open() }
    }

    @Test("passes on what the disk refuses, and goes on when it does not", arguments: 1...12)
    func refusals(_ call: Int) throws {
        let world = try VaultWorld()
        world.fileSystem.inject(.refuse(.io), atCall: world.fileSystem.callCount + call)
        do {
            let vault = try world.open()
            _ = try vault.take()
            vault.close()
        } catch {
            guard case .file = error else { throw error }
        }
        world.fileSystem.removeFaults()
        let vault = try world.open()
        let (slot, key) = try vault.take()
        #expect(try vault.key(slot) == key)
    }
}
