import CommitLog
import SegmentLog
import SimulatedStorage
import Testing

/// A small log at rest: segment 1 sealed, segment 2 full (sealed too, if the log was closed), segment 3 the tail; each
/// with several frames and marks between them.
struct SmallLog: Sendable {
    let snapshot: SimulatedFileSystem.Snapshot
    let isEncrypted: Bool
    let isClosed: Bool
    /// The records' bodies.
    let texts: [String]
    /// The frames of each segment, by number.
    let frames: [UInt32: [FrameHeader]]

    static let sealed: UInt32 = 1
    static let full: UInt32 = 2
    static let tail: UInt32 = 3

    init(isEncrypted: Bool, isClosed: Bool) throws {
        let world = TestDisk(isEncrypted: isEncrypted)
        let log = try world.open()
        for number in Self.sealed...Self.tail {
            for frame in 1...3 {
                try log.append(try RecordBatch("segment \(number), frame \(frame)", "", "派单 \(frame)"))
                log.hash()
            }
            if number != Self.tail { try log.roll() }
            if number == Self.sealed { log.sealFull() }
        }
        try log.append(try RecordBatch("the last one"))
        if isClosed {
            log.close()
        } else {
            // As a power loss may leave it: without the page that says how far it was durable.
            world.disk.kill()
            try world.disk.remove(TestDisk.path(Position.fileName))
        }
        snapshot = world.disk.snapshot()
        self.isEncrypted = isEncrypted
        self.isClosed = isClosed
        var texts: [String] = []
        for number in Self.sealed...Self.tail {
            for frame in 1...3 { texts += ["segment \(number), frame \(frame)", "", "派单 \(frame)"] }
        }
        self.texts = texts + ["the last one"]
        var frames: [UInt32: [FrameHeader]] = [:]
        for number in Self.sealed...Self.tail { frames[number] = try world.frames(TestDisk.segment(number)) }
        self.frames = frames
        for number in Self.sealed...Self.tail {
            #expect(frames[number]?.contains { $0.kind == .mark } == true, "marks are in every segment")
        }
    }

    /// What became of a log whose files were damaged.
    enum Fate: Equatable {
        /// Every record reads back right.
        case intact(isTorn: Bool)
        /// The first so many records read back right, the others are gone.
        case shortened(Int, isTorn: Bool)
        case named(LogCorruption)
    }

    /// Opens a copy that `damage` has changed, and reads everything.
    func fate(_ damage: (SimulatedFileSystem) -> Void) throws -> Fate {
        let disk = SimulatedFileSystem(snapshot: snapshot)
        damage(disk)
        let world = TestDisk(disk, isEncrypted)
        let log: SteppedLog
        do throws(LogError) { log = try world.open() } catch {
            guard case .corruption(let corruption) = error else { throw error }
            return .named(corruption)
        }
        let read: [String]
        do throws(CommitLogError) {
            read = try log.texts()
            // From the middle, so that each footer is read.
            for segment in log.manifest.sealed { _ = try log.read(from: segment.first.next).nextChunk() }
        } catch {
            guard case .corruption(let corruption) = error else { throw error }
            return .named(corruption)
        }
        let isTorn = !log.recovery.tornTails.isEmpty
        if read == texts { return .intact(isTorn: isTorn) }
        try #require(read.count < texts.count && read == Array(texts[..<read.count]), "only the end may be missing")
        return .shortened(read.count, isTorn: isTorn)
    }

    func disk() -> SimulatedFileSystem { SimulatedFileSystem(snapshot: snapshot) }

    /// How many records come before the frame that a byte of a segment is in, or that follows it.
    func recordsBefore(_ offset: Int, in number: UInt32) -> Int {
        let later = (frames[number] ?? []).first { $0.range.upperBound > offset }
        return Int(later?.firstSequence ?? UInt64(texts.count) + 1) - 1
    }
}
