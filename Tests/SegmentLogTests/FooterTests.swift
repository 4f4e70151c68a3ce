import Bytes
import CommitLog
import Merkle
import Seeds
import SegmentLog
import SimulatedStorage
import Storage
import Testing

@Suite("A footer")
struct FooterTests {
    /// Of three records after 5 others, without blocks, with one index entry and one subject.
    static let bytes: [UInt8] = {
        var bytes = FormatBytes()
        bytes.u64(6, 3, 1000, 100, 200)
        bytes.u32(2, 4)
        // A tree of 8 leaves: one root, no block.
        bytes.u64(8)
        bytes.u8(1)
        bytes.u64(1, 2, 3, 4)
        bytes.u64(0)
        bytes.u32(0)
        bytes.u32(1)
        bytes.u64(6)
        bytes.u32(4096)
        bytes.u64(100)
        bytes.u8(7)
        bytes.u32(1)
        bytes.u64(0xffff)
        return bytes.bytes
    }()

    private func changed<Value: FixedWidthInteger>(at offset: Int, _ value: Value) -> [UInt8] {
        var bytes = Self.bytes
        bytes.replace(at: offset, littleEndian: value)
        return bytes
    }

    @Test("is what its diagram says, in both directions")
    func roundTrip() throws {
        let footer = try Footer(decoding: Self.bytes.bytes)
        #expect(footer.first == 6 && footer.last == 8 && footer.rawBytes == 1000)
        #expect(footer.timeFirst == 100 && footer.timeLast == 200 && footer.firstEpoch == 2 && footer.lastEpoch == 4)
        #expect(footer.tree.size == 8 && footer.tree.frontier.roots.count == 1 && footer.tree.blocks.isEmpty)
        #expect(footer.tree.byteCount == 53)
        #expect(footer.index.entries.map(\.offset) == [4096])
        #expect(footer.encoded == Self.bytes)
    }

    @Test("is refused for what cannot be: lengths past its end, another tree, no records")
    func rejections() {
        for length in 0..<Self.bytes.count {
            #expect(throws: FormatError.self) { try Footer(decoding: Array(Self.bytes[..<length]).bytes) }
        }
        #expect(throws: FormatError.field("footer")) { try Footer(decoding: (Self.bytes + [0]).bytes) }
        #expect(throws: FormatError.field("record count")) { try Footer(decoding: changed(at: 8, UInt64(0)).bytes) }
        #expect(throws: FormatError.field("record count")) { try Footer(decoding: changed(at: 0, UInt64(0)).bytes) }
        // The tree ends with record 8, the segment with 9.
        #expect(throws: FormatError.field("footer")) { try Footer(decoding: changed(at: 8, UInt64(4)).bytes) }
        // A tree of 9 leaves has two roots.
        #expect(throws: FormatError.field("hashing progress")) {
            try Footer(decoding: changed(at: 48, UInt64(9)).bytes)
        }
        for (offset, field) in [(97, "hashing progress"), (101, "index"), (126, "subject filter")] {
            #expect(throws: FormatError.field(.init(stringLiteral: field)), "offset \(offset)") {
                try Footer(decoding: changed(at: offset, UInt32.max).bytes)
            }
        }
    }

    @Test("tells where to look for a record, and that some subjects are not there")
    func lookups() throws {
        var index = SparseIndex()
        let frame = FrameTests.bytes
        var header = try FrameHeader(decoding: frame.bytes)
        for frame in 0..<100 as Range<UInt32> {
            header.firstSequence = UInt64(frame) * 10 + 1
            header.offset = 4096 + frame * 30_000
            index.note(header)
        }
        #expect(index.entries.count < 50, "at most one for 64 KiB")
        #expect(index.offset(before: 0) == nil)
        for sequence in 1...1000 as ClosedRange<UInt64> {
            let offset = try #require(index.offset(before: SequenceNumber(sequence)))
            let frame = UInt64(offset - 4096) / 30_000
            #expect(frame * 10 + 1 <= sequence && sequence <= frame * 10 + 40)
        }
        var random = SplitMix64(seed: 3)
        let subjects = Set((0..<1000).map { _ in random.next() })
        let filter = SubjectFilter(subjects)
        #expect(subjects.allSatisfy(filter.mayContain))
        let others = (0..<10_000).map { _ in random.next() }.filter { !subjects.contains($0) }
        #expect(others.count(where: filter.mayContain) < 200)
        var bytes: [UInt8] = []
        filter.append(to: &bytes)
        var reader = ByteReader(bytes.bytes)
        #expect(try SubjectFilter(decoding: &reader) == filter)
        #expect(!SubjectFilter([]).mayContain(1))
    }
}

@Suite("The position page")
struct PositionTests {
    @Test("tells what was published last, and nothing of another log or of a page in change")
    func publish() throws {
        let disk = SimulatedFileSystem(seed: 1)
        let page = try disk.mapShared("/position", byteCount: Position.byteCount)
        let log = SegmentHeaderTests.log
        #expect(Position(on: page, log: log) == nil, "nothing was published")
        for durable in 1...3 as ClosedRange<UInt64> {
            let position = Position(log: log, epoch: 2, durable: SequenceNumber(durable), manifestGeneration: 9)
            let bell = Position.bell(on: page)
            position.publish(on: page)
            #expect(Position(on: page, log: log) == position)
            #expect(Position.bell(on: page) != bell, "waiters are told")
        }
        #expect(Position(on: page, log: LogIdentifier(high: 1, low: 2)) == nil)
        page.store(page.load(3) + 1, at: 3)
        #expect(Position(on: page, log: log) == nil, "its writer died while it changed it")
        Position(log: log, epoch: 3, durable: 4, manifestGeneration: 10).publish(on: page)
        #expect(Position(on: page, log: log)?.durable == 4, "the next writer puts it right")
        page.unmap()
    }
}
