import Bytes
import CommitLog
import SegmentLog
import SimulatedStorage
import Testing

/// What becomes of sealed segments, and of the keys they need, over many openings.
@Suite("Over many openings")
struct SealedSegmentTests {
    @Test("a segment that would not become smaller is tried once")
    func incompressible() throws {
        var world = TestDisk()
        world.options.keepsEvidence = false
        let log = try world.open()
        try log.append(try RecordBatch(noise: 9000))
        try log.roll()
        log.sealFull()
        #expect(log.repackFirst())
        #expect(log.manifest.sealed.map(\.generation) == [0])
        #expect(!log.repackFirst())
        log.close()
        let second = try world.open()
        #expect(!second.repackFirst(), "it is known")
        let records = try second.read(from: .first).nextChunk()?.count
        #expect(records == 1)
        second.close()
        let report = try Verification.run(TestDisk.directory, environment: world.environment()) { _ in }
        #expect(report.isSound)
    }

    private static func keyCount(_ world: TestDisk) throws -> Int {
        let bytes = try world.bytes(TestDisk.path(Keyring.fileName))
        let keyring = try Keyring(decoding: bytes.bytes)
        return keyring.entries.count
    }

    @Test("that write to it, a segment needs few data keys")
    func keys() throws {
        var world = TestDisk(isEncrypted: true)
        world.options.segmentEpochsMax = 4
        world.options.dataKeysToRetire = 6
        var texts: [String] = []
        for opening in 0..<60 {
            let log = try world.open()
            try log.append(try RecordBatch("\(opening)"))
            log.sealFull()
            log.close()
            texts.append("\(opening)")
            let count = try Self.keyCount(world)
            #expect(count <= 2 * 6 + 2 * 4, "after opening \(opening)")
        }
        let log = try world.open()
        let read = try log.texts()
        #expect(read == texts)
        #expect(log.manifest.sealed.contains { $0.generation > 0 }, "keys were retired")
        log.close()
        let report = try Verification.run(
            TestDisk.directory, masterKey: world.options.masterKey, environment: world.environment()
        ) { _ in }
        #expect(report.isSound)
    }

    @Test("a segment that so many have written to ends with the next record, and not before it has one")
    func endedSegment() throws {
        var world = TestDisk()
        world.options.segmentEpochsMax = 2
        for opening in 1...3 {
            let log = try world.open()
            try log.append(try RecordBatch("\(opening)"))
            log.close()
        }
        let first = try world.frames(TestDisk.segment(1)).filter { $0.kind == .records }
        let second = try world.frames(TestDisk.segment(2)).filter { $0.kind == .records }
        #expect(first.map(\.epoch) == [1, 2])
        #expect(second.map(\.epoch) == [3])
    }

    @Test("that wrote nothing, no data key is left behind")
    func keysOfNothing() throws {
        let world = TestDisk(isEncrypted: true)
        for _ in 0..<20 {
            let log = try world.open()
            if log.epoch == 1 { try log.append(try RecordBatch("one")) }
            world.disk.kill()
            withExtendedLifetime(log) {}
        }
        let count = try Self.keyCount(world)
        #expect(count == 2, "of the first, and of the last, which may write still")
        let log = try world.open()
        let texts = try log.texts()
        #expect(texts == ["one"])
    }
}
