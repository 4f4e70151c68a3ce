import Bytes
import CommitLog
import Merkle
import SegmentLog
import SimulatedStorage
import Storage
import Testing

/// What fuzzing found, each by itself: files whose checksums are right and which no log ever wrote.
@Suite("A lie with a right checksum")
struct LieTests {
    let log = HostileLog()

    @Test("about an epoch or a generation that cannot be counted on from is refused")
    func counters() throws {
        try log.fill()
        try log.changeManifest { $0.epoch = .max }
        #expect(try log.refusal()?.what.contains("impossible epoch") == true)
        try log.changeManifest { manifest in
            manifest.epoch = 5
            manifest.generation = .max
        }
        #expect(try log.refusal()?.what.contains("generation") == true)
    }

    @Test("about a segment's number or generation that none can follow is refused, and salvaged past")
    func followers() throws {
        try log.fill()
        let last = HostileLog.path("4294967295-0.segment")
        try log.changeFrames(2) { header, _ in header.segment = .max }
        try log.change(HostileLog.segment(2)) { bytes in
            bytes.replace(at: 48, littleEndian: UInt32.max)
            bytes.replace(at: 8, littleEndian: bytes.bytes.extracting(12..<SegmentHeader.byteCount).crc32c)
        }
        try log.disk.rename(HostileLog.segment(2), to: last)
        #expect(try log.refusal()?.file == HostileLog.segment(2))
        let report = try Verification.run(HostileLog.directory, environment: log.environment) { _ in }
        #expect(report.corruptions.map(\.file) == [HostileLog.segment(2)])
        let salvaged = try Salvage.run(
            from: HostileLog.directory, to: "/saved", masterKey: nil, environment: log.environment
        ) { _ in }
        #expect(salvaged.records == 1 && salvaged.lostRecords == 2)
        try log.changeManifest { $0.sealed[0].generation = .max }
        #expect(try log.refusal()?.file == HostileLog.path(Manifest.fileName))
    }

    @Test("about more records than can be numbered is refused")
    func counts() throws {
        try log.fill()
        try log.change(HostileLog.path(Manifest.fileName)) { bytes in
            bytes.replace(at: Manifest.headBytes + 16, littleEndian: UInt64.max)
            bytes.replace(at: 8, littleEndian: bytes.bytes.extracting(12..<bytes.count).crc32c)
        }
        #expect(try log.refusal()?.file == HostileLog.path(Manifest.fileName))
        var footer: [UInt8] = []
        for value: UInt64 in [1, .max, 0, 0, 0, 0] { footer.append(littleEndian: value) }
        #expect(throws: FormatError.field("record count")) { try Footer(decoding: footer.bytes) }
    }

    @Test("about more bytes of records than a segment can hold is refused")
    func rawBytes() throws {
        try log.fill()
        try log.changeManifest { $0.sealed[0].rawBytes = .max }
        #expect(try log.refusal()?.file == HostileLog.path(Manifest.fileName))
        var footer: [UInt8] = []
        for value: UInt64 in [1, 1, .max, 0, 0, 0] { footer.append(littleEndian: value) }
        #expect(throws: FormatError.field("record bytes")) { try Footer(decoding: footer.bytes) }
    }

    @Test("in the footer that hashing begins with is refused before anything is changed")
    func lastFooter() throws {
        try log.fill()
        try log.changeFrames(1) { header, payload in
            if header.kind == .footer { payload[24] ^= 1 }
        }
        #expect(try log.refusal()?.file == HostileLog.segment(1))
    }

    @Test("in the footer of a segment that is not listed yet is refused before anything is changed")
    func unlistedFooter() throws {
        let disk = log.disk
        let manifestPath = HostileLog.path(Manifest.fileName)
        let writer = try log.open()
        _ = writer.append([(try HostileLog.batch("one"), nil)])
        let manifest = try #require(disk.contents(of: manifestPath))
        try writer.roll()
        writer.hash()
        #expect(writer.sealFirst())
        disk.kill()
        withExtendedLifetime(writer) {}
        disk.replaceContents(of: manifestPath, with: manifest)
        let sound = disk.snapshot()

        for (name, offset, value) in [("count", 8, UInt64(2)), ("epochs", 40, 9 << 32), ("tree", 48, 0)] {
            let log = HostileLog(SimulatedFileSystem(snapshot: sound))
            try log.changeFrames(1) { header, payload in
                guard header.kind == .footer else { return }
                if name == "tree" { payload.replaceSubrange(48..<48 + 41, with: [UInt8](repeating: 0, count: 9)) }
                if name != "tree" { payload.replace(at: offset, littleEndian: value) }
            }
            #expect(try log.refusal()?.file == HostileLog.segment(1), "\(name)")
        }
        #expect(try HostileLog(SimulatedFileSystem(snapshot: sound)).refusal() == nil)
    }

