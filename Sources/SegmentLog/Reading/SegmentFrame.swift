internal import Bytes
internal import CommitLog

/// How far frames are read.
enum FrameDepth: Sendable {
    /// Header, checksums and padding; marks are opened where that is possible.
    case checksums
    /// Also decrypted, decompressed and decoded: a frame that does not hold what it says is not good.
    case content
}

/// One good frame, as far as it was read.
struct SegmentFrame {
    enum Content {
        case closed
        case records(RecordChunk)
        case mark(TreeProgress)
        case footer(Footer)
    }

    var header: FrameHeader
    var content: Content
}

extension SegmentReader {
    /// Reads the frame at ``offset`` and goes past it. The offset stays where the frame is not good.
    mutating func readFrame(_ depth: FrameDepth) throws(ReadFailure) -> SegmentFrame {
        let header = try peekHeader()
        return SegmentFrame(header: header, content: try readContent(header, depth))
    }

    private mutating func readContent(
        _ header: FrameHeader, _ depth: FrameDepth
    ) throws(ReadFailure) -> SegmentFrame.Content {
        switch (header.kind, depth) {
        case (.records, .checksums), (.footer, .checksums):
            try checkPayload(header)
            return .closed
        case (.mark, .checksums):
            // Only a shortcut for hashing: one that cannot be opened is passed over, and hashing begins further back.
            let stored = try readStored(header)
            guard let payload = try? Frame.open(stored.bytes, header, keys: keys),
                let progress = try? Self.mark(payload)
            else { return .closed }
            return .mark(progress)
        case (.records, .content):
            return .records(try readRecords(header))
        case (.mark, .content):
            return .mark(try decoded(header, Self.mark))
        case (.footer, .content):
            return .footer(try decoded(header) { payload throws(FormatError) in try Footer(decoding: payload.bytes) })
        }
    }

    private mutating func decoded<Result>(
        _ header: FrameHeader, _ decode: ([UInt8]) throws(FormatError) -> Result
    ) throws(ReadFailure) -> Result {
        let start = offset
        let payload = try readPayload(header)
        do throws(FormatError) {
            return try decode(payload)
        } catch {
            seek(to: start)
            throw .format(error, offset: start)
        }
    }

    private static func mark(_ payload: [UInt8]) throws(FormatError) -> TreeProgress {
        var bytes = ByteReader(payload.bytes)
        let progress = try TreeProgress(decoding: &bytes)
        guard bytes.remaining == 0 else { throw .field("length of a mark") }
        return progress
    }
}
