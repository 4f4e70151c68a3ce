import CommitLog
import Seeds
import SegmentLog
import SimulatedStorage
import Storage
import Testing

@Suite struct BackupTests {
    @Test(arguments: SampleLog.kinds)
    func aBackupEqualsTheLogAndIsALogOfItsOwn(_ sample: SampleLog) throws {
        let disk = SimulatedFileSystem(seed: sample.seed)
        let records = try sample.write(on: disk)
        let report = try sample.backup(on: disk, to: "/copy")
        #expect(report.records == UInt64(records.count))
        #expect(report.segments == 4)
        #expect(disk.openHandleCount == 0)
        let files = try disk.list("/copy").sorted()
        let own = try disk.list(SampleLog.path).filter { !["lock", "position"].contains($0) }.sorted()
        #expect(files == own)
        for name in files where name.hasSuffix(".segment") && name != "0000000004-0.segment" {
            #expect(disk.contents(of: "/copy/" + name) == disk.contents(of: SampleLog.path + "/" + name))
        }
        // Written to on both sides, neither disturbs the other, and no key is used twice.
        var random = SplitMix64(seed: 3)
        let original = try sample.open(on: disk, life: 20)
        let copy = try sample.open(on: disk, "/copy", life: 30)
        #expect(copy.recovery.tornTails == [])
        #expect(copy.epoch == original.epoch)
        if sample.isEncrypted { #expect(copy.keyFingerprint != original.keyFingerprint) }
        let more = try sample.append(to: copy, batches: 3, &random)
        original.close()
        copy.close()
        #expect(try sample.records(on: disk, "/copy") == records + more)
        #expect(try sample.records(on: disk) == records)
        #expect(try sample.verify(on: disk, "/copy").isSound)
    }

    /// What vouches for the last records in the log does so in the copy.
    @Test func damageToTheLastFrameOfACopyIsCorruption() throws {
        let disk = SimulatedFileSystem(seed: 1)
        let sample = SampleLog()
        _ = try sample.write(on: disk)
        try sample.backup(on: disk, to: "/copy")
        let path = "/copy/0000000004-0.segment"
        let last = try #require(try frames(path, on: disk).last { $0.kind == .records })
        disk.incrementByte(at: Int(last.offset) + 97, in: path)
        let found = try sample.verify(on: disk, "/copy").corruptions
        #expect(found.contains { $0.file == path && $0.offset == UInt64(last.offset) }, "\(found)")
    }

    @Test func onlyAnEmptyDirectoryIsFilled() throws {
        let disk = SimulatedFileSystem(seed: 1)
        let sample = SampleLog()
        let records = try sample.write(on: disk)
        try disk.makeDirectory("/empty")
        try sample.backup(on: disk, to: "/empty/")
        #expect(try sample.records(on: disk, "/empty") == records)
        let full = "/empty is not empty, and nothing is written over; name a new directory each time"
        #expect(throws: LogError.badOption(full)) { try sample.backup(on: disk, to: "/empty") }
        let nowhere = "there is no directory /no/where to make /no/where/copy in; make it first: mkdir -p /no/where"
        #expect(throws: LogError.badOption(nowhere)) { try sample.backup(on: disk, to: "/no/where/copy") }
    }

    @Test func whatAnotherAttemptLeftIsTakenOverAndNothingElse() throws {
        let disk = SimulatedFileSystem(seed: 1)
        let sample = SampleLog()
        let records = try sample.write(on: disk)
        try disk.makeDirectory("/copy.partial")
        disk.replaceContents(of: "/copy.partial/0000000009-0.segment", with: [1, 2, 3])
        try sample.backup(on: disk, to: "/copy")
        #expect(try sample.records(on: disk, "/copy") == records)
        #expect(try !disk.list("/copy").contains("0000000009-0.segment"))

        try disk.makeDirectory("/second.partial")
        disk.replaceContents(of: "/second.partial/letter.txt", with: [1, 2, 3])
        #expect(throws: LogError.self) { try sample.backup(on: disk, to: "/second") }
        #expect(disk.contents(of: "/second.partial/letter.txt") == [1, 2, 3])

        try disk.makeDirectory("/third.partial")
        let lock = try disk.lock("/third.partial/lock", owner: "another backup")
        #expect(throws: LogError.held(by: "another backup")) { try sample.backup(on: disk, to: "/third") }
        lock.release()
        try sample.backup(on: disk, to: "/third")
    }

    @Test func aDamagedLogIsNotCopiedAsIfItWereSound() throws {
        let disk = SimulatedFileSystem(seed: 1)
        let sample = SampleLog()
        _ = try sample.write(on: disk)
        let all = try frames(segment(2), on: disk)
        disk.incrementByte(at: Int(all[3].offset) + 99, in: segment(2))
        do {
            try sample.backup(on: disk, to: "/copy")
            Issue.record("a damaged log was copied")
        } catch LogError.corruption(let corruption) {
            #expect(corruption.file == segment(2))
            #expect(corruption.offset == UInt64(all[3].offset))
        }
        #expect(try disk.list("/") == ["log"])
    }

    @Test(arguments: [SampleLog(batches: 3), SampleLog(isEncrypted: true, batches: 3)])
    func afterAPowerLossThereIsAWholeBackupOrNone(_ sample: SampleLog) throws {
        let disk = SimulatedFileSystem(seed: 1)
        let records = try sample.write(on: disk)
        let count = try calls(sample, disk)
        var whole = 0
        for seed in 0..<6 * UInt64(count) {
            let ordinal = 1 + Int(seed) % count
            let other = SimulatedFileSystem(snapshot: disk.snapshot(), seed: seed)
            other.inject(.losePower, atCall: ordinal)
            #expect(throws: LogError.self, "seed \(seed), call \(ordinal)") {
                try sample.backup(on: other, to: "/copy")
            }
            other.crash()
            if try other.list("/").contains("copy") {
                whole += 1
                let report = try sample.verify(on: other, "/copy")
                #expect(report.isSound && report.tornTails == [], "seed \(seed), call \(ordinal): \(report)")
            } else {
                // The next attempt succeeds, whatever this one left.
                try sample.backup(on: other, to: "/copy")
            }
            #expect(try sample.records(on: other, "/copy") == records, "seed \(seed), call \(ordinal)")
            #expect(try sample.records(on: other) == records, "seed \(seed), call \(ordinal)")
        }
        #expect(whole > 0)
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func aBitThatChangesOnTheWayIsNoticedInEverySegment(_ seed: UInt64) throws {
        let disk = SimulatedFileSystem(seed: 1)
        let sample = SampleLog(batches: 3)
        _ = try sample.write(on: disk)
        for ordinal in 1...(try calls(sample, disk)) {
            let other = SimulatedFileSystem(snapshot: disk.snapshot(), seed: seed &* 1000 &+ UInt64(ordinal))
            other.inject(.flipBit, atCall: ordinal)
            guard (try? sample.backup(on: other, to: "/copy")) != nil else { continue }
            let damaged = try sample.verify(on: other, "/copy").corruptions.map(\.file)
            #expect(damaged.allSatisfy { $0 == "/copy/manifest" }, "call \(ordinal)")
        }
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func aFinishedBackupIsThereAfterAPowerLoss(_ seed: UInt64) throws {
        let disk = SimulatedFileSystem(seed: seed)
        let sample = SampleLog(batches: 3)
        let records = try sample.write(on: disk)
        try sample.backup(on: disk, to: "/copy")
        disk.crash()
        #expect(try sample.records(on: disk, "/copy") == records)
    }

    @Test(arguments: [FileError.Code.io, .noSpace, .permissionDenied])
    func aRefusedCallLeavesNoBackupAndNothingBehind(_ code: FileError.Code) throws {
        let disk = SimulatedFileSystem(seed: 1)
        let sample = SampleLog(isEncrypted: true, batches: 3)
        let records = try sample.write(on: disk)
        for ordinal in 1...(try calls(sample, disk)) {
            let other = SimulatedFileSystem(snapshot: disk.snapshot())
            other.inject(.refuse(code), atCall: ordinal)
            do {
                try sample.backup(on: other, to: "/copy")
                #expect(try sample.records(on: other, "/copy") == records, "call \(ordinal)")
            } catch let error as LogError {
                // What refuses to be removed may stay; a directory with its name may be only as a whole.
                let left = try other.list("/").filter { $0 != "log" }
                if left == ["copy"] {
                    #expect(try sample.records(on: other, "/copy") == records, "call \(ordinal): \(error)")
                } else {
                    #expect(left == [], "call \(ordinal): \(error)")
                }
            }
            #expect(other.openHandleCount == 0, "call \(ordinal): every file is closed")
        }
    }

    private func calls(_ sample: SampleLog, _ disk: SimulatedFileSystem) throws -> Int {
        let other = SimulatedFileSystem(snapshot: disk.snapshot())
        try sample.backup(on: other, to: "/copy")
        return other.callCount
    }
}
