import CommitLog
import Seeds
import SegmentLog
import SimulatedStorage
import Testing

/// Verification, statistics and backup beside a writer, one step at a time.
@Suite struct RunningLogTests {
    /// A log with a writer in each of the states that a segment goes through.
    private func run(
        _ sample: SampleLog, _ look: (SimulatedFileSystem, _ written: [SampleRecord], _ when: String) throws -> Void
    ) throws {
        let disk = SimulatedFileSystem(seed: sample.seed)
        var written = try sample.write(on: disk)
        var random = SplitMix64(seed: 11)
        let log = try sample.open(on: disk, life: 5)
        defer { log.close() }
        try look(disk, written, "opened")
        written += try sample.append(to: log, batches: 3, &random)
        try look(disk, written, "appended")
        try log.roll()
        try look(disk, written, "ended a segment")
        written += try sample.append(to: log, batches: 3, &random)
        try look(disk, written, "appended to the next")
        try log.roll()
        written += try sample.append(to: log, batches: 60, &random)
        try look(disk, written, "two full segments")
        log.hash()
        while log.sealFirst() {}
        try look(disk, written, "sealed")
        while log.repackFirst() {}
        try look(disk, written, "repacked")
        written += try sample.append(to: log, batches: 2, &random)
        try look(disk, written, "appended again")
    }

    @Test(arguments: SampleLog.kinds)
    func aRunningLogVerifiesUpToWhatIsDurable(_ sample: SampleLog) throws {
        try run(sample) { disk, written, when in
            let report = try sample.verify(on: disk)
            #expect(report.corruptions == [], "\(when)")
            #expect(report.tornTails == [], "\(when)")
            #expect(report.records == UInt64(written.count), "\(when)")
            #expect((report.root != nil) == sample.keepsEvidence, "\(when)")
        }
    }

    @Test func damageInARunningLogIsNamed() throws {
        let sample = SampleLog()
        try run(sample) { disk, written, when in
            let reader = try sample.reader(on: disk)
            for part in try reader.statistics().segments {
                let path = SampleLog.path + "/" + part.file
                let all = try frames(path, on: disk)
                for frame in all where frame.kind == .records && frame.firstSequence <= UInt64(written.count) {
                    let position = Int(frame.offset) + 97
                    disk.flipBit(at: position * 8, in: path)
                    let report = try sample.verify(on: disk)
                    disk.flipBit(at: position * 8, in: path)
                    let isNamed = report.corruptions.contains { $0.file == path && $0.offset == UInt64(frame.offset) }
                    #expect(isNamed, "\(when), \(part.file) at \(frame.offset): \(report.corruptions)")
                }
            }
        }
    }

    @Test(arguments: SampleLog.kinds)
    func statisticsCountWhatIsDurable(_ sample: SampleLog) throws {
        try run(sample) { disk, written, when in
            let found = try sample.reader(on: disk).statistics()
            #expect(found.records == UInt64(written.count), "\(when)")
            #expect(found.lastSequence.value == UInt64(written.count), "\(when)")
            #expect(found.isHeld, "\(when)")
            #expect(!found.wasClosedCleanly, "\(when)")
            #expect(found.isEncrypted == sample.isEncrypted)
            #expect(found.keepsEvidence == sample.keepsEvidence)
            var next: UInt64 = 1
            for part in found.segments {
                #expect(part.firstSequence.value == next, "\(when)")
                #expect(part.timeFirst <= part.timeLast, "\(when)")
                #expect(part.rawBytes > 0 && part.bytes > 4096, "\(when)")
                next += part.count
            }
            #expect(next == UInt64(written.count) + 1, "\(when)")
            #expect(found.bytes == found.segments.reduce(0) { $0 + $1.bytes })
        }
    }

    @Test(arguments: SampleLog.kinds)
    func aBackupOfARunningLogIsALog(_ sample: SampleLog) throws {
        try run(sample) { running, written, when in
            let disk = running
            let report = try sample.backup(on: disk, to: "/copy \(when)")
            #expect(report.records == UInt64(written.count), "\(when)")
            let copy = "/copy \(when)"
            #expect(try sample.verify(on: disk, copy).isSound, "\(when)")
            #expect(try sample.records(on: disk, copy) == written, "\(when)")
            let names = try disk.list(copy)
            #expect(!names.contains("lock") && !names.contains("torn"), "\(when)")
        }
    }
}
