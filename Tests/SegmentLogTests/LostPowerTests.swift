import CommitLog
import LogScenarios
import SegmentLog
import SimulatedStorage
import Testing

/// Which names and sectors the power takes is drawn, and a sync that is missing shows in few draws: so here are
/// several, at every call.
@Suite("What the power takes")
struct LostPowerTests {
    static let draws: Range<UInt64> = 0..<8

    @Test("while a log is made is nothing that keeps it from opening", arguments: draws)
    func making(_ draw: UInt64) throws {
        try losePower(TestDisk().disk.snapshot(), draw, leaving: [[], ["one"]]) { world in
            let log = try world.open()
            try log.append(try RecordBatch("one"))
            return log
        }
    }

    @Test(
        "after a first append whose sync failed and forgot is nothing of its segment", arguments: draws, [true, false])
    func forgotten(_ draw: UInt64, _ goesOn: Bool) throws {
        let world = TestDisk(seed: draw)
        let log = try world.open()
        // The write, then the sync.
        world.disk.inject(.forgetOnSync, atCall: world.disk.callCount + 2)
        #expect(throws: CommitLogError.self) { try log.append(try RecordBatch("tried")) }
        world.disk.kill()
        let second = try world.open()
        #expect(try second.texts() == ["tried"])
        if goesOn { try second.append(try RecordBatch("after it")) }
        world.disk.crash()
        #expect(try world.open().texts() == ["tried"] + (goesOn ? ["after it"] : []))
    }

    @Test("after a sealing whose sync failed and forgot is neither a record nor the end of the file", arguments: draws)
    func forgottenSealing(_ draw: UInt64) throws {
        var refusals = 0
        // More calls than a sealing makes.
        for call in 1...40 {
            let world = TestDisk(seed: draw)
            let log = try world.open()
            try log.append(try RecordBatch("one"))
            try log.roll()
            world.disk.inject(.forgetOnSync, atCall: world.disk.callCount + call)
            log.sealFull()
            if log.end != nil { refusals += 1 }
            world.disk.kill()
            withExtendedLifetime(log) {}
            let second = try world.open()
            #expect(try second.texts() == ["one"])
            world.disk.crash()
            withExtendedLifetime(second) {}
            #expect(try world.open().texts() == ["one"], "call \(call)")
        }
        // The footer, the end of the file, the manifest.
        #expect(refusals == 3)
    }

    @Test("while a segment is repacked is nothing that was in it", arguments: draws)
    func repacking(_ draw: UInt64) throws {
        try losePower(try Self.sealed(), draw, leaving: [Self.texts]) { world in
            let log = try world.open()
            while log.end == nil, log.repackFirst() {}
            return log
        }
    }

    @Test("while a log is opened that was killed while repacking is nothing that was in it", arguments: draws)
    func openingAfterRepacking(_ draw: UInt64) throws {
        let sound = try Self.sealed()
        for calls in 0... {
            let world = TestDisk(SimulatedFileSystem(snapshot: sound, seed: draw))
            let process = WatchedFileSystem(world.disk, seed: draw, frames: FrameWatch())
            let log = try world.open(process)
            process.killAfter(calls)
            while log.end == nil, log.repackFirst() {}
            world.disk.kill()
            withExtendedLifetime(log) {}
            try losePower(world.disk.snapshot(), draw, leaving: [Self.texts]) { world in try world.open() }
            if !process.isDead { return }
        }
    }

    @Test("while a torn tail is put right is still in the segment, or in its copy", arguments: draws)
    func tornTail(_ draw: UInt64) throws {
        let world = TestDisk()
        let log = try world.open()
        try log.append(try RecordBatch("one"))
        world.disk.kill()
        withExtendedLifetime(log) {}
        let path = TestDisk.segment(1)
        let end = try #require(try world.frames(path).last).range.upperBound
        let torn = [UInt8](repeating: 0xaa, count: 1000)
        var bytes = try world.bytes(path)
        bytes.replaceSubrange(end..<end + torn.count, with: torn)
        world.disk.replaceContents(of: path, with: bytes)
        let start = world.disk.snapshot()
        try losePower(start, draw, leaving: [["one"]]) { world in
            try world.open()
        } checking: { world throws in
            let copies = world.disk.paths.filter { $0.contains("/torn/") }.map { world.disk.contents(of: $0) }
            let left = try world.bytes(path)[end...]
            #expect(left.starts(with: torn) || copies.contains(torn))
        }
        let whole = TestDisk(SimulatedFileSystem(snapshot: start))
        try whole.open().close()
        #expect(try whole.frames(path).last?.isCleanClose == true)
        let last = try #require(try whole.frames(path).last).range.upperBound
        #expect(try whole.bytes(path)[last...].allSatisfy { $0 == 0 })
    }

    private static let texts = ["one", String(repeating: "one more ", count: 200), "two"]

    /// A log with a sealed segment that becomes smaller when it is repacked, and a record behind it.
    private static func sealed() throws -> SimulatedFileSystem.Snapshot {
        let world = TestDisk()
        let log = try world.open()
        try log.append(try RecordBatch(texts[0]), try RecordBatch(texts[1]))
        try log.roll()
        log.sealFull()
        try log.append(try RecordBatch(texts[2]))
        world.disk.kill()
        withExtendedLifetime(log) {}
        return world.disk.snapshot()
    }

    /// Takes the power at each call of `life`, which gives back the log that it has open, and opens what is left.
    private func losePower(
        _ start: SimulatedFileSystem.Snapshot, _ draw: UInt64, leaving expected: [[String]],
        in life: (TestDisk) throws -> SteppedLog, checking check: (TestDisk) throws -> Void = { _ in }
    ) throws {
        for call in 1... {
            let world = TestDisk(SimulatedFileSystem(snapshot: start, seed: draw &* 1000 &+ UInt64(call)))
            world.disk.inject(.losePower, atCall: call)
            let log = try? life(world)
            let isWhole = world.disk.faultyCallCount == 0
            world.disk.removeFaults()
            world.disk.crash()
            withExtendedLifetime(log) {}
            try check(world)
            let texts = try world.open().texts()
            #expect(expected.contains(texts), "call \(call)")
            if isWhole { return }
        }
    }
}
