import CommitLog
import Merkle
import SegmentLog
import SimulatedStorage
import Storage
import Testing

@Suite struct VerificationTests {
    @Test(arguments: SampleLog.kinds)
    func aSoundLogVerifiesToItsLastByte(_ sample: SampleLog) throws {
        let disk = SimulatedFileSystem(seed: sample.seed)
        let records = try sample.write(on: disk)
        let before = disk.paths.map { disk.contents(of: $0) }
        var told: [MaintenanceProgress] = []
        let reader = try sample.reader(on: disk)
        let report = try reader.verify { told.append($0) }
        #expect(report.corruptions == [])
        #expect(report.tornTails == [])
        #expect(report.records == UInt64(records.count))
        #expect(report.size == SequenceNumber(UInt64(records.count)))
        #expect(report.segments == 4)
        if sample.keepsEvidence {
            #expect(report.root == (try LogEvidence(reader).frontier(through: report.size).root()))
        } else {
            #expect(report.root == nil)
        }
        #expect(told.last?.bytesDone == told.last?.bytesTotal)
        #expect(told.last?.records == UInt64(records.count))
        #expect(disk.paths.map { disk.contents(of: $0) } == before, "verification changes nothing")
    }

    @Test func theRootIsComputedFromTheRecords() throws {
        let disk = SimulatedFileSystem(seed: 1)
        let sample = SampleLog()
        let records = try sample.write(on: disk)
        var frontier = Frontier()
        let cursor = try sample.reader(on: disk).read(from: .first)
        while let chunk = try cursor.nextChunk() { chunk.forEach { frontier.append(leaf: .leaf($0.encoded)) } }
        #expect(frontier.size.rawValue == UInt64(records.count))
        #expect(try sample.verify(on: disk).root == frontier.root())
    }

    /// Flips a bit in every seventh byte of every file.
    @Test(arguments: [SampleLog(batches: 4), SampleLog(isEncrypted: true, batches: 4)])
    func everyFlippedBitIsNamedByFileAndOffset(_ sample: SampleLog) throws {
        let disk = SimulatedFileSystem(seed: sample.seed)
        _ = try sample.write(on: disk)
        let watched = disk.paths.filter { !$0.hasSuffix("lock") && !$0.hasSuffix("position") }
        for path in watched {
            let size = try #require(disk.contents(of: path)).count
            let used = path.hasSuffix(".segment") ? try usedBytes(path, disk) : size
            for position in stride(from: 0, to: used, by: 7) {
                let bit = position * 8 + position % 8
                disk.flipBit(at: bit, in: path)
                let report = try sample.verify(on: disk)
                disk.flipBit(at: bit, in: path)
                let places =
                    report.corruptions.map { ($0.file, $0.offset) } + report.tornTails.map { ($0.file, $0.offset) }
                let isNamed = places.contains { $0.0 == path && $0.1 <= UInt64(position) }
                #expect(isNamed, "bit \(bit) of \(path): \(report.corruptions)")
                guard isNamed else { return }
            }
        }
        #expect(try sample.verify(on: disk).isSound)
    }

    private func usedBytes(_ path: String, _ disk: SimulatedFileSystem) throws -> Int {
        let last = try #require(try frames(path, on: disk).last)
        return Int(last.offset) + last.frameBytes
    }

    @Test func twoDamagesInOneSegmentAreBothNamed() throws {
        let disk = SimulatedFileSystem(seed: 1)
        let sample = SampleLog()
        let records = try sample.write(on: disk)
        let all = try frames(segment(2), on: disk)
        let third = try frames(segment(3), on: disk)
        for index in [2, 5] { disk.incrementByte(at: Int(all[index].offset) + 100, in: segment(2)) }
        disk.incrementByte(at: Int(third[8].offset) + 8, in: segment(3))
        let report = try sample.verify(on: disk)
        #expect(report.corruptions.map(\.file) == [segment(2), segment(2), segment(3)])
        #expect(report.corruptions.map(\.offset) == [all[2], all[5], third[8]].map { UInt64($0.offset) })
        let lost = [all[2], all[5]].reduce(0) { $0 + Int($1.count) }
        #expect(Int(report.records) == records.count - lost - Int(third[8].count))
        #expect(report.root == nil)
        #expect(report.size.value == UInt64(records.count), "what is behind the damage is read all the same")
    }

    @Test func aMissingSealedSegmentIsNamed() throws {
        let disk = SimulatedFileSystem(seed: 1)
        let sample = SampleLog()
        _ = try sample.write(on: disk)
        try disk.remove(segment(2))
        let report = try sample.verify(on: disk)
        #expect(report.corruptions == [LogCorruption(file: segment(2), offset: 0, what: "a sealed segment is missing")])
        #expect(report.segments == 3)
    }

    @Test func aMissingLastSegmentIsNoticed() throws {
        let disk = SimulatedFileSystem(seed: 1)
        let sample = SampleLog()
        _ = try sample.write(on: disk)
        try disk.remove(segment(4))
        let report = try sample.verify(on: disk)
        #expect(report.corruptions.map(\.file) == [segment(4)])
    }

    @Test func aTruncatedSealedSegmentIsNoticed() throws {
        let disk = SimulatedFileSystem(seed: 1)
        let sample = SampleLog()
        _ = try sample.write(on: disk)
        let all = try frames(segment(3), on: disk)
        for size in [Int(all[4].offset), Int(all[4].offset) + 50, 4096, 100, 0] {
            let other = SimulatedFileSystem(snapshot: disk.snapshot())
            other.shrink(segment(3), to: size)
            let report = try sample.verify(on: other)
            #expect(report.corruptions.contains { $0.file == segment(3) && $0.offset <= UInt64(size) }, "\(size)")
            #expect(report.corruptions.allSatisfy { $0.file == segment(3) }, "\(size): \(report.corruptions)")
            #expect(report.root == nil)
        }
    }

