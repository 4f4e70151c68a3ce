import Bytes
import SimulatedStorage
import Storage
import Testing

@Suite struct CapacityTests {
    @Test("Beyond the capacity a write is short, then refused")
    func fullDisk() throws {
        let system = SimulatedFileSystem(seed: 1, capacity: 8192)
        try system.withFile("/file", .create) { file in
            #expect(try file.write([UInt8](repeating: 1, count: 10_000).bytes, at: 100) == 8092)
            #expect(throws: FileError(.write, "/file", .noSpace)) { try file.write([1].bytes, at: 8192) }
            #expect(try file.size() == 8192)
            try file.writeAll([2].bytes, at: 8191)
        }
    }

    @Test("A refused claim changes nothing, one that was granted is never refused later")
    func claims() throws {
        let system = SimulatedFileSystem(seed: 1, capacity: 16 << 12)
        let file = try system.open("/claimed", .create)
        try file.allocate(8 << 12)
        #expect(throws: FileError(.allocate, "/claimed", .noSpace)) { try file.allocate(17 << 12) }
        #expect(try file.size() == 8 << 12)
        let greedy = try system.open("/greedy", .create)
        #expect(throws: FileError(.write, "/greedy", .noSpace)) {
            try greedy.writeAll([UInt8](repeating: 1, count: 16 << 12).bytes, at: 0)
        }
        #expect(try greedy.size() == 8 << 12)
        system.capacity = 0
        try file.writeAll([UInt8](repeating: 2, count: 8 << 12).bytes, at: 0)
        try file.sync()
        try system.syncDirectory("/")
        system.crash()
        try system.withFile("/claimed", .readWrite) { file in
            try file.writeAll([UInt8](repeating: 3, count: 8 << 12).bytes, at: 0)
        }
    }

    @Test("A claim that was synced is still granted after a crash")
    func claimAfterCrash() throws {
        for seed: UInt64 in 0..<50 {
            let system = SimulatedFileSystem(seed: seed, capacity: 8 << 12)
            try system.withFile("/file", .create) { file in
                try file.allocate(8 << 12)
                try file.sync()
            }
            try system.syncDirectory("/")
            system.crash()
            system.capacity = 0
            try system.withFile("/file", .readWrite) { file in
                try file.writeAll([UInt8](repeating: 2, count: 8 << 12).bytes, at: 0)
            }
        }
    }

    @Test("A claim that was lost with its size holds no space")
    func lostClaim() throws {
        let seen = try tally { seed in
            let system = SimulatedFileSystem(seed: seed, capacity: 8 << 12)
            system.plant("/file", "")
            try system.withFile("/file", .readWrite) { try $0.allocate(8 << 12) }
            system.crash()
            let isKept = system.contents(of: "/file") != []
            #expect(system.freeByteCount == (isKept ? 0 : 8 << 12), "seed \(seed)")
            return isKept
        }
        #expect(seen.count == 2)
    }

    @Test("Cutting and removing give space back")
    func spaceComesBack() throws {
        let system = SimulatedFileSystem(seed: 1, capacity: 8 << 12)
        let file = try system.open("/file", .create)
        try file.allocate(8 << 12)
        #expect(system.freeByteCount == 0)
        try file.truncate(to: 1)
        #expect(system.freeByteCount == 7 << 12)
        try system.remove("/file")
        #expect(system.freeByteCount == 7 << 12, "it is still open")
        file.close()
        #expect(system.freeByteCount == 8 << 12)
    }
}
