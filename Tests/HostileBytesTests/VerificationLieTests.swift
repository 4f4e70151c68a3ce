import Bytes
import CommitLog
import Merkle
import SegmentLog
import SimulatedStorage
import Testing

/// What opening does not look at, and only verification finds: every checksum is right.
@Suite("Verification names")
struct VerificationLieTests {
    let log = HostileLog()

    /// One sealed segment with two frames.
    private func seal() throws {
        let writer = try log.open()
        _ = writer.append([(try HostileLog.batch("one"), nil)])
        _ = writer.append([(try HostileLog.batch("two"), nil)])
        try writer.roll()
        writer.hash()
        #expect(writer.sealFirst())
        writer.close()
    }

    private func offsets(_ file: String) throws -> [UInt64] {
        let report = try Verification.run(HostileLog.directory, environment: log.environment) { _ in }
        return report.corruptions.filter { $0.file == file }.map(\.offset)
    }

    private var footerOffset: UInt64 {
        get throws { UInt64(try #require(try log.frames(1).last).offset) }
    }

    private func changeFooter(_ change: (inout [UInt8]) throws -> Void) rethrows -> Footer? {
        var footer: Footer?
        try? log.changeFrames(1) { header, payload in
            guard header.kind == .footer else { return }
            try? change(&payload)
            footer = try? Footer(decoding: payload.bytes)
        }
        return footer
    }

    @Test("a frame that does not go on, and one of an earlier epoch or time")
    func frames() throws {
        try seal()
        try log.open().close()
        let sound = log.disk.snapshot()
        let second = UInt64(try #require(try log.frames(1).last { $0.kind == .records }).offset)
        for change: (inout FrameHeader) -> Void in [
            { $0.firstSequence += $0.firstSequence == 2 ? 1 : 0 },
            { $0.epoch = $0.firstSequence == 1 ? 2 : 1 },
            { $0.time += $0.firstSequence == 1 ? 5 : 0 },
        ] {
            let lying = HostileLog(SimulatedFileSystem(snapshot: sound))
            try lying.changeFrames(1) { header, _ in if header.kind == .records { change(&header) } }
            let report = try Verification.run(HostileLog.directory, environment: lying.environment) { _ in }
            #expect(report.corruptions.contains { $0.file == HostileLog.segment(1) && $0.offset == second })
        }
    }

    @Test("a mark with other hashes than those of the records")
    func mark() throws {
        try log.fill()
        // The mark of the close before is read as something follows it.
        let writer = try log.open()
        _ = writer.append([(try HostileLog.batch("four"), nil)])
        writer.close()
        var mark: UInt64 = 0
        try log.changeFrames(2) { header, payload in
            guard header.isCleanClose, header.firstSequence == 4 else { return }
            payload[20] ^= 1
            mark = UInt64(header.offset)
        }
        #expect(try offsets(HostileLog.segment(2)) == [mark])
    }

    @Test("a footer and a manifest that agree on another root than that of the records")
    func root() throws {
        try seal()
        let footer = try #require(changeFooter { $0[60] ^= 1 })
        let size = try #require(log.disk.contents(of: HostileLog.segment(1))).count
        try log.changeManifest { manifest in
            manifest.sealed[0].root = footer.tree.frontier.root()
            manifest.sealed[0].bytes = UInt64(size)
        }
        #expect(try offsets(HostileLog.segment(1)) == [try footerOffset])
    }

    @Test("a footer with block roots that there are none of")
    func blocks() throws {
        try seal()
        // Where the blocks begin: behind the head, the size, the count of nodes and one node.
        _ = try #require(changeFooter { $0[48 + 8 + 1 + 32] ^= 1 })
        let size = try #require(log.disk.contents(of: HostileLog.segment(1))).count
        try log.changeManifest { $0.sealed[0].bytes = UInt64(size) }
        #expect(try offsets(HostileLog.segment(1)) == [try footerOffset])
    }

    @Test("a footer and a manifest that agree on what is not so")
    func footer() throws {
        try seal()
        let footer = try #require(changeFooter { $0[24] ^= 1 })
        let size = try #require(log.disk.contents(of: HostileLog.segment(1))).count
        try log.changeManifest { manifest in
            manifest.sealed[0].timeFirst = footer.timeFirst
            manifest.sealed[0].bytes = UInt64(size)
        }
        #expect(try offsets(HostileLog.segment(1)) == [try footerOffset])
    }

    @Test("a manifest that says otherwise than the footer")
    func manifest() throws {
        try seal()
        try log.changeManifest { $0.sealed[0].timeFirst -= 1 }
        #expect(try offsets(HostileLog.segment(1)) == [try footerOffset])
    }
}
