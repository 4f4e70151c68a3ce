import Bytes
import Seeds
import SimulatedStorage
import Storage
import Testing

/// Long random runs against a model that is too simple to be wrong: a list of every content a file had since its
/// last sync.
@Suite struct RandomCallTests {
    struct Model {
        /// From the last synced content to the current one.
        var versions: [[UInt8]] = [[]]

        var current: [UInt8] { versions.last! }

        mutating func write(_ bytes: [UInt8], at offset: Int) {
            var next = current
            let missing = offset + bytes.count - next.count
            if missing > 0 { next += [UInt8](repeating: 0, count: missing) }
            next.replaceSubrange(offset..<offset + bytes.count, with: bytes)
            versions.append(next)
        }

        mutating func resize(to byteCount: Int) {
            let kept = current.prefix(byteCount)
            versions.append(kept + [UInt8](repeating: 0, count: byteCount - kept.count))
        }

        mutating func sync() { versions = [current] }

        /// Why this content cannot be what a power loss left; nil if it can.
        func objection(to left: [UInt8], sectorByteCount: Int) -> String? {
            guard versions.contains(where: { $0.count == left.count }) else { return "a size of \(left.count)" }
            for start in stride(from: 0, to: left.count, by: sectorByteCount) {
                let sector = left[start..<min(start + sectorByteCount, left.count)]
                let isKnown = versions.contains { version in
                    let known = start < version.count ? version[start..<min(start + sector.count, version.count)] : []
                    return sector.starts(with: known) && sector.dropFirst(known.count).allSatisfy { $0 == 0 }
                }
                if !isKnown { return "the sector at \(start)" }
            }
            return nil
        }
    }

    static func step(_ file: any File, _ model: inout Model, _ random: inout SplitMix64) throws {
        switch random.below(12) {
        case 0:
            try file.sync()
            model.sync()
        case 1:
            let size = random.below(12_000)
            try file.truncate(to: UInt64(size))
            model.resize(to: size)
        case 2:
            let size = random.below(12_000)
            try file.allocate(UInt64(size))
            model.resize(to: max(size, model.current.count))
        case 3, 4:
            let offset = random.below(12_000)
            let expected = model.current.dropFirst(offset).prefix(3000)
            #expect(try file.readAll(3000, at: UInt64(offset)).elementsEqual(expected))
        default:
            let offset = random.coin() ? model.current.count : random.below(10_000)
            let count = random.number(in: 1...(random.coin() ? 40 : 3000))
            let bytes = random.chance(1, in: 4) ? [UInt8](repeating: 0, count: count) : random.bytes(count)
            try file.writeAll(bytes.bytes, at: UInt64(offset))
            model.write(bytes, at: offset)
        }
        #expect(try file.size() == UInt64(model.current.count))
    }

    @Test("Reads give what was written, and a power loss leaves what it may")
    func againstModel() throws {
        for seed: UInt64 in 0..<1500 {
            var random = SplitMix64(seed: seed)
            let system = SimulatedFileSystem(seed: random.next())
            system.plant("/file", "")
            var model = Model()
            for _ in 0..<3 {
                let file = try system.open("/file", .readWrite)
                for _ in 0..<random.below(30) { try Self.step(file, &model, &random) }
                file.close()
                #expect(system.contents(of: "/file") == model.current, "seed \(seed)")
                system.crash()
                let left = try #require(system.contents(of: "/file"))
                let objection = model.objection(to: left, sectorByteCount: system.sectorByteCount)
                #expect(objection == nil, "seed \(seed)")
                model.versions = [left]
                if objection != nil { return }
            }
        }
    }

    /// A few hundred calls of every kind over a small tree.
    static func script(_ system: SimulatedFileSystem, seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let directories = ["/", "/d/", "/e/", "/f/", "/f/g/"]
        let names = directories.flatMap { [$0 + "a", $0 + "b"] }
        for directory in directories { try? system.makeDirectory(directory) }
        for _ in 0..<200 {
            let name = random.pick(names)
            switch random.below(10) {
            case 0: try? system.rename(name, to: random.pick(names))
            case 1: try? system.remove(name)
            case 2: try? system.syncDirectory(random.pick(directories))
            case 3: try? system.mapShared("/d/page", byteCount: 64).unmap()
            default:
                let mode = random.coin() ? OpenMode.create : .readWrite
                guard let file = try? system.open(name, mode) else { continue }
                try file.writeAll(random.bytes(random.number(in: 1...2000)).bytes, at: UInt64(random.below(3000)))
                if random.coin() { try file.sync() }
                file.close()
            }
        }
    }

    static func checksum(_ system: SimulatedFileSystem) -> UInt32 {
        var image: [UInt8] = []
        for path in system.paths { image += Array(path.utf8) + system.contents(of: path)! }
        return image.bytes.crc32c
    }

    static func run(seed: UInt64) throws -> UInt32 {
        let system = SimulatedFileSystem(seed: seed)
        for call in stride(from: 3, to: 900, by: 7) {
            system.inject([.short, .misdirect, .flipBit][call % 3], atCall: call)
        }
        for round: UInt64 in 0..<3 {
            try script(system, seed: seed + round)
            system.crash()
        }
        return checksum(system)
    }

    @Test("Equal seeds and equal calls leave equal disks")
    func determinism() throws {
        for seed: UInt64 in 0..<50 { #expect(try Self.run(seed: seed) == Self.run(seed: seed), "seed \(seed)") }
    }

    @Test("They do so in every process")
    func determinismAcrossProcesses() throws {
        // A dictionary's order differs from process to process; nothing drawn may follow it.
        let checksums = try (0..<4).map { try Self.run(seed: $0) }
        #expect(checksums == [80_360_954, 2_645_885_536, 3_090_312_984, 1_760_750_355])
    }

    @Test("Names that were synced, and files that were synced, hold through any run")
    func syncedHolds() throws {
        for seed: UInt64 in 0..<200 {
            let system = SimulatedFileSystem(seed: seed)
            try Self.script(system, seed: seed)
            for path in system.paths { try system.withFile(path, .read) { try $0.sync() } }
            for directory in ["/", "/d", "/e", "/f", "/f/g"] { try system.syncDirectory(directory) }
            let paths = system.paths.filter { !$0.hasSuffix("/page") }
            let contents = paths.map { system.contents(of: $0) }
            system.crash()
            #expect(system.paths.filter { !$0.hasSuffix("/page") } == paths, "seed \(seed)")
            #expect(paths.map { system.contents(of: $0) } == contents, "seed \(seed)")
        }
    }
}
