import CommitLog
import SegmentLog
import SimulatedStorage
import Testing

/// A small log is cut at every byte and has every bit flipped, and is opened and read each time.
@Suite("A small log")
struct DamageTests {
    struct Variant: Sendable, CustomStringConvertible {
        var isEncrypted: Bool
        var isClosed: Bool
        var description: String { "\(isEncrypted ? "encrypted" : "plain"), \(isClosed ? "closed" : "killed")" }
    }

    static let variants = [
        Variant(isEncrypted: false, isClosed: false), Variant(isEncrypted: true, isClosed: true),
    ]
    static let shares = 8

    private static func log(_ variant: Variant) throws -> SmallLog {
        try SmallLog(isEncrypted: variant.isEncrypted, isClosed: variant.isClosed)
    }

    @Test("is refused by name for every flip and cut of its manifest or keyring", arguments: variants)
    func lists(_ variant: Variant) throws {
        let log = try Self.log(variant)
        for name in [Manifest.fileName] + (variant.isEncrypted ? [Keyring.fileName] : []) {
            let path = TestDisk.path(name)
            let size = try #require(log.disk().contents(of: path)).count
            for bit in 0..<size * 8 {
                try expectNamed(path, "bit \(bit)", try log.fate { $0.flipBit(at: bit, in: path) })
            }
            for length in 0..<size {
                try expectNamed(path, "cut at \(length)", try log.fate { $0.shrink(path, to: length) })
            }
        }
    }

    @Test("cut at any byte of its tail loses what was behind the cut and nothing else", arguments: variants)
    func tailCuts(_ variant: Variant) throws {
        let log = try Self.log(variant)
        let path = TestDisk.segment(SmallLog.tail)
        let size = try #require(log.disk().contents(of: path)).count
        let frames = try #require(log.frames[SmallLog.tail])
        for length in 0..<size {
            let kept = length < SegmentHeader.byteCount ? 0 : length
            let fate = try log.fate { $0.shrink(path, to: length) }
            let records = log.recordsBefore(kept, in: SmallLog.tail)
            let isTorn = frames.contains { $0.range.contains(length) && $0.range.lowerBound < length }
            if variant.isClosed, records < log.texts.count {
                // The manifest of a clean close says that they were durable.
                try expectNamed(path, "cut at \(length)", fate)
                continue
            }
            let expected: SmallLog.Fate =
                records == log.texts.count ? .intact(isTorn: isTorn) : .shortened(records, isTorn: isTorn)
            #expect(fate == expected, "cut at \(length)")
        }
    }

    @Test(
        "cut at any byte of a segment before its tail is refused, unless only zeros or a mark go", arguments: variants)
    func earlierCuts(_ variant: Variant) throws {
        let log = try Self.log(variant)
        for number in [SmallLog.sealed, SmallLog.full] {
            let path = TestDisk.segment(number)
            let size = try #require(log.disk().contents(of: path)).count
            let isSealed = number == SmallLog.sealed || variant.isClosed
            let lastRecords = try #require(log.frames[number]?.last { $0.kind == .records })
            for length in 0..<size {
                let fate = try log.fate { $0.shrink(path, to: length) }
                if isSealed || length < lastRecords.range.upperBound {
                    try expectNamed(path, "cut at \(length)", fate)
                } else {
                    guard case .intact = fate else {
                        Issue.record("cut at \(length) of \(path): \(fate)")
                        continue
                    }
                }
            }
        }
    }

    @Test("with any bit flipped reads right or names the damage", arguments: variants, 0..<shares)
    func flips(_ variant: Variant, _ share: Int) throws {
        let log = try Self.log(variant)
        for number in SmallLog.sealed...SmallLog.tail {
            let path = TestDisk.segment(number)
            let bytes = try #require(log.disk().contents(of: path))
            let used = Int(try #require(log.frames[number]?.last).range.upperBound)
            for byte in stride(from: share, to: bytes.count, by: Self.shares) {
                // Of the zeros behind the last frame and of the header block, which are alike, one bit a byte.
                let isAlike = byte > used + 64 || (64..<SegmentHeader.byteCount - 64).contains(byte)
                for bit in isAlike ? [byte / Self.shares % 8] : Array(0..<8) {
                    let fate = try log.fate { $0.flipBit(at: byte * 8 + bit, in: path) }
                    try judge(fate, log, number, byte, "bit \(bit) of byte \(byte) of \(path)")
                }
            }
        }
    }

    /// What may become of a log with one bit flipped.
    private func judge(_ fate: SmallLog.Fate, _ log: SmallLog, _ number: UInt32, _ byte: Int, _ what: String) throws {
        let frames = try #require(log.frames[number])
        let frame = frames.first { $0.range.contains(byte) }
        switch fate {
        case .named(let corruption):
            #expect(corruption.file == TestDisk.segment(number), "\(what): \(corruption)")
            #expect(corruption.offset <= UInt64(byte), "\(what): \(corruption)")
        case .intact(let isTorn):
            // Marks matter only to whoever opens the log before the segment is sealed.
            if let frame {
                #expect(frame.kind == .mark, "\(what) is of \(frame.kind)")
            } else {
                #expect(byte >= SegmentHeader.byteCount && isTorn, "\(what)")
            }
        case .shortened(let records, let isTorn):
            // Only the last write, for which nothing vouches until the log is closed.
            let last = try #require(frames.last { $0.kind == .records })
            #expect(number == SmallLog.tail && !log.isClosed && isTorn, "\(what)")
            #expect(last.range.contains(byte) && records == Int(last.firstSequence) - 1, "\(what)")
        }
    }

    private func expectNamed(_ path: String, _ what: String, _ fate: SmallLog.Fate) throws {
        guard case .named(let corruption) = fate else {
            Issue.record("\(what) of \(path) goes unnoticed: \(fate)")
            return
        }
        #expect(corruption.file == path, "\(what)")
        #expect(!corruption.what.isEmpty, "\(what)")
    }
}
