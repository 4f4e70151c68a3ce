import CommitLog
import LogScenarios
import Seeds
import SegmentLog
import SimulatedStorage
import Storage
import Testing
import Threads

/// Cursors that give only the records about some subjects.
@Suite("A cursor about subjects")
struct SubjectTests {
    private static let segments: UInt32 = 5
    private static let frames = 9
    private static let recordsInFrame = 10

    /// Segment n has records about subject n, one about 100 too, and some about nothing. The last one is being written.
    private static func write(_ log: SteppedLog, bodyBytes: Int) throws {
        var random = SplitMix64(seed: 5)
        for segment in 1...segments {
            for frame in 0..<frames {
                var batch = RecordBatch()
                for record in 0..<recordsInFrame {
                    var subjects: [UInt64] = random.coin() ? [UInt64(segment)] : []
                    if frame == 3, record == 3 { subjects = [100, UInt64(segment)] }
                    // Half of it compresses, so that repacking makes it smaller.
                    let body = random.bytes(bodyBytes / 2) + [UInt8](repeating: 0, count: bodyBytes / 2)
                    try batch.append(body, subjects: subjects)
                }
                try log.append(batch)
            }
            if segment < segments { try log.roll() }
        }
    }

    private static func filtered(_ cursor: SegmentCursor, _ subjects: [UInt64]) throws -> [SequenceNumber] {
        var found: [SequenceNumber] = []
        while let chunk = try cursor.nextChunk() {
            chunk.forEach { record in
                if record.subjects.contains(where: { subjects.contains($0) }) { found.append(record.sequence) }
            }
        }
        return found
    }

    /// What it gives; each chunk has what it says, and the cursor says which record comes next.
    private static func all(_ cursor: SegmentCursor) throws -> [SequenceNumber] {
        var found: [SequenceNumber] = []
        while let chunk = try cursor.nextChunk() {
            var own: [SequenceNumber] = []
            chunk.forEach { own.append($0.sequence) }
            #expect(own.first == chunk.first && own.last == chunk.last && own.count == chunk.count)
            #expect(cursor.position > chunk.last)
            found += own
        }
        return found
    }

    private static let wanted: [[UInt64]] = [[1], [2], [5], [100], [2, 4], [77], [], [1, 2, 3, 4, 5, 100]]
    private static let starts: [SequenceNumber] = [1, 2, 95, 134, 135, 181, 450, 451]

    private func compare(_ world: TestDisk, _ log: SteppedLog) throws {
        let reader = try world.openReader()
        for subjects in Self.wanted {
            for first in Self.starts {
                let expected = try Self.filtered(log.read(from: first), subjects)
                let live = try Self.all(log.read(from: first, about: subjects))
                let observed = try Self.all(reader.read(from: first, about: subjects))
                #expect(live == expected, "\(subjects) from \(first)")
                #expect(observed == expected, "\(subjects) from \(first)")
            }
            let upTo = try Self.all(reader.read(from: .first, to: 200, about: subjects))
            let expected = try Self.filtered(reader.read(from: .first, to: 200), subjects)
            #expect(upTo == expected, "\(subjects) up to 200")
        }
    }

    @Test("gives what filtering all records gives: unsealed, sealed, repacked, opened again", arguments: [false, true])
    func completeness(_ isEncrypted: Bool) throws {
        let world = TestDisk(isEncrypted: isEncrypted, segmentBytes: 128 << 10)
        let log = try world.open()
        try Self.write(log, bodyBytes: 1000)
        try compare(world, log)
        log.sealFull()
        try compare(world, log)
        for number in 1..<Self.segments { #expect(log.repackFirst(), "segment \(number)") }
        #expect(log.manifest.sealed.map(\.generation) == [1, 1, 1, 1])
        try compare(world, log)
        log.close()
        let second = try world.open()
        try compare(world, second)
        second.close()
    }

    @Test("reads of a sealed segment that excludes them the header and the footer, and nothing else")
    func skipping() throws {
        let world = TestDisk(segmentBytes: 1 << 20)
        let log = try world.open()
        try Self.write(log, bodyBytes: 10_000)
        log.sealFull()
        let process = WatchedFileSystem(world.disk, seed: 1, frames: FrameWatch())
        let reads = Monitor<[String: Int]>([:])
        process.meanwhile { moment in
            if case .before(.read, let path) = moment { reads.withLock { $0[path, default: 0] += 1 } }
        }
        let environment = world.environment(process)
        let reader = try SegmentLogReader.open(TestDisk.directory, environment: environment)
        reads.withLock { $0 = [:] }
        let found = try Self.all(reader.read(from: .first, about: [3]))
        #expect(!found.isEmpty)
        let counts = reads.withLock { $0 }
        let inVain = [1, 2, 4].map { counts[TestDisk.segment($0)] ?? 0 }
        let read = counts[TestDisk.segment(3)] ?? 0
        #expect(inVain.allSatisfy { 1...3 ~= $0 } && read > 3, "\(inVain), \(read)")
        log.close()
    }
}
