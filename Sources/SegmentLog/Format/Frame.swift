package import Bytes
package import CommitLog

/// Whole frames: building their bytes, and getting payloads back out.
package enum Frame {
    /// Appends the bytes of a frame, padding included. `header` comes without lengths and checksums; this fills them
    /// in. What `bytes` has reserved is used, so that one buffer can serve frame after frame.
    package static func append(
        _ header: inout FrameHeader, payload: RawSpan, effort: LZ4.Effort?, cipher: FrameCipher?,
        to bytes: inout [UInt8]
    ) {
        precondition(payload.byteCount <= Limits.frameRawBytesMax, "a frame within its limit")
        header.rawBytes = UInt32(payload.byteCount)
        let start = bytes.count
        let body = start + FrameHeader.byteCount
        bytes.reserveCapacity(
            start + FrameHeader.frameBytes(storedBytes: payload.byteCount + Int(FrameCipher.tagBytes)))
        bytes.append(contentsOf: repeatElement(0, count: FrameHeader.byteCount))
        let overhead = cipher == nil ? 0 : FrameCipher.tagBytes
        if let effort, LZ4.compress(payload, effort: effort, to: &bytes) {
            header.codec = .lz4
        } else {
            header.codec = .none
            bytes.append(payload)
        }
        header.storedBytes = UInt32(bytes.count - body) + overhead
        if let cipher {
            header.cipher = .aes256GCM
            let sealed = cipher.seal(Array(bytes[body...]), header: header)
            bytes.replaceSubrange(body..., with: sealed)
        } else {
            header.cipher = .none
        }
        header.payloadChecksum = bytes.bytes.extracting(body..<bytes.count).crc32c
        bytes.replaceSubrange(start..<body, with: header.encoded)
        bytes.append(contentsOf: repeatElement(0, count: start + header.frameBytes - bytes.count))
    }

    /// Checks the stored payload and the padding behind it.
    /// - Parameter stored: payload and padding, `header.frameBytes` without the header's own.
    package static func checkStored(_ stored: RawSpan, _ header: FrameHeader) throws(FormatError) {
        let payload = stored.extracting(0..<Int(header.storedBytes))
        guard payload.crc32c == header.payloadChecksum else { throw .payloadChecksum }
        guard stored.extracting(payload.byteCount..<stored.byteCount).isZero else { throw .padding }
    }

    /// Decrypts and decompresses a payload that ``checkStored(_:_:)`` found good.
    package static func open(_ stored: RawSpan, _ header: FrameHeader, keys: DataKeys) throws(FormatError) -> [UInt8] {
        var raw: [UInt8] = []
        try open(stored, header, keys: keys, into: &raw)
        return raw
    }

    /// The same into `raw`, whose memory it uses.
    private static func open(
        _ stored: RawSpan, _ header: FrameHeader, keys: DataKeys, into raw: inout [UInt8]
    ) throws(FormatError) {
        let payload = stored.extracting(0..<Int(header.storedBytes))
        switch header.cipher {
        case .none:
            // A plain frame in an encrypted log would pass without being authenticated.
            guard keys.isEmpty else { throw .field("cipher: the frame is plain and the log is encrypted") }
            try decompress(payload, header, into: &raw)
        case .aes256GCM:
            guard let cipher = keys.cipher(epoch: header.epoch) else { throw .keyMissing(epoch: header.epoch) }
            let clear = try cipher.open(payload, header: header)
            try decompress(clear.bytes, header, into: &raw)
        }
    }

    private static func decompress(
        _ payload: RawSpan, _ header: FrameHeader, into raw: inout [UInt8]
    ) throws(FormatError) {
        switch header.codec {
        case .none:
            raw.removeAll(keepingCapacity: true)
            raw.append(payload)
        case .lz4:
            guard LZ4.decompress(payload, byteCount: Int(header.rawBytes), into: &raw) else { throw .compression }
        }
    }

    /// The records of a frame of kind records.
    /// - Parameter spare: the bytes of an earlier chunk. If nobody reads them any more, their memory is used.
    package static func records(
        _ stored: RawSpan, _ header: FrameHeader, keys: DataKeys, spare: inout [UInt8]
    ) throws(FormatError) -> RecordChunk {
        var raw: [UInt8] = []
        swap(&raw, &spare)
        try open(stored, header, keys: keys, into: &raw)
        guard
            let chunk = RecordChunk(
                raw, first: SequenceNumber(header.firstSequence), count: Int(header.count), time: header.time)
        else { throw .records }
        return chunk
    }
}