    @Test func bytesBehindTheFooterAreNoticed() throws {
        let disk = SimulatedFileSystem(seed: 1)
        let sample = SampleLog()
        _ = try sample.write(on: disk)
        let bytes = try #require(disk.contents(of: segment(2)))
        for tail in [[0], [UInt8](repeating: 0, count: 5000), Array("hello".utf8)] {
            disk.replaceContents(of: segment(2), with: bytes + tail)
            let report = try sample.verify(on: disk)
            #expect(report.corruptions.contains { $0.file == segment(2) && $0.offset == UInt64(bytes.count) })
        }
    }

    @Test func exchangedSegmentsAreNoticed() throws {
        let disk = SimulatedFileSystem(seed: 1)
        let sample = SampleLog()
        _ = try sample.write(on: disk)
        let (second, third) = (try #require(disk.contents(of: segment(2))), try #require(disk.contents(of: segment(3))))
        disk.replaceContents(of: segment(2), with: third)
        disk.replaceContents(of: segment(3), with: second)
        let report = try sample.verify(on: disk)
        #expect(report.corruptions.contains { $0.file == segment(2) && $0.offset == 0 })
        #expect(report.corruptions.contains { $0.file == segment(3) && $0.offset == 0 })
    }

    @Test func aTornTailIsNoCorruption() throws {
        let disk = SimulatedFileSystem(seed: 1)
        let sample = SampleLog()
        let records = try sample.write(on: disk)
        let last = try #require(try frames(segment(4), on: disk).last)
        let end = Int(last.offset) + last.frameBytes
        var bytes = try #require(disk.contents(of: segment(4)))
        bytes.replaceSubrange(end..<end + 300, with: repeatElement(0x5a, count: 300))
        disk.replaceContents(of: segment(4), with: bytes)
        let report = try sample.verify(on: disk)
        #expect(report.isSound)
        #expect(report.tornTails.map(\.file) == [segment(4)])
        #expect(report.tornTails.map(\.offset) == [UInt64(end)])
        #expect(report.tornTails.map(\.byteCount) == [300])
        #expect(report.records == UInt64(records.count))
        #expect(report.root != nil)
    }

    @Test func aDamagedManifestIsNamedAndTheRestIsRead() throws {
        let disk = SimulatedFileSystem(seed: 1)
        for sample in SampleLog.kinds {
            let disk = SimulatedFileSystem(snapshot: disk.snapshot())
            let records = try sample.write(on: disk)
            let manifest = SampleLog.path + "/manifest"
            disk.incrementByte(at: 40, in: manifest)
            #expect(throws: LogError.self) { try sample.reader(on: disk) }
            let report = try sample.verify(on: disk)
            #expect(report.corruptions.map(\.file) == [manifest], "\(sample.testDescription)")
            #expect(report.records == UInt64(records.count))
            #expect((report.root != nil) == sample.keepsEvidence)

            try disk.remove(manifest)
            disk.incrementByte(at: 5000, in: segment(2))
            let second = try sample.verify(on: disk)
            #expect(Set(second.corruptions.map(\.file)) == [manifest, segment(2)])
        }
    }

    @Test func aMissingKeyringLeavesTheChecksums() throws {
        let disk = SimulatedFileSystem(seed: 1)
        let sample = SampleLog(isEncrypted: true)
        let records = try sample.write(on: disk)
        let keyring = SampleLog.path + "/keyring"
        try disk.remove(keyring)
        let report = try sample.verify(on: disk)
        #expect(report.corruptions.map(\.file) == [keyring])
        #expect(report.records == UInt64(records.count))
        #expect(report.root == nil)
        disk.incrementByte(at: 5000, in: segment(2))
        #expect(Set(try sample.verify(on: disk).corruptions.map(\.file)) == [keyring, segment(2)])
    }

    @Test func keysAreAskedForAndWrongOnesRefused() throws {
        let disk = SimulatedFileSystem(seed: 1)
        _ = try SampleLog(isEncrypted: true).write(on: disk)
        #expect(throws: LogError.masterKeyMissing) {
            try Verification.run(SampleLog.path, environment: environment(disk)) { _ in }
        }
        #expect(throws: LogError.wrongMasterKey) {
            try Verification.run(
                SampleLog.path, masterKey: try MasterKey(SampleLog.newKeyBytes), environment: environment(disk)
            ) { _ in }
        }
        #expect(throws: LogError.notALog("/elsewhere")) {
            try Verification.run("/elsewhere", environment: environment(disk)) { _ in }
        }
    }

    @Test func aRefusedReadIsNoCorruption() throws {
        let disk = SimulatedFileSystem(seed: 1)
        let sample = SampleLog()
        _ = try sample.write(on: disk)
        let calls = SimulatedFileSystem(snapshot: disk.snapshot())
        _ = try sample.verify(on: calls)
        for ordinal in 1...calls.callCount {
            let other = SimulatedFileSystem(snapshot: disk.snapshot())
            other.inject(.refuse(.io), atCall: ordinal)
            do {
                let report = try sample.verify(on: other)
                #expect(report.isSound, "call \(ordinal)")
            } catch let error as LogError {
                guard case .file(let error) = error else {
                    Issue.record("call \(ordinal): \(error)")
                    continue
                }
                #expect(error.code == .io)
            }
            #expect(other.openHandleCount == 0, "call \(ordinal): every file is closed")
        }
    }
}
