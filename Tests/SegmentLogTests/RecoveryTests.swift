import CommitLog
import LogScenarios
import SegmentLog
import SimulatedStorage
import Storage
import Testing
import Threads

/// What opening must get right, each shown by the smallest log in which it once went wrong or could.
@Suite("Opening")
struct RecoveryTests {
    @Test("keeps an append that was written and not synced, once it was found, through a power loss", arguments: 1...20)
    func foundIsDurable(_ seed: UInt64) throws {
        let world = TestDisk(seed: seed)
        let log = try world.open()
        try log.append(try RecordBatch("acknowledged"))
        // The sync fails and the kernel takes the bytes for clean: a later sync alone would not write them.
        world.disk.inject(.forgetOnSync, atCall: world.disk.callCount + 2)
        #expect(throws: CommitLogError.self) { try log.append(try RecordBatch("tried")) }
        world.disk.kill()
        let second = try world.open()
        #expect(try second.texts() == ["acknowledged", "tried"])
        try second.append(try RecordBatch("after it"))
        world.disk.crash()
        #expect(try world.open().texts() == ["acknowledged", "tried", "after it"])
    }

    @Test("keeps a log whose directory was made by a process that was killed before it was durable", arguments: 1...20)
    func directoryIsDurable(_ seed: UInt64) throws {
        let world = TestDisk(seed: seed)
        // The first call makes the directory.
        let killed = WatchedFileSystem(world.disk, seed: seed, frames: FrameWatch())
        killed.killAfter(1)
        #expect(throws: LogError.self) { try world.open(killed) }
        world.disk.kill()
        try world.open().append(try RecordBatch("acknowledged"))
        world.disk.crash()
        #expect(try world.open().texts() == ["acknowledged"])
    }

    @Test("closes everything when the last step of it is refused")
    func failedOpeningCloses() throws {
        let world = TestDisk()
        try world.open().close()
        let calls = world.disk.callCount
        try world.open().close()
        for call in 1...world.disk.callCount - calls {
            world.disk.inject(.refuse(.io), atCall: world.disk.callCount + call)
            try? world.open().close()
            world.disk.removeFaults()
            #expect(world.disk.openHandleCount == 0, "call \(call)")
        }
    }

    @Test("leaves no hole in the numbers of segments when a prepared one is damaged")
    func damagedPreparation() throws {
        let world = TestDisk()
        let log = try world.open()
        try log.append(try RecordBatch("one"))
        try log.roll()
        log.askForNext()
        #expect(log.prepareNext())
        world.disk.kill()
        world.disk.flipBit(at: 100, in: TestDisk.segment(2))
        let second = try world.open()
        #expect(second.recovery.discarded == [TestDisk.segment(2), TestDisk.segment(3)])
        try second.append(try RecordBatch("two"))
        second.close()
        #expect(try world.open().texts() == ["one", "two"])
    }

    @Test("refuses a log whose full segment has lost its end, though only a mark comes after it")
    func marksVouchForEarlierSegments() throws {
        let world = TestDisk()
        let log = try world.open()
        try log.append(try RecordBatch("one"), try RecordBatch("two"))
        try log.roll()
        // Without space to replace the manifest, nothing can be sealed before the log is closed.
        world.disk.capacity = 0
        log.close()
        world.disk.capacity = nil
        #expect(try world.frames(TestDisk.segment(2)).map(\.kind) == [.mark])
        let last = try #require(try world.frames(TestDisk.segment(1)).last { $0.kind == .records })
        world.disk.incrementByte(at: last.range.upperBound - 1, in: TestDisk.segment(1))
        expectCorruption(in: TestDisk.segment(1)) { try world.open() }
    }

    @Test("takes a frame that was written in another's place as a witness for what was there")
    func misdirectedFrame() throws {
        let world = TestDisk()
        try world.open().append(try RecordBatch("one"), try RecordBatch("two"), try RecordBatch("three"))
        world.disk.kill()
        let path = TestDisk.segment(1)
        var bytes = try world.bytes(path)
        let frames = try world.frames(path).filter { $0.kind == .records }
        let (second, third) = (frames[1].range, frames[2].range)
        for index in 0..<third.count { bytes[second.lowerBound + index] = bytes[third.lowerBound + index] }
        for index in second.lowerBound + third.count..<bytes.count { bytes[index] = 0 }
        world.disk.replaceContents(of: path, with: bytes)
        expectCorruption(in: path) { try world.open() }
    }

