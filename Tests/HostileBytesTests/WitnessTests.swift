import Bytes
import CommitLog
import SegmentLog
import SimulatedStorage
import Testing

/// Who vouches for bytes that are damaged, and who does not.
@Suite("A witness")
struct WitnessTests {
    let log = HostileLog()

    @Test("is a frame that stands where it says, and goes on from what is damaged")
    func place() throws {
        try log.fill()
        try log.changeFrames(2) { header, _ in
            if header.kind == .records, header.firstSequence == 2 { header.offset += 8 }
        }
        #expect(try log.refusal()?.file == HostileLog.segment(2))
    }

    @Test("of a mark, which has no records, is how far its segment was durable")
    func bytes() throws {
        try log.fill()
        let frames = try log.frames(2)
        #expect(frames.map(\.kind) == [.records, .mark, .records, .mark, .mark])
        log.disk.incrementByte(at: Int(frames[3].offset) + FrameHeader.byteCount, in: HostileLog.segment(2))
        let refusal = try log.refusal()
        #expect(refusal?.file == HostileLog.segment(2))
        #expect(refusal?.offset == UInt64(frames[3].offset))
    }

    @Test("is the manifest of a clean close, where the page is gone")
    func cleanClose() throws {
        try log.fill()
        try log.disk.remove(HostileLog.path(Position.fileName))
        let lost = try log.frames(2)[2]
        try log.change(HostileLog.segment(2)) { bytes in
            for index in Int(lost.offset)..<bytes.count { bytes[index] = 0 }
        }
        let refusal = try log.refusal()
        #expect(refusal?.file == HostileLog.segment(2))
        #expect(refusal?.what.contains("record 3 was durable") == true)
    }

    @Test("may be a frame of another segment that went astray", arguments: [true, false])
    func records(_ isLater: Bool) throws {
        try log.fill(isClosed: false)
        let frames = try log.frames(2)
        let path = HostileLog.segment(2)
        var astray = frames[2]
        astray.segment = 3
        astray.offset = UInt32(SegmentHeader.byteCount)
        astray.watermarkOffset = astray.offset
        // Of the frame that is damaged, or of the one before it.
        astray.watermark = frames[2].firstSequence - (isLater ? 0 : 1)
        try log.change(path) { bytes in
            bytes[Int(frames[2].offset) + 1] ^= 1
            bytes.replaceSubrange(Int(frames[2].offset) + 1024..<Int(frames[2].offset) + 1120, with: astray.encoded)
        }
        if isLater {
            #expect(try log.refusal()?.offset == UInt64(frames[2].offset))
        } else {
            #expect(try log.open().recovery.tornTails.map(\.offset) == [UInt64(frames[2].offset)])
        }
    }

    @Test("is none in a frame of another log")
    func anotherLog() throws {
        try log.fill(isClosed: false)
        let frames = try log.frames(2)
        var foreign = frames[2]
        foreign.log = LogIdentifier(high: ~foreign.log.high, low: foreign.log.low)
        foreign.watermark = 1000
        try log.change(HostileLog.segment(2)) { bytes in
            bytes[Int(frames[2].offset) + 1] ^= 1
            bytes.replaceSubrange(Int(frames[2].offset) + 1024..<Int(frames[2].offset) + 1120, with: foreign.encoded)
        }
        #expect(try log.open().recovery.tornTails.map(\.offset) == [UInt64(frames[2].offset)])
    }
}
