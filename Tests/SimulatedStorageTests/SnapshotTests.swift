import Bytes
import SimulatedStorage
import Storage
import Testing

@Suite struct SnapshotTests {
    @Test("Copies of one disk go their own ways")
    func copies() throws {
        let original = SimulatedFileSystem(seed: 1)
        original.plant("/file", "original")
        let snapshot = original.snapshot()
        original.plant("/file", "changed")
        let copy = SimulatedFileSystem(snapshot: snapshot)
        #expect(copy.text("/file") == "original")
        try copy.withFile("/file", .readWrite) { try $0.writeAll([0x4f].bytes, at: 0) }
        #expect(copy.text("/file") == "Original")
        #expect(original.text("/file") == "changed")
        #expect(SimulatedFileSystem(snapshot: snapshot).text("/file") == "original")
    }

    @Test("What was not synced is not synced in a copy, and each seed loses its own part of it")
    func unsyncedInCopies() throws {
        let original = SimulatedFileSystem(seed: 1)
        original.plant("/file", "old")
        try original.withFile("/file", .readWrite) { try $0.writeAll(Array("new".utf8).bytes, at: 0) }
        let lock = try original.lock("/lock", owner: "owner")
        let snapshot = original.snapshot()
        let seen = try tally { seed in
            let copy = SimulatedFileSystem(snapshot: snapshot, seed: seed)
            let isLocked = try copy.isLocked("/lock")
            #expect(!isLocked, "the processes are not copied")
            copy.crash()
            return copy.text("/file")
        }
        #expect(Set(seen.keys) == ["old", "new"])
        lock.release()
    }

    @Test("A copy does not hold what only an ended process had open")
    func nothingIsOpenInCopies() throws {
        let original = SimulatedFileSystem(seed: 1, capacity: 8192)
        let file = try original.open("/file", .create)
        try file.allocate(8192)
        try original.remove("/file")
        try original.syncDirectory("/")
        #expect(original.freeByteCount == 0)
        #expect(SimulatedFileSystem(snapshot: original.snapshot()).freeByteCount == 8192)
        file.close()
    }

    @Test("Thousands of copies with a file of 64 MiB are no matter")
    func cheapCopies() throws {
        let original = SimulatedFileSystem(seed: 1)
        try original.withFile("/large", .create) { file in
            try file.allocate(64 << 20)
            try file.writeAll([1, 2, 3].bytes, at: 0)
            try file.sync()
        }
        try original.syncDirectory("/")
        let snapshot = original.snapshot()
        for turn in 0..<5000 {
            let copy = SimulatedFileSystem(snapshot: snapshot)
            copy.flipBit(at: turn, in: "/large")
            copy.crash()
            let size = try copy.withFile("/large", .read) { try $0.size() }
            #expect(size == 64 << 20)
        }
        #expect(original.contents(of: "/large")![..<4] == [1, 2, 3, 0])
    }
}

/// The verbs with which a test looks at a disk and damages it.
@Suite struct DamageTests {
    @Test("A bit is flipped, for good")
    func flipBit() {
        let system = SimulatedFileSystem(seed: 1)
        system.replaceContents(of: "/file", with: [0, 0, 0])
        system.flipBit(at: 8 + 3, in: "/file")
        system.crash()
        #expect(system.contents(of: "/file") == [0, 8, 0])
        system.flipBit(at: 8 + 3, in: "/file")
        #expect(system.contents(of: "/file") == [0, 0, 0])
    }

    @Test("A byte is incremented, and a file cut, for good")
    func incrementAndShrink() {
        let system = SimulatedFileSystem(seed: 1)
        system.replaceContents(of: "/file", with: [1, 255, 3])
        system.incrementByte(at: 1, in: "/file")
        system.shrink("/file", to: 2)
        system.crash()
        #expect(system.contents(of: "/file") == [1, 0])
    }

    @Test("Damage is not a call")
    func noCalls() {
        let system = SimulatedFileSystem(seed: 1)
        system.replaceContents(of: "/file", with: [1])
        system.incrementByte(at: 0, in: "/file")
        #expect(system.contents(of: "/missing") == nil)
        #expect(system.paths == ["/file"])
        #expect(system.callCount == 0)
    }
}
