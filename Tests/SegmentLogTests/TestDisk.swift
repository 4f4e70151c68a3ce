import Bytes
import CommitLog
import Seeds
import SegmentLog
import SimulatedStorage
import Storage
import Testing
import Threads

/// A simulated disk with a log directory, and the rest of a log's world: a clock that the test sets, keys by a seed.
struct TestDisk: Sendable {
    static let directory = "/log"
    static let key = (try? MasterKey((0..<32).map { UInt8($0) }))

    let disk: SimulatedFileSystem
    let clock = Monitor<Int64>(1_700_000_000_000)
    private let random = Monitor(SplitMix64(seed: 7))
    var options = LogOptions()

    init(seed: UInt64 = 1, isEncrypted: Bool = false, segmentBytes: Int = 16 << 10) {
        self.init(SimulatedFileSystem(seed: seed, sectorByteCount: 512), isEncrypted, segmentBytes)
    }

    init(_ disk: SimulatedFileSystem, _ isEncrypted: Bool = false, _ segmentBytes: Int = 16 << 10) {
        self.disk = disk
        options.segmentBytes = segmentBytes
        options.masterKey = isEncrypted ? Self.key : nil
        options.markEveryRecords = 1
    }

    func environment(_ fileSystem: (any FileSystem)? = nil) -> LogEnvironment {
        let (clock, random) = (clock, random)
        return LogEnvironment(
            fileSystem: fileSystem ?? disk, wallMilliseconds: { clock.withLock { $0 } },
            random: { random.withLock { $0.next() } }, owner: "a test")
    }

    func open(_ fileSystem: (any FileSystem)? = nil) throws(LogError) -> SteppedLog {
        try SteppedLog.open(Self.directory, options: options, environment: environment(fileSystem))
    }

    func openReader() throws(LogError) -> SegmentLogReader {
        try SegmentLogReader.open(Self.directory, masterKey: options.masterKey, environment: environment())
    }

    static func path(_ name: String) -> String { directory + "/" + name }
    static func segment(_ number: UInt32, generation: UInt32 = 0) -> String {
        path(SegmentName(number: number, generation: generation).fileName)
    }

    func bytes(_ path: String) throws -> [UInt8] { try #require(disk.contents(of: path)) }

    /// The frames of a segment file, in order, up to what is no frame.
    func frames(_ path: String) throws -> [FrameHeader] {
        let bytes = try bytes(path)
        var frames: [FrameHeader] = []
        var offset = SegmentHeader.byteCount
        while offset < bytes.count,
            let header = try? FrameHeader(decoding: bytes.bytes.extracting(offset..<bytes.count))
        {
            frames.append(header)
            offset += header.frameBytes
        }
        return frames
    }
}

extension FrameHeader {
    var range: Range<Int> { Int(offset)..<Int(offset) + frameBytes }
}

extension RecordBatch {
    /// Records with these texts.
    init(_ texts: String...) throws(CommitLogError) {
        self.init()
        for text in texts { try append(Array(text.utf8)) }
    }

    /// One record of `byteCount` bytes that do not compress.
    init(noise byteCount: Int, seed: UInt64 = 1) throws(CommitLogError) {
        self.init()
        var random = SplitMix64(seed: seed)
        try append(random.bytes(byteCount))
    }
}

extension SteppedLog {
    /// Appends batches one after another, each acknowledged before the next.
    @discardableResult
    func append(_ batches: RecordBatch...) throws(CommitLogError) -> ClosedRange<SequenceNumber>? {
        var last: ClosedRange<SequenceNumber>?
        for batch in batches {
            for answer in append([(batch: batch, expecting: nil)]) { last = try answer.get() }
        }
        return last
    }

    /// Hashes and seals what is full.
    func sealFull() {
        hash()
        while sealFirst() {}
    }

    /// Every record's body, as text.
    func texts() throws(CommitLogError) -> [String] { try read(from: .first).texts() }
}

extension SegmentCursor {
    /// The bodies of the records from here on that can be read now, as text.
    func texts() throws(CommitLogError) -> [String] {
        var texts: [String] = []
        while let chunk = try nextChunk() { texts += chunk.texts }
        return texts
    }
}

extension RecordChunk {
    var texts: [String] {
        var texts: [String] = []
        forEach { texts.append(String(decoding: $0.body.array, as: UTF8.self)) }
        return texts
    }
}
