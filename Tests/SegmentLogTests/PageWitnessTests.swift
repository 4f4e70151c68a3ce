import Bytes
import CommitLog
import SegmentLog
import SimulatedStorage
import Storage
import Testing

/// The page in which a writer published how far its log was durable, when the writer is gone.
@Suite("A position page without its writer")
struct PageWitnessTests {
    /// Records 1 to 5 in one segment, 6 to 9 in the next, each in a frame of its own.
    private static func killed(_ world: TestDisk) throws {
        let log = try world.open()
        for number in 1...5 { try log.append(try RecordBatch("\(number)")) }
        try log.roll()
        for number in 6...9 { try log.append(try RecordBatch("\(number)")) }
        world.disk.kill()
        withExtendedLifetime(log) {}
    }

    /// Makes zeros of the second segment from the frame of `record` on.
    private static func lose(from record: UInt64, _ world: TestDisk) throws {
        let path = TestDisk.segment(2)
        let frame = try #require(try world.frames(path).first { $0.kind == .records && $0.firstSequence == record })
        var bytes = try world.bytes(path)
        for index in Int(frame.offset)..<bytes.count { bytes[index] = 0 }
        world.disk.replaceContents(of: path, with: bytes)
    }

    private func isRefused(_ world: TestDisk) throws -> Bool {
        let report = try Verification.run(
            TestDisk.directory, masterKey: world.options.masterKey, environment: world.environment()
        ) { _ in }
        var refusals = 0
        do throws(LogError) { _ = try world.openReader() } catch {
            guard case .corruption = error else { throw error }
            refusals += 1
        }
        // Again and again: being refused changes nothing, the page included.
        for _ in 0..<2 {
            do throws(LogError) { try world.open().close() } catch {
                guard case .corruption = error else { throw error }
                refusals += 1
            }
        }
        #expect(refusals == 0 || refusals == 3)
        #expect(report.corruptions.isEmpty == (refusals == 0), "\(report.corruptions)")
        return refusals > 0
    }

    @Test("vouches for every record: a tail that is zeros or a segment that is gone is seen")
    func lostEnds() throws {
        for record in 6...9 as ClosedRange<UInt64> {
            let world = TestDisk()
            try Self.killed(world)
            try Self.lose(from: record, world)
            #expect(try isRefused(world), "from record \(record) on")
        }
        let world = TestDisk()
        try Self.killed(world)
        try world.disk.remove(TestDisk.segment(2))
        #expect(try isRefused(world))
    }

    @Test("says nothing to readers any more when another writer begins to open the log, whatever becomes of that")
    func withdrawn() throws {
        let world = TestDisk()
        try Self.killed(world)
        let manifest = try world.bytes(TestDisk.path(Manifest.fileName))
        let log = try Manifest(decoding: manifest.bytes).log
        let path = TestDisk.path(Position.fileName)
        let page = try world.disk.mapShared(path, byteCount: Position.byteCount)
        #expect(Position(on: page, log: log)?.durable == 9)
        try Self.lose(from: 8, world)
        #expect(throws: LogError.self) { try world.open() }
        #expect(Position(on: page, log: log) == nil)
        page.unmap()
    }

    @Test("tells a salvage which records are lost at the end")
    func salvage() throws {
        let world = TestDisk()
        try Self.killed(world)
        try Self.lose(from: 8, world)
        let report = try Salvage.run(
            from: TestDisk.directory, to: "/saved", masterKey: nil, environment: world.environment()
        ) { _ in }
        #expect(report.records == 7)
        #expect(report.lost.map(\.first) == [8] && report.lost.map(\.last) == [9], "\(report.lost)")
    }

    @Test("says nothing about a log that is whole, whatever became of the page")
    func whole() throws {
        let path = TestDisk.path(Position.fileName)
        for word in 0..<Position.witnessBytes / 8 {
            let world = TestDisk()
            try Self.killed(world)
            world.disk.flipBit(at: word * 64, in: path)
            #expect(try !isRefused(world), "word \(word)")
        }
        for size in [0, 8, Position.witnessBytes - 1] {
            let world = TestDisk()
            try Self.killed(world)
            world.disk.replaceContents(of: path, with: [UInt8](try world.bytes(path).prefix(size)))
            #expect(try !isRefused(world), "\(size) bytes")
        }
    }

    @Test("says what it said before where it was caught in change")
    func caughtInChange() throws {
        // Nine records are nine publications; the opening's and that of the rolled segment come before the last.
        var refused: Set<Int> = []
        for word in 9..<Position.witnessBytes / 8 {
            let world = TestDisk()
            try Self.killed(world)
            world.disk.flipBit(at: word * 64, in: TestDisk.path(Position.fileName))
            try Self.lose(from: 8, world)
            #expect(try isRefused(world), "word \(word): the other witness says 8 at least")
            let second = TestDisk()
            try Self.killed(second)
            second.disk.flipBit(at: word * 64, in: TestDisk.path(Position.fileName))
            try Self.lose(from: 9, second)
            if try isRefused(second) { refused.insert(word) }
        }
        #expect(refused.count == 3, "the witness that says 9 is one of the two: \(refused)")
    }

    @Test("says nothing of another epoch")
    func otherEpoch() throws {
        let path = TestDisk.path(Position.fileName)
        let world = TestDisk()
        try Self.killed(world)
        let page = try world.bytes(path)
        try world.open().close()
        let second = try world.open()
        world.disk.kill()
        withExtendedLifetime(second) {}
        world.disk.replaceContents(of: path, with: page)
        #expect(try !isRefused(world))
    }

    @Test("never refuses a log after a power loss, whatever that left of it", arguments: 1...60)
    func afterPowerLoss(_ seed: UInt64) throws {
        let world = TestDisk(seed: seed)
        let log = try world.open()
        for number in 1...8 {
            try log.append(try RecordBatch("\(number)"))
            if number == 5 { try log.roll() }
        }
        world.disk.inject(.losePower, atCall: world.disk.callCount + Int(seed % 3) + 1)
        _ = try? log.append(try RecordBatch("9"))
        world.disk.removeFaults()
        world.disk.crash()
        #expect(try world.openReader().durable >= 8)
        #expect(try !isRefused(world))
        #expect(try world.open().durable >= 8)
    }
}
