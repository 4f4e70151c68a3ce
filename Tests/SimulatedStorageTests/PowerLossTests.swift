import Bytes
import SimulatedStorage
import Storage
import Testing

/// What a crash may leave of bytes and sizes that were not synced.
@Suite struct PowerLossTests {
    @Test("An unsynced write is sometimes kept and sometimes lost")
    func unsyncedWrite() throws {
        let seen = try tally { seed in
            let system = SimulatedFileSystem(seed: seed)
            system.plant("/file", "old")
            try system.withFile("/file", .readWrite) { try $0.writeAll(Array("new".utf8).bytes, at: 0) }
            system.crash()
            return system.text("/file")
        }
        #expect(seen.keys.compactMap(\.self).sorted() == ["new", "old"])
        #expect(seen.values.allSatisfy { $0 > 40 }, "both are common: \(seen)")
    }

    @Test("A synced write is never lost")
    func syncedWrite() throws {
        let seen = try tally { seed in
            let system = SimulatedFileSystem(seed: seed)
            system.plant("/file", "")
            try system.withFile("/file", .readWrite) { file in
                try file.writeAll(Array("synced, and long enough to extend the file".utf8).bytes, at: 0)
                try file.sync()
                system.crash()
            }
            system.crash()
            return system.text("/file")
        }
        #expect(seen == ["synced, and long enough to extend the file": 400])
    }

    @Test("Closing a file does not make it durable")
    func closedFile() throws {
        let seen = try tally { seed in
            let system = SimulatedFileSystem(seed: seed)
            try system.withFile("/file", .create) { try $0.writeAll([1].bytes, at: 0) }
            try system.syncDirectory("/")
            system.crash()
            return system.contents(of: "/file")
        }
        #expect(seen[[]] != nil && seen[[1]] != nil)
        // The size without the byte, as when metadata goes first.
        #expect(seen[[0]] != nil)
        #expect(seen.count == 3)
    }

    @Test("A write is torn at sectors, each new or old", arguments: [512, 4096])
    func tornWrite(_ sectorByteCount: Int) throws {
        var lostFirst = 0
        var patterns: Set<[UInt8]> = []
        for seed: UInt64 in 0..<400 {
            let system = SimulatedFileSystem(seed: seed, sectorByteCount: sectorByteCount)
            let old = [UInt8](repeating: 1, count: 4 * sectorByteCount)
            system.replaceContents(of: "/file", with: old)
            try system.withFile("/file", .readWrite) { file in
                try file.writeAll([UInt8](repeating: 2, count: 4 * sectorByteCount).bytes, at: 0)
            }
            system.crash()
            let left = try #require(system.contents(of: "/file"))
            #expect(left.count == old.count, "seed \(seed)")
            let sectors = (0..<4).map { Set(left[$0 * sectorByteCount..<($0 + 1) * sectorByteCount]) }
            #expect(sectors.allSatisfy { $0.count == 1 }, "seed \(seed): a sector is whole")
            let pattern = sectors.compactMap(\.first)
            patterns.insert(pattern)
            if pattern.first == 1 && pattern.last == 2 { lostFirst += 1 }
        }
        #expect(patterns.count == 16, "every subset occurs")
        #expect(lostFirst > 0, "writes are reordered")
    }

    @Test("Both sizes of sector are drawn if none is given")
    func sectorSizes() throws {
        let seen = try tally { seed in SimulatedFileSystem(seed: seed).sectorByteCount }
        #expect(Set(seen.keys) == [512, 4096])
    }

    @Test("A sector may be left with any version since the last sync, and no earlier one")
    func versions() throws {
        let seen = try tally { seed in
            let system = SimulatedFileSystem(seed: seed)
            system.plant("/file", "-")
            try system.withFile("/file", .readWrite) { file in
                for text in ["never", "zero!"] { try file.writeAll(Array(text.utf8).bytes, at: 0) }
                try file.sync()
                for text in ["one..", "two..", "three"] { try file.writeAll(Array(text.utf8).bytes, at: 0) }
            }
            system.crash()
            return system.text("/file")
        }
        #expect(seen.keys.compactMap(\.self).sorted() == ["one..", "three", "two..", "zero!"])
    }

    @Test("Any of the sizes since the last sync may be left")
    func sizes() throws {
        let seen = try tally { seed in
            let system = SimulatedFileSystem(seed: seed)
            system.plant("/file", "1234")
            try system.withFile("/file", .readWrite) { file in
                try file.truncate(to: 2)
                try file.allocate(6)
            }
            system.crash()
            return system.text("/file")
        }
        #expect(Set(seen.keys.compactMap(\.self)).isSuperset(of: ["1234", "12", "12\0\0\0\0", "1234\0\0"]))
        #expect(seen.keys.allSatisfy { $0!.utf8.count != 5 && $0!.hasPrefix("12") })
    }

    @Test("What was cut and synced does not come back")
    func cutStaysCut() throws {
        for seed: UInt64 in 0..<100 {
            let system = SimulatedFileSystem(seed: seed)
            system.replaceContents(of: "/file", with: [UInt8](repeating: 1, count: 20_000))
            try system.withFile("/file", .readWrite) { file in
                try file.truncate(to: 100)
                try file.sync()
                try file.truncate(to: 20_000)
            }
            system.crash()
            let left = try #require(system.contents(of: "/file"))
            #expect(left.dropFirst(100).allSatisfy { $0 == 0 }, "seed \(seed)")
        }
    }

    @Test("A shared page is left with zeros, what it held, or garbage")
    func sharedPage() throws {
        let seen = try tally { seed in
            let system = SimulatedFileSystem(seed: seed)
            let page = try system.mapShared("/page", byteCount: 4096)
            try system.syncDirectory("/")
            page.store(7, at: 0)
            system.crash()
            #expect(page.load(0) == 0, "the old mapping is dead")
            let again = try system.mapShared("/page", byteCount: 4096)
            defer { again.unmap() }
            return switch again.load(0) {
            case 0: "zeros"
            case 7: "what it held"
            default: "garbage"
            }
        }
        #expect(Set(seen.keys) == ["zeros", "what it held", "garbage"])
    }

    @Test("A file opened before a crash is dead, not a bug")
    func deadFile() throws {
        let system = SimulatedFileSystem(seed: 1)
        let file = try system.open("/file", .create)
        system.crash()
        #expect(throws: FileError(.size, "/file", .simulatedDeadHandle)) { try file.size() }
        #expect(throws: FileError(.sync, "/file", .simulatedDeadHandle)) { try file.sync() }
        file.close()
    }
}
