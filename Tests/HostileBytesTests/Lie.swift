import Bytes
import SegmentLog
import SimulatedStorage
import Testing

/// A change of one thing in a filled ``HostileLog``.
struct Lie: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var change: @Sendable (HostileLog) throws -> Void

    init(_ name: String, _ change: @escaping @Sendable (HostileLog) throws -> Void) {
        testDescription = name
        self.change = change
    }

    /// A change of the frames of segment 2: two frames of records and two marks.
    static func frames(_ name: String, _ change: @escaping @Sendable (inout FrameHeader) -> Void) -> Lie {
        Lie(name) { log in try log.changeFrames(2) { header, _ in change(&header) } }
    }

    /// A change of the only entry in the manifest.
    static func entry(_ name: String, _ change: @escaping @Sendable (inout SealedSegment) -> Void) -> Lie {
        Lie(name) { log in try log.changeManifest { change(&$0.sealed[0]) } }
    }

    /// A change of bytes of a segment's header.
    static func header(_ name: String, _ number: UInt32, at offset: Int) -> Lie {
        Lie(name) { log in
            try log.change(HostileLog.segment(number)) { bytes in
                bytes[offset] ^= 3
                bytes.replace(at: 8, littleEndian: bytes.bytes.extracting(12..<SegmentHeader.byteCount).crc32c)
            }
        }
    }
}
