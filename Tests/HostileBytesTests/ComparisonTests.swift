import Bytes
import CommitLog
import Merkle
import SegmentLog
import SimulatedStorage
import Testing

/// One comparison each: a log in which everything else is as it should be, with every checksum right, is refused.
@Suite("A log is refused whose")
struct ComparisonTests {
    private func expectRefusal(_ lie: Lie, naming file: String) throws {
        let log = HostileLog()
        try log.fill()
        try lie.change(log)
        #expect(try log.refusal()?.file == file)
    }

    static let tailLies: [Lie] = [
        .frames("frame is another log's") { $0.log = $0.isSecond ? LogIdentifier(high: 1, low: 2) : $0.log },
        .frames("frame is another segment's") { $0.segment = $0.isSecond ? 9 : 2 },
        .frames("frame belongs elsewhere") { $0.offset += $0.isSecond ? 8 : 0 },
        .frames("frame leaves records out") { $0.firstSequence += $0.isSecond ? 0 : 5 },
        .frames("first frame leaves records out") {
            $0.firstSequence += 5
            $0.watermark += 5
        },
        .frames("frames are of an epoch that never was") { $0.epoch = 9 },
        .header("segment is another log's", 2, at: 32),
        .header("segment has another's name", 2, at: 48),
        .header("segment is repacked though it was never sealed", 2, at: 52),
        Lie("last records are not there") { log in try log.changeManifest { $0.durable = 100 } },
    ]

    @Test("tail is such that a", arguments: tailLies)
    func tail(_ lie: Lie) throws { try expectRefusal(lie, naming: HostileLog.segment(2)) }

    static let sealedLies: [Lie] = [
        .header("it is of another generation than its name says", 1, at: 52),
        Lie("it is larger than the manifest says") { log in try log.change(HostileLog.segment(1)) { $0 += [0] } },
        Lie("there is something behind its footer") { log in
            try log.change(HostileLog.segment(1)) { $0 += [UInt8](repeating: 0, count: 8) }
            try log.changeManifest { $0.sealed[0].bytes += 8 }
        },
        Lie("its footer is none") { log in
            try log.changeFrames(1) { header, _ in header.kind = header.kind == .footer ? .mark : header.kind }
        },
        Lie("it is not there") { log in try log.disk.remove(HostileLog.segment(1)) },
        .entry("the manifest says otherwise") { $0.timeFirst -= 1 },
    ]

    @Test("sealed segment is such that", arguments: sealedLies)
    func sealed(_ lie: Lie) throws { try expectRefusal(lie, naming: HostileLog.segment(1)) }

    static let manifestLies: [Lie] = [
        .entry("first segment is not the first") { $0.number = 2 },
        .entry("first record is not the first") { $0.first = 2 },
        .entry("segment is of an epoch that never was") { $0.lastEpoch = 9 },
        Lie("sealed segments were never durable") { log in try log.changeManifest { $0.durable = .zero } },
    ]

    @Test("manifest is such that the", arguments: manifestLies)
    func manifest(_ lie: Lie) throws { try expectRefusal(lie, naming: HostileLog.path(Manifest.fileName)) }

    @Test("epochs fall")
    func epochs() throws {
        let log = HostileLog()
        try log.fill()
        try log.open().close()
        try log.changeFrames(2) { header, _ in if header.isSecond { header.epoch = 2 } }
        #expect(try log.refusal()?.file == HostileLog.segment(2))
    }

    @Test("unsealed segments do not follow one another")
    func segments() throws {
        let log = HostileLog()
        let writer = try log.open()
        _ = writer.append([(try HostileLog.batch("one"), nil)])
        try writer.roll()
        _ = writer.append([(try HostileLog.batch("two"), nil)])
        log.disk.kill()
        withExtendedLifetime(writer) {}
        try log.changeFrames(2) { header, _ in header.firstSequence += 5 }
        #expect(try log.refusal() != nil)
    }

    @Test("keyring is another log's")
    func keyring() throws {
        var log = HostileLog()
        log.options.masterKey = try MasterKey((0..<32).map { UInt8($0) })
        try log.fill()
        try log.change(HostileLog.path(Keyring.fileName)) { bytes in
            bytes[16] ^= 1
            bytes.replace(at: 8, littleEndian: bytes.bytes.extracting(12..<bytes.count).crc32c)
        }
        #expect(try log.refusal()?.file == HostileLog.path(Keyring.fileName))
    }

    @Test("manifest became another log's while it was read")
    func manifestWhileReading() throws {
        let log = HostileLog()
        try log.fill()
        let reader = try SegmentLogReader.open(HostileLog.directory, environment: log.environment)
        try log.changeManifest { manifest in
            manifest.log = LogIdentifier(high: 1, low: 2)
            manifest.generation += 1
        }
        let refusal: LogError? = {
            do throws(LogError) { _ = try reader.statistics() } catch { return error }
            return nil
        }()
        guard case .corruption(let corruption) = refusal else {
            Issue.record("\(refusal.map { "\($0)" } ?? "it is read on")")
            return
        }
        #expect(corruption.file == HostileLog.path(Manifest.fileName))
    }
}

extension FrameHeader {
    /// Whether it is the frame of record 2.
    fileprivate var isSecond: Bool { kind == .records && firstSequence == 2 }
}
