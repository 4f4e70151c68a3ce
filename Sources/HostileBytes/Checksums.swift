internal import Bytes
internal import SegmentLog

/// Makes checksums right again, so that what stands behind them is reached.
enum Checksums {
    /// Of a frame header at `offset`, which all lies in `bytes`.
    static func fixFrameHeader(_ bytes: inout [UInt8], at offset: Int) {
        let covered = offset + 8..<offset + FrameHeader.byteCount
        bytes.replace(at: offset + 4, littleEndian: bytes.bytes.extracting(covered).crc32c)
    }

    /// Of the payload of a frame at `offset`, and of its header. A payload that goes past the end is left alone.
    static func fixFrame(_ bytes: inout [UInt8], at offset: Int) {
        let start = offset + FrameHeader.byteCount
        let end = start + Int(bytes.bytes.uint32(at: offset + 12))
        if end <= bytes.count {
            bytes.replace(at: offset + 8, littleEndian: bytes.bytes.extracting(start..<end).crc32c)
        }
        fixFrameHeader(&bytes, at: offset)
    }

    /// Of a manifest or keyring, whose checksum covers all that follows it.
    static func fixFile(_ bytes: inout [UInt8]) {
        guard bytes.count > 12 else { return }
        bytes.replace(at: 8, littleEndian: bytes.bytes.extracting(12..<bytes.count).crc32c)
    }

    /// Of the header block of a segment.
    static func fixSegmentHeader(_ bytes: inout [UInt8]) {
        guard bytes.count >= SegmentHeader.byteCount else { return }
        bytes.replace(at: 8, littleEndian: bytes.bytes.extracting(12..<SegmentHeader.byteCount).crc32c)
    }
}
