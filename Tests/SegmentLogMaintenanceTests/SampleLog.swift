import Bytes
import CommitLog
import Seeds
import SegmentLog
import SimulatedStorage
import Storage
import Synchronization
import Testing

/// A record as a test compares it.
struct SampleRecord: Hashable, Sendable {
    var type: UInt32
    var subjects: [UInt64]
    var body: [UInt8]

    static let lost = SampleRecord(type: RecordType.lost, subjects: [], body: [])
}

/// The same world for every run with one seed: a clock that moves 7 ms at a look, and drawn randomness.
func environment(_ fileSystem: any FileSystem, seed: UInt64 = 1, owner: String = "a test") -> LogEnvironment {
    final class State: Sendable {
        let time = Atomic<Int64>(1_800_000_000_000)
        let random: Mutex<SplitMix64>
        init(seed: UInt64) { random = Mutex(SplitMix64(seed: seed)) }
    }
    let state = State(seed: seed)
    return LogEnvironment(
        fileSystem: fileSystem, wallMilliseconds: { state.time.add(7, ordering: .relaxed).newValue },
        random: { state.random.withLock { $0.next() } }, owner: owner)
}

/// A small log of four segments: three sealed, the first of them repacked, and one that is not sealed, closed cleanly.
/// Every life of it, as every record, is the same for one seed.
struct SampleLog: Sendable, CustomTestStringConvertible {
    var isEncrypted = false
    var keepsEvidence = true
    var seed: UInt64 = 7
    /// Batches of records in each segment.
    var batches = 12

    static let kinds = [
        SampleLog(), SampleLog(isEncrypted: true), SampleLog(keepsEvidence: false),
        SampleLog(isEncrypted: true, keepsEvidence: false),
    ]
    static let path = "/log"
    static let oldKeyBytes = (0..<32).map { UInt8($0) }
    static let newKeyBytes = (0..<32).map { UInt8(200 - $0) }

    var testDescription: String {
        (isEncrypted ? "encrypted" : "plain") + (keepsEvidence ? "" : ", without evidence") + ", seed \(seed)"
    }

    var masterKey: MasterKey? { get throws { isEncrypted ? try MasterKey(Self.oldKeyBytes) : nil } }

    var options: LogOptions {
        get throws {
            var options = LogOptions()
            options.segmentBytes = 64 << 10
            options.fillsSegments = false
            options.repacks = false
            options.keepsEvidence = keepsEvidence
            options.masterKey = try masterKey
            options.markEveryRecords = 50
            return options
        }
    }

    /// Writes the log. Each segment is one life, so that there are four epochs.
    func write(on disk: any FileSystem, to path: String = SampleLog.path) throws -> [SampleRecord] {
        var random = SplitMix64(seed: seed)
        var written: [SampleRecord] = []
        for segment in 1...4 {
            let log = try open(on: disk, path, life: UInt64(segment))
            written += try append(to: log, batches: batches, &random)
            if segment < 4 {
                try log.roll()
                log.hash()
                while log.sealFirst() {}
            }
            if segment == 3 { #expect(log.repackFirst(), "the first segment is repacked") }
            log.close()
        }
        return written
    }

    func open(on disk: any FileSystem, _ path: String = SampleLog.path, life: UInt64) throws -> SteppedLog {
        try SteppedLog.open(path, options: try options, environment: environment(disk, seed: seed << 8 | life))
    }

    /// Appends batches of one to twenty records, each a frame.
    func append(to log: SteppedLog, batches: Int, _ random: inout SplitMix64) throws -> [SampleRecord] {
        var written: [SampleRecord] = []
        for _ in 0..<batches {
            let records = (0..<random.number(in: 1...20)).map { _ in draw(&random) }
            var batch = RecordBatch()
            for record in records { try batch.append(record.body, type: record.type, subjects: record.subjects) }
            for answer in log.append([(batch, nil)]) { _ = try answer.get() }
            written += records
        }
        return written
    }

    private func draw(_ random: inout SplitMix64) -> SampleRecord {
        let text = Array("ticket \(random.below(1000)) moved to stage \(random.below(7)) ".utf8)
        return SampleRecord(
            type: UInt32(random.below(300)), subjects: (0..<random.below(3)).map { _ in UInt64(random.below(50)) },
            body: text + random.bytes(random.below(60)))
    }
}

// Looking at logs.
extension SampleLog {
    func reader(on disk: any FileSystem, _ path: String = SampleLog.path) throws -> SegmentLogReader {
        try SegmentLogReader.open(path, masterKey: try masterKey, environment: environment(disk))
    }

    /// All records of a log, which needs to open.
    func records(on disk: any FileSystem, _ path: String = SampleLog.path) throws -> [SampleRecord] {
        var records: [SampleRecord] = []
        let cursor = try reader(on: disk, path).read(from: .first)
        while let chunk = try cursor.nextChunk() {
            chunk.forEach { record in
                records.append(SampleRecord(type: record.type, subjects: record.subjects, body: record.body.array))
            }
        }
        return records
    }

    func verify(on disk: any FileSystem, _ path: String = SampleLog.path) throws -> VerificationReport {
        try Verification.run(path, masterKey: try masterKey, environment: environment(disk)) { _ in }
    }

    @discardableResult
    func backup(on disk: any FileSystem, to destination: String) throws -> BackupReport {
        try reader(on: disk).backup(to: destination) { _ in }
    }

    @discardableResult
    func salvage(on disk: any FileSystem, to destination: String) throws -> SalvageReport {
        try Salvage.run(
            from: SampleLog.path, to: destination, masterKey: try masterKey, environment: environment(disk, seed: 99)
        ) { _ in }
    }
}

/// The path of a segment of the sample log.
func segment(_ number: UInt32, generation: UInt32 = 0) -> String {
    SampleLog.path + "/" + SegmentName(number: number, generation: generation).fileName
}

/// The frames of a segment file that is sound.
func frames(_ path: String, on disk: SimulatedFileSystem) throws -> [FrameHeader] {
    let bytes = try #require(disk.contents(of: path))
    var found: [FrameHeader] = []
    var offset = 4096
    while offset < bytes.count, let header = try? FrameHeader(decoding: bytes.bytes.extracting(offset..<bytes.count)) {
        found.append(header)
        offset += header.frameBytes
    }
    return found
}
