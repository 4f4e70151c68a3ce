import CommitLog
import SegmentLog
import SimulatedStorage
import Storage
import Testing

@Suite struct SalvageTests {
    /// Damages a log, salvages it, and checks what must hold whatever the damage was: the new log is sound, every
    /// record is there under its number or accounted for as lost, and the source is as it was.
    @discardableResult
    private func salvage(
        _ sample: SampleLog, _ damage: (SimulatedFileSystem) throws -> Void
    ) throws -> (report: SalvageReport, records: [SampleRecord]) {
        let disk = SimulatedFileSystem(seed: sample.seed)
        let records = try sample.write(on: disk)
        try damage(disk)
        let source = disk.paths.map { disk.contents(of: $0) }
        let report = try sample.salvage(on: disk, to: "/saved")
        #expect(disk.paths.filter { $0.hasPrefix("/log") }.map { disk.contents(of: $0) } == source)
        #expect(disk.openHandleCount == 0)
        #expect(try disk.list("/").sorted() == ["log", "saved"])

        let verified = try sample.verify(on: disk, "/saved")
        #expect(verified.isSound && verified.tornTails == [], "\(verified)")
        let saved = try sample.records(on: disk, "/saved")
        var lost: Set<Int> = []
        for range in report.lost {
            #expect(range.first <= range.last)
            for number in range.first.value...range.last.value {
                #expect(lost.insert(Int(number)).inserted, "record \(number) is accounted for once")
            }
        }
        #expect(report.records == UInt64(saved.count - lost.count))
        for (index, record) in saved.enumerated() {
            let expected = lost.contains(index + 1) ? .lost : records[index]
            #expect(record == expected, "record \(index + 1)")
        }
        return (report, records)
    }

    @Test(arguments: SampleLog.kinds)
    func aSoundLogLosesNothing(_ sample: SampleLog) throws {
        let (report, records) = try salvage(sample) { _ in }
        #expect(report == SalvageReport(records: UInt64(records.count), lost: [], unreadable: [], endIsKnown: true))
    }

