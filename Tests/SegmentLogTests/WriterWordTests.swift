import CommitLog
import SegmentLog
import SimulatedStorage
import Storage
import Testing
import Threads

/// What recovery, readers and other processes go by, at the moment when it is said.
@Suite("A writer says")
struct WriterWordTests {
    @Test("in each frame how far the log was durable when its write began, and a time that never falls")
    func heads() throws {
        let world = TestDisk()
        let log = try world.open()
        for (text, time) in [("one", Int64(30)), ("two", 20), ("three", 40)] {
            world.clock.withLock { $0 = time }
            try log.append(try RecordBatch(text))
            log.hash()
        }
        let frames = try world.frames(TestDisk.segment(1))
        #expect(frames.map(\.kind) == [.records, .records, .mark, .records, .mark])
        #expect(frames.map(\.watermark) == [0, 1, 1, 2, 2])
        let starts = [0, 1, 1, 3, 3].map { frames[$0].offset }
        #expect(frames.map(\.watermarkOffset) == starts)
        #expect(frames.map(\.time) == [30, 30, 30, 40, 40])
    }

    @Test("to other processes what is durable before it says so to those who appended")
    func publication() throws {
        let world = TestDisk()
        let log = try world.open()
        let page = try world.disk.mapShared(TestDisk.path(Position.fileName), byteCount: Position.byteCount)
        let (identifier, seen) = (log.manifest.log, Monitor<[SequenceNumber?]>([]))
        for text in ["one", "two"] {
            _ = log.append([(try RecordBatch(text), nil)]) { _ in
                seen.withLock { $0.append(Position(on: page, log: identifier)?.durable) }
            }
        }
        page.unmap()
        #expect(seen.withLock { $0 } == [1, 2])
    }
}