    @Test("about a generation of a segment that is not sealed is refused")
    func generation() throws {
        try log.fill()
        try log.change(HostileLog.segment(2)) { bytes in
            bytes.replace(at: 52, littleEndian: UInt32(1))
            bytes.replace(at: 8, littleEndian: bytes.bytes.extracting(12..<SegmentHeader.byteCount).crc32c)
        }
        #expect(try log.refusal()?.file == HostileLog.segment(2))
    }

    @Test("about being repacked is seen by verification, also where the segment is there as it was written")
    func repacked() throws {
        try log.fill()
        let name = HostileLog.path(SegmentName(number: 2, generation: 1).fileName)
        log.disk.replaceContents(of: name, with: try #require(log.disk.contents(of: HostileLog.segment(2))))
        #expect(try log.refusal()?.file == name)
        let report = try Verification.run(HostileLog.directory, environment: log.environment) { _ in }
        #expect(report.corruptions.map(\.file) == [name])
    }

    @Test(
        "about how far hashing has come does not keep the log from sealing",
        // A tree of 2⁶³ leaves, which is one root; and one of the first block's leaves, but more than there are.
        arguments: [(1 << 63, 1, 1 << 51), (5, 2, 0)] as [(UInt64, UInt8, UInt64)])
    func mark(_ size: UInt64, _ roots: UInt8, _ firstBlock: UInt64) throws {
        try log.fill(isClosed: false)
        try log.changeFrames(2) { header, payload in
            guard header.kind == .mark else { return }
            payload = []
            payload.append(littleEndian: size)
            payload += [roots] + [UInt8](repeating: 0, count: 32 * Int(roots))
            payload.append(littleEndian: firstBlock)
            payload.append(littleEndian: UInt32(0))
        }
        let writer = try log.open()
        try writer.roll()
        writer.hash()
        #expect(writer.sealFirst())
        writer.close()
    }

    @Test("about the records of a torn tail does not keep those before it from being read")
    func tornTail() throws {
        try log.fill(isClosed: false)
        try log.change(HostileLog.segment(2)) { bytes in
            var torn = bytes
            torn.replace(at: 48, littleEndian: UInt32(3))
            torn.replace(at: 8, littleEndian: torn.bytes.extracting(12..<SegmentHeader.byteCount).crc32c)
            let start = SegmentHeader.byteCount
            var header = try FrameHeader(decoding: bytes.bytes.extracting(start..<bytes.count))
            #expect(header.firstSequence == 2)
            header.segment = 3
            torn.replaceSubrange(start..<start + FrameHeader.byteCount, with: header.encoded)
            torn.removeSubrange((start + FrameHeader.byteCount)...)
            torn += [UInt8](repeating: 0xff, count: header.frameBytes - FrameHeader.byteCount)
            log.disk.replaceContents(of: HostileLog.segment(3), with: torn)
        }
        let report = try Verification.run(HostileLog.directory, environment: log.environment) { _ in }
        #expect(report.isSound && report.tornTails.map(\.file) == [HostileLog.segment(3)])
        let reader = try SegmentLogReader.open(HostileLog.directory, environment: log.environment)
        let cursor = reader.read(from: .first)
        var bodies: [String] = []
        while let chunk = try cursor.nextChunk() {
            chunk.forEach { bodies.append(String(decoding: $0.body.array, as: UTF8.self)) }
        }
        #expect(bodies == ["one", "two", "three"])
    }

    @Test("about the size of a file costs neither time nor memory")
    func size() throws {
        try log.fill()
        let file = try log.disk.open(HostileLog.segment(2), .readWrite)
        try file.truncate(to: 1 << 40)
        file.close()
        let report: LogError? = {
            do throws(LogError) { try log.open().close() } catch { return error }
            return nil
        }()
        guard case .corruption(let corruption) = report else {
            Issue.record("\(report.map { "\($0)" } ?? "it opens")")
            return
        }
        #expect(corruption.file == HostileLog.segment(2))
    }
}
