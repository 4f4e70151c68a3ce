import Bytes
import Seeds
import SimulatedStorage
import Storage
import Testing

/// What a crash may leave of names whose directory was not synced.
@Suite struct NameLossTests {
    @Test("A new name is sometimes kept and sometimes lost, even when the file was synced")
    func newName() throws {
        let seen = try tally { seed in
            let system = SimulatedFileSystem(seed: seed)
            try system.withFile("/file", .create) { file in
                try file.writeAll([1].bytes, at: 0)
                try file.sync()
            }
            system.crash()
            return system.contents(of: "/file")
        }
        #expect(Set(seen.keys) == [nil, [1]])
    }

    @Test("A name is never lost once its directory was synced")
    func syncedName() throws {
        for seed: UInt64 in 0..<200 {
            let system = SimulatedFileSystem(seed: seed)
            try system.makeDirectory("/a")
            try system.withFile("/a/file", .create) { _ in }
            try system.syncDirectory("/a")
            try system.syncDirectory("/")
            system.crash()
            #expect(system.paths == ["/a/file"], "seed \(seed)")
        }
    }

    @Test("A synced name in a directory whose own name was not synced may be lost")
    func nameInUnsyncedDirectory() throws {
        let seen = try tally { seed in
            let system = SimulatedFileSystem(seed: seed)
            try system.makeDirectory("/a")
            try system.withFile("/a/file", .create) { _ in }
            try system.syncDirectory("/a")
            system.crash()
            return system.paths
        }
        #expect(Set(seen.keys) == [[], ["/a/file"]])
    }

    @Test("Names are lost independently")
    func independentNames() throws {
        let seen = try tally { seed in
            let system = SimulatedFileSystem(seed: seed)
            for name in ["/a", "/b", "/c"] { try system.withFile(name, .create) { _ in } }
            system.crash()
            return system.paths
        }
        #expect(seen.count == 8, "every subset occurs")
    }

    @Test("A removed name may come back, with its bytes")
    func removedName() throws {
        let seen = try tally { seed in
            let system = SimulatedFileSystem(seed: seed)
            system.plant("/file", "content")
            try system.remove("/file")
            system.crash()
            return system.text("/file")
        }
        #expect(Set(seen.keys) == [nil, "content"])
    }

    @Test("A name that was replaced stands for the old file or the new one, never for none")
    func replacedName() throws {
        let seen = try tally { seed in
            let system = SimulatedFileSystem(seed: seed)
            system.plant("/target", "old")
            try system.withFile("/source", .create) { file in
                try file.writeAll(Array("new".utf8).bytes, at: 0)
                try file.sync()
            }
            try system.rename("/source", to: "/target")
            system.crash()
            return system.text("/target")
        }
        #expect(Set(seen.keys) == ["old", "new"])
    }

    @Test("A moved file keeps its old name, its new one or both, never none")
    func movedFile() throws {
        let seen = try tally { seed in
            let system = SimulatedFileSystem(seed: seed)
            system.plant("/source", "content")
            try system.makeDirectory("/directory")
            try system.rename("/source", to: "/between")
            try system.rename("/between", to: "/directory/target")
            system.crash()
            #expect(system.paths.allSatisfy { system.text($0) == "content" }, "seed \(seed)")
            return system.paths
        }
        #expect(seen[[]] == nil)
        #expect(seen[["/source"]] != nil && seen[["/directory/target"]] != nil)
        #expect(seen[["/directory/target", "/source"]] != nil)
    }

    @Test("A moved directory has one name afterwards, with all that was in it")
    func movedDirectory() throws {
        let seen = try tally { seed in
            let system = SimulatedFileSystem(seed: seed)
            try system.makeDirectory("/old")
            system.plant("/old/file", "content")
            try system.syncDirectory("/")
            try system.makeDirectory("/parent")
            try system.syncDirectory("/")
            try system.rename("/old", to: "/parent/new")
            system.crash()
            return system.paths
        }
        #expect(Set(seen.keys) == [["/old/file"], ["/parent/new/file"]])
    }

    @Test("However directories are moved about, each is left once, with all that was in it")
    func movedTree() throws {
        for seed: UInt64 in 0..<1500 {
            let system = SimulatedFileSystem(seed: seed)
            var random = SplitMix64(seed: seed)
            var paths = ["/0", "/1", "/1/2", "/1/2/3", "/4", "/4/5"]
            for (number, path) in paths.enumerated() {
                try system.makeDirectory(path)
                system.plant(path + "/file", "\(number)")
            }
            for path in paths + ["/"] { try system.syncDirectory(path) }
            for turn in 0..<random.number(in: 1...12) {
                if random.chance(1, in: 4) {
                    paths.append("\(random.pick(paths))/new \(turn)")
                    try? system.makeDirectory(paths.last!)
                } else {
                    let target = (random.coin() ? random.pick(paths) : "") + "/moved \(random.below(3))"
                    paths.append(target)
                    try? system.rename(random.pick(paths), to: target)
                }
            }
            system.crash()
            #expect(system.paths.map { system.text($0)! }.sorted() == ["0", "1", "2", "3", "4", "5"], "seed \(seed)")
        }
    }

    @Test("A file without a name is gone after a crash, and its space is free")
    func namelessFile() throws {
        let system = SimulatedFileSystem(seed: 1, capacity: 8192)
        system.replaceContents(of: "/file", with: [UInt8](repeating: 1, count: 8192))
        let file = try system.open("/file", .read)
        try system.remove("/file")
        try system.syncDirectory("/")
        #expect(system.freeByteCount == 0, "it lives while it is open")
        system.crash()
        #expect(system.freeByteCount == 8192)
        file.close()
    }
}
