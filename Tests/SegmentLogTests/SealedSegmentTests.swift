import Bytes
import CommitLog
import LogScenarios
import SegmentLog
import SimulatedStorage
import Storage
import Testing
import Threads

/// What becomes of sealed segments in many openings, and what need not be read of them.
@Suite("Sealed segments")
struct SealedSegmentTests {
    @Test("are tried once when they would not become smaller, whatever is opened afterwards")
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
        #expect(try second.read(from: .first).nextChunk()?.count == 1)
        _ = try #require(try second.read(from: .first, about: []).nextChunk() == nil)
        second.close()
        let report = try Verification.run(TestDisk.directory, environment: world.environment()) { _ in }
        #expect(report.isSound)
    }

    private static func keyCount(_ world: TestDisk) throws -> Int {
        try Keyring(decoding: try world.bytes(TestDisk.path(Keyring.fileName)).bytes).entries.count
    }

    @Test("need few data keys, however often a log is opened, written to and closed")
    func keys() throws {
        var world = TestDisk(isEncrypted: true)
        world.options.segmentEpochsMax = 4
        world.options.dataKeysToRetire = 6
        for opening in 0..<60 {
            let log = try world.open()
            try log.append(try RecordBatch("\(opening)"))
            log.close()
        }
        #expect(try Self.keyCount(world) < 30)
        #expect(try world.open().texts() == (0..<60).map { "\($0)" })
    }

    @Test("and openings that wrote nothing leave no data key behind")
    func keysOfNothing() throws {
        let world = TestDisk(isEncrypted: true)
        for _ in 0..<20 {
            let log = try world.open()
            if log.epoch == 1 { try log.append(try RecordBatch("one")) }
            world.disk.kill()
            withExtendedLifetime(log) {}
        }
        #expect(try Self.keyCount(world) == 2, "of the first, and of the last, which may write still")
        #expect(try world.open().texts() == ["one"])
    }

    /// Segments of noise, segment n with records about subject n, a few about 100, and some about nothing.
    private static func write(_ world: TestDisk, segments: Int) throws -> SteppedLog {
        let log = try world.open()
        var random = SeededRandom(seed: 5)
        for segment in 1...segments {
            for frame in 0..<9 {
                var batch = RecordBatch()
                for record in 0..<10 {
                    let subjects: [UInt64] =
                        random.coin() ? [] : frame == 3 && record == 3 ? [100, UInt64(segment)] : [UInt64(segment)]
                    try batch.append(random.bytes(10_000), subjects: subjects)
                }
                try log.append(batch)
            }
            if segment < segments { try log.roll() }
        }
        log.sealFull()
        return log
    }

    private func expected(_ cursor: SegmentCursor, _ subjects: [UInt64]) throws -> [SequenceNumber] {
        var found: [SequenceNumber] = []
        while let chunk = try cursor.nextChunk() {
            chunk.forEach { record in
                var isConcerned = false
                for subject in subjects where record.concerns(subject) { isConcerned = true }
                if isConcerned { found.append(record.sequence) }
            }
        }
        return found
    }

    private func all(_ cursor: SegmentCursor) throws -> [SequenceNumber] {
        var found: [SequenceNumber] = []
        while let chunk = try cursor.nextChunk() { chunk.forEach { found.append($0.sequence) } }
        return found
    }

    @Test("are passed over by a cursor about subjects that they do not have, and it gives what filtering gives")
    func subjects() throws {
        let world = TestDisk(segmentBytes: 1 << 20)
        let log = try Self.write(world, segments: 5)
        let process = WatchedFileSystem(world.disk, seed: 1, frames: FrameWatch())
        let reads = Monitor<[String: Int]>([:])
        process.meanwhile { moment in
            if case .before(.read, let path) = moment { reads.withLock { $0[path, default: 0] += 1 } }
        }
        let reader = try SegmentLogReader.open(TestDisk.directory, environment: world.environment(process))
        for subjects in [[1], [2], [5], [100], [2, 4], [77], [], [1, 2, 3, 4, 5, 100]] as [[UInt64]] {
            for first in [1, 2, 95, 181, 450, 451] as [SequenceNumber] {
                let wanted = try expected(reader.read(from: first), subjects)
                #expect(try all(reader.read(from: first, about: subjects)) == wanted, "\(subjects) from \(first)")
                #expect(try all(log.read(from: first, about: subjects)) == wanted, "\(subjects) from \(first)")
            }
        }
        reads.withLock { $0 = [:] }
        _ = try all(reader.read(from: .first, about: [3]))
        let counts = reads.withLock { $0 }
        for number in [1, 2, 4] as [UInt32] { #expect(counts[TestDisk.segment(number)] == 2, "header and footer") }
        #expect(counts[TestDisk.segment(3)] ?? 0 > 3)
        log.close()
    }
}
