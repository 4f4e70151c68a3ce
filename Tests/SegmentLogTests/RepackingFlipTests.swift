import CommitLog
import SegmentLog
import SimulatedStorage
import Storage
import Testing

/// A bit that changes on its way to the disk, or back, while a segment is repacked.
@Suite("A bit that changes while a segment is repacked")
struct RepackingFlipTests {
    @Test("never replaces records that were sound", arguments: 0..<12 as Range<UInt64>)
    func flips(_ draw: UInt64) throws {
        let world = TestDisk()
        let writer = try world.open()
        for text in ["one", String(repeating: "one more ", count: 300)] { try writer.append(try RecordBatch(text)) }
        try writer.roll()
        writer.sealFull()
        let texts = try writer.texts()
        world.disk.kill()
        withExtendedLifetime(writer) {}
        let sound = world.disk.snapshot()
        for call in 1... {
            let world = TestDisk(SimulatedFileSystem(snapshot: sound, seed: draw &* 1000 &+ UInt64(call)))
            let log = try world.open()
            world.disk.inject(.flipBit, atCall: world.disk.callCount + call)
            let start = world.disk.callCount
            while log.end == nil, log.repackFirst() {}
            let isOver = world.disk.callCount - start < call
            world.disk.removeFaults()
            world.disk.kill()
            withExtendedLifetime(log) {}
            do {
                #expect(try world.open().texts() == texts, "call \(call)")
            } catch LogError.corruption(let corruption) {
                // Nothing is behind the manifest that could be compared before it is relied upon.
                #expect(corruption.file == TestDisk.path(Manifest.fileName), "call \(call)")
            }
            if isOver { return }
        }
    }
}
