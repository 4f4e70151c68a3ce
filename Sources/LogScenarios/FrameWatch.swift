internal import Bytes
internal import SegmentLog

/// Looks at every frame on its way to the disk: no nonce may come twice under one key, and each frame says where it is.
package struct FrameWatch: Sendable {
    private struct Nonce: Hashable {
        // An epoch has one key with which frames are written; scenarios check that no two epochs share one.
        var epoch: UInt32
        var stream: UInt32
        var counter: UInt64
    }

    /// The checksums of the frame that was encrypted with a nonce.
    private var frames: [Nonce: UInt64] = [:]
    /// Where the frames of records begin, as sequence numbers.
    package private(set) var beginnings: Set<UInt64> = []
    package private(set) var markCount = 0
    /// What was wrong with a frame.
    package private(set) var objections: [String] = []

    package init() {}

    package mutating func note(_ bytes: RawSpan, at offset: UInt64, _ path: String) {
        var position = 0
        if offset == 0 { position = SegmentHeader.byteCount }
        while position + FrameHeader.byteCount <= bytes.byteCount {
            guard let header = try? FrameHeader(decoding: bytes.extracting(position..<bytes.byteCount)) else { return }
            note(header, checksum: bytes.uint64(at: position + 4), at: offset + UInt64(position), path)
            position += header.frameBytes
        }
    }

    private mutating func note(_ header: FrameHeader, checksum: UInt64, at offset: UInt64, _ path: String) {
        if UInt64(header.offset) != offset { objections.append("\(path): a frame for \(header.offset) at \(offset)") }
        if header.watermark >= header.firstSequence && header.nonceStream == FrameCipher.Stream.append.rawValue {
            objections.append("\(path): the frame at \(offset) calls itself durable")
        }
        switch header.kind {
        case .records: beginnings.insert(header.firstSequence)
        case .mark: markCount += 1
        case .footer: break
        }
        guard header.cipher == .aes256GCM else { return }
        let nonce = Nonce(epoch: header.epoch, stream: header.nonceStream, counter: header.nonceCounter)
        if frames.updateValue(checksum, forKey: nonce) ?? checksum != checksum {
            objections.append("\(path): the frame at \(offset) has a nonce that was used before: \(nonce)")
        }
    }
}
