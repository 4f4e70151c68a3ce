import CommitLog
import SegmentLog
import SimulatedStorage
import Testing

/// The page in which a writer published how far its log was durable, when the writer is gone.
@Suite("A position page without its writer")
struct WitnessTests {
    private static func killed(_ world: TestDisk) throws {
        let log = try world.open()
        for number in 1...5 { try log.append(try RecordBatch("\(number)")) }
        try log.roll()
        for number in 6...9 { try log.append(try RecordBatch("\(number)")) }
        world.disk.kill()
        withExtendedLifetime(log) {}
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
            do throws(LogError) { _ = try world.open() } catch {
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
        for lost in 0..<4 {
            let world = TestDisk()
            try Self.killed(world)
            let frames = try world.frames(TestDisk.segment(2)).filter { $0.kind == .records }
            var bytes = try world.bytes(TestDisk.segment(2))
            for index in Int(frames[lost].offset)..<bytes.count { bytes[index] = 0 }
            world.disk.replaceContents(of: TestDisk.segment(2), with: bytes)
            #expect(try isRefused(world), "from frame \(lost) on")
        }
        let world = TestDisk()
        try Self.killed(world)
        try world.disk.remove(TestDisk.segment(2))
        #expect(try isRefused(world))
    }

    @Test("says nothing when it is gone, of another epoch, or caught in change")
    func silent() throws {
        let path = TestDisk.path(Position.fileName)
        for bit in 0..<Position.witnessBytes * 8 {
            let world = TestDisk()
            if bit % 64 == 0 {
                try Self.killed(world)
                world.disk.flipBit(at: bit, in: path)
                #expect(try !isRefused(world), "bit \(bit)")
            }
        }
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
        #expect(try world.open().durable >= 8)
    }
}