    @Test("keeps the whole copy of a torn tail when it is stopped while it puts the tail right", arguments: 1...30)
    func tornTailCopy(_ calls: Int) throws {
        let world = TestDisk()
        try world.open().append(try RecordBatch("one"))
        world.disk.kill()
        let path = TestDisk.segment(1)
        var bytes = try world.bytes(path)
        let end = try #require(try world.frames(path).last).range.upperBound
        let torn = [UInt8](repeating: 0xee, count: 3000)
        bytes.replaceSubrange(end..<end + torn.count, with: torn)
        world.disk.replaceContents(of: path, with: bytes)
        let killed = WatchedFileSystem(world.disk, seed: 1, frames: FrameWatch())
        killed.killAfter(10 + calls)
        _ = try? world.open(killed)
        world.disk.crash()
        let log = try world.open()
        #expect(try log.texts() == ["one"])
        let copies = world.disk.paths.filter { $0.hasPrefix("/log/torn/segment-") && !$0.hasSuffix(".tmp") }
        #expect(copies.contains { world.disk.contents(of: $0) == torn }, "\(copies)")
    }

    @Test("says when a log was closed cleanly, whether or not its last segment is full")
    func cleanClose() throws {
        for byteCount in stride(from: 12_000, through: 12_031, by: 1) {
            let world = TestDisk()
            let log = try world.open()
            try log.append(try RecordBatch(noise: byteCount))
            log.close()
            let second = try world.open()
            #expect(second.recovery.wasClosedCleanly, "\(byteCount) bytes")
        }
        let world = TestDisk()
        let largest = 16384 - 4096 - 136 - 112 - 4
        let log = try world.open()
        try log.append(try RecordBatch(noise: largest))
        #expect(throws: CommitLogError.self) { try log.append(try RecordBatch(noise: largest + 1)) }
        log.close()
    }

    @Test("and closing again and again fills no segment with marks")
    func manyOpenings() throws {
        let world = TestDisk()
        for _ in 0..<200 { try world.open().close() }
        #expect(try world.frames(TestDisk.segment(1)).count == 1)
        let log = try world.open()
        #expect(log.recovery.wasClosedCleanly)
        try log.append(try RecordBatch(noise: 12_000))
    }

    @Test("never lets the time of records fall, whatever the clock does")
    func timeNeverFalls() throws {
        let world = TestDisk()
        let log = try world.open()
        try log.append(try RecordBatch("one"))
        try log.roll()
        world.disk.kill()
        world.clock.withLock { $0 -= 100_000 }
        let second = try world.open()
        try second.append(try RecordBatch("two"))
        let cursor = second.read(from: .first)
        let first = try #require(try cursor.nextChunk())
        #expect(try #require(try cursor.nextChunk()).time >= first.time)
    }

    @Test("makes the zeros durable that an earlier opening could not put in place of a torn tail", arguments: 1...12)
    func zerosAgain(_ seed: UInt64) throws {
        let torn = try Self.torn(seed)
        let calls = torn.disk.callCount
        try torn.open().close()
        var refusals = 0
        for call in 1...torn.disk.callCount - calls {
            let world = try Self.torn(seed)
            world.disk.inject(.forgetOnSync, atCall: world.disk.callCount + call)
            guard (try? world.open()) == nil else { continue }
            refusals += 1
            world.disk.kill()
            try world.open().append(try RecordBatch("two"))
            world.disk.crash()
            let log = try world.open()
            #expect(try log.texts() == ["one", "two"], "call \(call)")
            #expect(log.recovery.tornTails.isEmpty, "the torn tail is back: call \(call)")
        }
        #expect(refusals > 3)
    }

    /// A log of one record with 3,000 torn bytes behind it.
    private static func torn(_ seed: UInt64) throws -> TestDisk {
        let world = TestDisk(seed: seed)
        try world.open().append(try RecordBatch("one"))
        world.disk.kill()
        let path = TestDisk.segment(1)
        var bytes = try world.bytes(path)
        let end = try #require(try world.frames(path).last).range.upperBound
        bytes.replaceSubrange(end..<end + 3000, with: [UInt8](repeating: 0xee, count: 3000))
        world.disk.replaceContents(of: path, with: bytes)
        return world
    }

    private func expectCorruption(in path: String, _ body: () throws -> SteppedLog) {
        do {
            _ = try body()
            Issue.record("the damage goes unnoticed")
        } catch LogError.corruption(let corruption) {
            #expect(corruption.file == path)
        } catch {
            Issue.record("\(error)")
        }
    }
}