    @Test(arguments: SampleLog.kinds)
    func aFlippedByteCostsItsFrame(_ sample: SampleLog) throws {
        var frame: FrameHeader?
        let (report, records) = try salvage(sample) { disk in
            let chosen = try frames(segment(2), on: disk)[4]
            disk.incrementByte(at: Int(chosen.offset) + 100, in: segment(2))
            frame = chosen
        }
        let lost = try #require(frame)
        #expect(report.lost.map(\.first.value) == [lost.firstSequence])
        #expect(report.lost.map(\.last.value) == [lost.nextSequence - 1])
        #expect(report.lost.map(\.file) == [segment(2)])
        #expect(
            report.unreadable == [
                UnreadableBytes(
                    file: segment(2), offset: UInt64(lost.offset), byteCount: UInt64(lost.frameBytes),
                    why: "the payload's checksum does not match")
            ])
        #expect(report.records == UInt64(records.count) - UInt64(lost.count))
        #expect(report.endIsKnown)
    }

    @Test func aDamagedHeaderCostsItsFrameToo() throws {
        var frame: FrameHeader?
        let (report, _) = try salvage(SampleLog()) { disk in
            let chosen = try frames(segment(4), on: disk)[3]
            disk.incrementByte(at: Int(chosen.offset) + 12, in: segment(4))
            frame = chosen
        }
        let lost = try #require(frame)
        #expect(report.lost.map(\.first.value) == [lost.firstSequence])
        #expect(report.lost.map(\.last.value) == [lost.nextSequence - 1])
        #expect(report.unreadable.map(\.offset) == [UInt64(lost.offset)])
    }

    @Test(arguments: [true, false])
    func aLostSegmentFileIsAccountedFor(_ hasManifest: Bool) throws {
        var all: [FrameHeader] = []
        let (report, _) = try salvage(SampleLog()) { disk in
            all = try frames(segment(2), on: disk).filter { $0.kind == .records }
            try disk.remove(segment(2))
            if !hasManifest { try disk.remove(SampleLog.path + "/manifest") }
        }
        let (first, last) = (try #require(all.first), try #require(all.last))
        #expect(
            report.lost == [
                LostRange(
                    first: SequenceNumber(first.firstSequence), last: SequenceNumber(last.nextSequence - 1),
                    file: segment(2), why: "the file is missing")
            ])
        #expect(report.endIsKnown)
    }

    @Test(arguments: SampleLog.kinds)
    func withoutAManifestEverythingIsSaved(_ sample: SampleLog) throws {
        let (report, records) = try salvage(sample) { disk in try disk.remove(SampleLog.path + "/manifest") }
        #expect(report == SalvageReport(records: UInt64(records.count), lost: [], unreadable: [], endIsKnown: true))
    }

    @Test(arguments: [true, false])
    func aTruncatedSealedSegmentLosesItsEnd(_ hasManifest: Bool) throws {
        var cut: FrameHeader?
        var last: UInt64 = 0
        let (report, _) = try salvage(SampleLog()) { disk in
            let all = try frames(segment(3), on: disk)
            cut = all[5]
            last = try #require(all.last).firstSequence - 1
            disk.shrink(segment(3), to: Int(all[5].offset) + 40)
            if !hasManifest { try disk.remove(SampleLog.path + "/manifest") }
        }
        let frame = try #require(cut)
        #expect(report.lost.map(\.first.value) == [frame.firstSequence])
        #expect(report.lost.map(\.last.value) == [last])
        #expect(report.lost.map(\.file) == [segment(3)])
        #expect(report.unreadable.map(\.offset) == [UInt64(frame.offset)])
        #expect(report.unreadable.allSatisfy { (1...40).contains($0.byteCount) })
    }

    @Test func theLostEndOfALogIsKnownByItsManifest() throws {
        var end: UInt64 = 0
        let (report, records) = try salvage(SampleLog()) { disk in
            let last = try #require(try frames(segment(4), on: disk).first)
            end = last.firstSequence
            try disk.remove(segment(4))
        }
        #expect(report.lost.map(\.first.value) == [end])
        #expect(report.lost.map(\.last.value) == [UInt64(records.count)])
        #expect(report.lost.map(\.file) == [segment(4)])
        #expect(!report.endIsKnown, "what was appended since the manifest was written, nobody knows")
    }

    @Test func anEndThatNothingVouchesForIsNotKnown() throws {
        let (report, records) = try salvage(SampleLog()) { disk in
            try disk.remove(SampleLog.path + "/manifest")
            let all = try frames(segment(4), on: disk)
            let last = try #require(all.last { $0.kind == .records })
            disk.shrink(segment(4), to: Int(last.offset) + 200)
        }
        #expect(!report.endIsKnown)
        #expect(report.records < UInt64(records.count))
        #expect(report.lost == [])
        #expect(report.unreadable.allSatisfy { (1...200).contains($0.byteCount) })
    }

    @Test func damageAtEveryPlaceIsAccountedFor() throws {
        let sample = SampleLog(batches: 3)
        let disk = SimulatedFileSystem(seed: 2)
        let records = try sample.write(on: disk)
        let segments = disk.paths.filter { $0.hasSuffix(".segment") }
        for path in segments {
            let last = try #require(try frames(path, on: disk).last)
            for start in stride(from: 0, to: Int(last.offset) + last.frameBytes, by: 131) {
                let other = SimulatedFileSystem(snapshot: disk.snapshot())
                var bytes = try #require(other.contents(of: path))
                let end = min(bytes.count, start + 40)
                bytes.replaceSubrange(start..<end, with: repeatElement(0xa5, count: end - start))
                other.replaceContents(of: path, with: bytes)
                let report = try sample.salvage(on: other, to: "/saved")
                #expect(report.unreadable.contains { $0.file == path }, "\(path) at \(start)")
                #expect(report.records + report.lostRecords == UInt64(records.count), "\(path) at \(start)")
                #expect(report.lost.allSatisfy { $0.file == path }, "\(path) at \(start): \(report.lost)")
                #expect(try sample.verify(on: other, "/saved").isSound, "\(path) at \(start)")
            }
        }
    }

    @Test func twoFormsOfASegmentAreMerged() throws {
        let sample = SampleLog()
        let disk = SimulatedFileSystem(seed: 1)
        _ = try sample.write(on: disk)
        let log = try sample.open(on: disk, life: 5)
        let old = try #require(disk.contents(of: segment(2)))
        while log.repackFirst() {}
        log.close()
        let new = segment(2, generation: 1)
        #expect(disk.contents(of: segment(2)) == nil)
        // As a crash between the two would leave it; and the new form is damaged.
        disk.replaceContents(of: segment(2), with: old)
        disk.incrementByte(at: 5000, in: new)
        let report = try sample.salvage(on: disk, to: "/saved")
        #expect(report.lost == [])
        #expect(report.unreadable.map(\.file) == [new])
        #expect(try sample.records(on: disk, "/saved").count == Int(report.records))
    }

    @Test func filesOfAnotherLogSaveNothing() throws {
        let disk = SimulatedFileSystem(seed: 1)
        let (sample, other) = (SampleLog(), SampleLog(seed: 8))
        _ = try sample.write(on: disk)
        let elsewhere = SimulatedFileSystem(seed: 1)
        _ = try other.write(on: elsewhere)
        let foreign = try #require(elsewhere.contents(of: segment(3)))
        let all = try frames(segment(3), on: disk).filter { $0.kind == .records }
        disk.replaceContents(of: segment(3), with: foreign)
        for hasManifest in [true, false] {
            if !hasManifest { try disk.remove(SampleLog.path + "/manifest") }
            let report = try sample.salvage(on: disk, to: hasManifest ? "/saved" : "/saved again")
            #expect(report.lost.map(\.first.value) == [try #require(all.first).firstSequence])
            #expect(report.lost.map(\.last.value) == [try #require(all.last).nextSequence - 1])
            #expect(report.lost.map(\.file) == [segment(3)])
        }
    }

    @Test(arguments: [0, 4096, 8192] as [UInt64])
    func aBlockThatTheDeviceRefusesCostsWhatIsInIt(_ start: UInt64) throws {
        let sample = SampleLog()
        let disk = SimulatedFileSystem(seed: 1)
        let records = try sample.write(on: disk)
        let size = UInt64(try #require(disk.contents(of: segment(3))).count)
        let refused = start..<min(start + 4096, size)
        let bad = BadBlocks(base: disk, path: segment(3), bytes: start..<start + 4096)
        #expect(throws: LogError.self) { try sample.verify(on: bad) }
        let report = try sample.salvage(on: bad, to: "/saved")
        #expect(report.unreadable.map(\.file) == [segment(3)])
        let unreadable = try #require(report.unreadable.first)
        #expect(
            unreadable.why == "the device refuses to read bytes \(refused.lowerBound) to \(refused.upperBound - 1)")
        #expect(unreadable.offset <= refused.lowerBound)
        #expect(unreadable.offset + unreadable.byteCount >= refused.upperBound)
        // The segment's header says nothing that its frames do not say too.
        #expect(report.lost.map(\.file) == (start == 0 ? [] : [segment(3)]))
        #expect(report.lost.allSatisfy { $0.why.hasSuffix(unreadable.why) })
        #expect(report.records + report.lostRecords == UInt64(records.count))
    }

    @Test func blocksThatTheDeviceRefusesAreEachNamed() throws {
        let sample = SampleLog()
        let disk = SimulatedFileSystem(seed: 1)
        let records = try sample.write(on: disk)
        let size = try #require(disk.contents(of: segment(2))).count
        var bad = BadBlocks(base: disk, path: segment(2), bytes: 100..<101)
        bad = BadBlocks(base: bad, path: segment(2), bytes: 5000..<5001)
        bad = BadBlocks(base: bad, path: segment(2), bytes: UInt64(size) - 1..<UInt64(size))
        let report = try sample.salvage(on: bad, to: "/saved")
        // Neighbours are one, but the header's block is for itself.
        #expect(
            report.unreadable.map(\.why) == [
                "the device refuses to read bytes 0 to 4095", "the device refuses to read bytes 4096 to \(size - 1)",
            ])
        #expect(report.records + report.lostRecords == UInt64(records.count))
    }

    @Test func timesAndNumbersAreKept() throws {
        let sample = SampleLog()
        let disk = SimulatedFileSystem(seed: 1)
        _ = try sample.write(on: disk)
        let before = try sample.reader(on: disk).statistics()
        try sample.salvage(on: disk, to: "/saved")
        let after = try sample.reader(on: disk, "/saved").statistics()
        #expect(after.log != before.log)
        #expect(after.records == before.records)
        #expect(after.segments.first?.timeFirst == before.segments.first?.timeFirst)
        #expect(after.segments.allSatisfy { $0.timeLast <= before.segments.map(\.timeLast).max() ?? 0 })
    }

    @Test func aSalvagedLogCanBeSalvaged() throws {
        let sample = SampleLog()
        let disk = SimulatedFileSystem(seed: 1)
        _ = try sample.write(on: disk)
        try disk.remove(segment(2))
        let first = try sample.salvage(on: disk, to: "/saved")
        let second = try Salvage.run(
            from: "/saved", to: "/again", masterKey: nil, environment: environment(disk, seed: 4)
        ) { _ in }
        #expect(second.lost == [])
        #expect(second.records == first.records + first.lostRecords)
        #expect(try sample.records(on: disk, "/again") == (try sample.records(on: disk, "/saved")))
    }

    @Test func aRunningLogIsLeftAlone() throws {
        let sample = SampleLog()
        let disk = SimulatedFileSystem(seed: 1)
        _ = try sample.write(on: disk)
        let log = try sample.open(on: disk, life: 9)
        #expect(throws: LogError.held(by: "a test")) { try sample.salvage(on: disk, to: "/saved") }
        log.close()
        try sample.salvage(on: disk, to: "/saved")
        #expect(throws: LogError.self) { try sample.salvage(on: disk, to: "/saved") }
    }

    @Test func withoutTheKeyringNothingCanBeRead() throws {
        let sample = SampleLog(isEncrypted: true)
        let disk = SimulatedFileSystem(seed: 1)
        _ = try sample.write(on: disk)
        #expect(throws: LogError.masterKeyMissing) {
            try Salvage.run(from: SampleLog.path, to: "/saved", masterKey: nil, environment: environment(disk)) { _ in }
        }
        try disk.remove(SampleLog.path + "/keyring")
        do {
            try sample.salvage(on: disk, to: "/saved")
            Issue.record("there was no key to read with")
        } catch LogError.corruption(let corruption) {
            #expect(corruption.file == SampleLog.path + "/keyring")
        }
        #expect(try disk.list("/") == ["log"])
    }

    @Test func aFullDiskLeavesNothingBehind() throws {
        let sample = SampleLog()
        let disk = SimulatedFileSystem(seed: 1)
        let records = try sample.write(on: disk)
        disk.capacity = 1 << 20
        #expect(throws: LogError.self) { try sample.salvage(on: disk, to: "/saved") }
        #expect(try disk.list("/") == ["log"])
        #expect(disk.openHandleCount == 0)
        disk.capacity = nil
        #expect(try sample.salvage(on: disk, to: "/saved").records == UInt64(records.count))
    }

    @Test func ordinaryRecordsCannotPassForLostOnes() throws {
        var batch = RecordBatch()
        #expect(throws: CommitLogError.reservedType(RecordType.lost)) {
            try batch.append([1, 2, 3], type: RecordType.lost)
        }
        #expect(batch.isEmpty)
    }
}
