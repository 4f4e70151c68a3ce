import Bytes
import SimulatedStorage
import Storage
import Testing

/// The end of every process, without a power loss.
@Suite struct KillTests {
    @Test("What was written stays, for every seed")
    func writtenStays() throws {
        for seed: UInt64 in 0..<100 {
            let system = SimulatedFileSystem(seed: seed)
            let file = try system.open("/file", .create)
            try file.writeAll(Array("not synced".utf8).bytes, at: 0)
            system.kill()
            #expect(system.text("/file") == "not synced", "seed \(seed)")
        }
    }

    @Test("It is no more durable than before")
    func notMoreDurable() throws {
        let seen = try tally { seed in
            let system = SimulatedFileSystem(seed: seed)
            system.plant("/file", "old")
            try system.withFile("/file", .readWrite) { try $0.writeAll(Array("new".utf8).bytes, at: 0) }
            system.kill()
            system.crash()
            return system.text("/file")
        }
        #expect(Set(seen.keys) == ["old", "new"])
    }

    @Test("Locks are free, files are dead, pages stay")
    func handles() throws {
        let system = SimulatedFileSystem(seed: 1)
        let file = try system.open("/file", .create)
        let lock = try system.lock("/lock", owner: "owner")
        let page = try system.mapShared("/page", byteCount: 64)
        page.store(7, at: 0)
        system.kill()
        #expect(try system.isLocked("/lock") == false)
        #expect(throws: FileError(.size, "/file", .simulatedDeadHandle)) { try file.size() }
        page.store(8, at: 0)
        let again = try system.mapShared("/page", byteCount: 64)
        #expect(again.load(0) == 7)
        again.unmap()
        let next = try system.lock("/lock", owner: "next")
        // What died may still be given back, to no effect.
        file.close()
        lock.release()
        page.unmap()
        #expect(try system.isLocked("/lock"))
        next.release()
        #expect(system.openHandleCount == 0)
    }
}
