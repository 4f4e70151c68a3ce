internal import Bytes
internal import CommitLog
internal import Storage

/// Why reading a segment stopped: the bytes, or the device.
enum ReadFailure: Error, Hashable, Sendable {
    case format(FormatError, offset: UInt64)
    case file(FileError)

    func logError(path: String) -> LogError {
        switch self {
        case .format(.version(let version), _): .unknownVersion(file: path, version)
        case .format(.requiredFeatures(let bits), _): .unknownFeatures(file: path, Features(rawValue: bits))
        case .format(let error, let offset):
            .corruption(LogCorruption(file: path, offset: offset, what: error.description))
        case .file(let error): .file(error)
        }
    }

    func commitLogError(path: String) -> CommitLogError {
        switch self {
        case .format(let error, let offset):
            .corruption(LogCorruption(file: path, offset: offset, what: error.description))
        case .file(let error): .unreadable(error.description)
        }
    }
}

/// Walks the frames of one segment file through a window of its bytes.
///
/// Knows one segment's format and nothing of other segments, of what is durable, or of what a fault means.
/// Not shared between threads. The file is closed by ``close()``.
struct SegmentReader {
    let file: any File
    let path: String
    let log: LogIdentifier
    let number: UInt32
    /// Of every epoch that the frames may be of; a segment that grows gets frames of later ones.
    var keys: DataKeys
    /// Where the next frame begins.
    private(set) var offset = UInt64(SegmentHeader.byteCount)
    private var window: [UInt8]
    private var windowStart: UInt64 = 0
    private var windowCount = 0
    private var spare: [UInt8] = []

    static let windowBytes = 256 << 10

    init(_ file: any File, path: String, log: LogIdentifier, number: UInt32, keys: DataKeys) {
        self.file = file
        self.path = path
        self.log = log
        self.number = number
        self.keys = keys
        window = []
    }

    func close() { file.close() }

    /// Forgets what the window holds, because the file has grown behind it.
    mutating func forgetWindow() { windowCount = 0 }

    /// Goes to a frame's beginning, as an index gave it.
    mutating func seek(to offset: UInt64) { self.offset = offset }

    mutating func readSegmentHeader() throws(ReadFailure) -> SegmentHeader {
        try fill(from: 0, byteCount: SegmentHeader.byteCount)
        let available = min(windowCount, SegmentHeader.byteCount)
        do throws(FormatError) {
            let header = try SegmentHeader(decoding: window.bytes.extracting(0..<available))
            guard header.log == log else { throw .log(header.log) }
            guard header.number == number else { throw .segment(header.number) }
            return header
        } catch { throw .format(error, offset: 0) }
    }

    /// The header of the frame at ``offset``, checked for standing where it stands; the offset stays.
    mutating func peekHeader() throws(ReadFailure) -> FrameHeader {
        try fill(from: offset, byteCount: FrameHeader.byteCount)
        let start = Int(offset - windowStart)
        do throws(FormatError) {
            let header = try FrameHeader(decoding: window.bytes.extracting(start..<windowCount))
            guard header.log == log else { throw .log(header.log) }
            guard header.segment == number else { throw .segment(header.segment) }
            guard UInt64(header.offset) == offset else { throw .offset(header.offset) }
            return header
        } catch { throw .format(error, offset: offset) }
    }

    /// Checks the payload of the frame whose header was just peeked and goes past it.
    mutating func checkPayload(_ header: FrameHeader) throws(ReadFailure) {
        try withPayload(header) { _ throws(FormatError) in }
    }

    /// A copy of the stored payload, checked but not opened, if the frame is a mark; goes past the frame.
    mutating func readStored(_ header: FrameHeader) throws(ReadFailure) -> [UInt8] {
        try withPayload(header) { stored throws(FormatError) in header.kind == .mark ? stored.array : [] }
    }

    /// The records of the frame whose header was just peeked; goes past it.
    mutating func readRecords(_ header: FrameHeader) throws(ReadFailure) -> RecordChunk {
        let keys = keys
        var spare: [UInt8] = []
        swap(&spare, &self.spare)
        let chunk = try withPayload(header) { stored throws(FormatError) in
            try Frame.records(stored, header, keys: keys, spare: &spare)
        }
        // Whoever asks for the next chunk is mostly done with this one; fresh pages cost as much as decompressing.
        self.spare = chunk.storage
        return chunk
    }

    /// The payload of any frame whose header was just peeked, decrypted and decompressed; goes past it.
    mutating func readPayload(_ header: FrameHeader) throws(ReadFailure) -> [UInt8] {
        let keys = keys
        return try withPayload(header) { stored throws(FormatError) in
            try Frame.open(stored, header, keys: keys)
        }
    }

    /// The footer that begins at `offset`, and that ends the file as far as it is used.
    mutating func readFooter(at offset: UInt64) throws(ReadFailure) -> Footer {
        seek(to: offset)
        let header = try peekHeader()
        let payload = try readPayload(header)
        do throws(FormatError) {
            guard header.kind == .footer else { throw .field("kind of frame") }
            return try Footer(decoding: payload.bytes)
        } catch { throw .format(error, offset: offset) }
    }

    /// The header of the segment's first frame of records; the reader stands behind the marks before it.
    mutating func firstRecords() throws(ReadFailure) -> FrameHeader {
        seek(to: UInt64(SegmentHeader.byteCount))
        while true {
            let header = try peekHeader()
            if header.kind == .records { return header }
            skip(header)
        }
    }

    /// Goes past the frame whose header was just peeked without looking at its payload.
    mutating func skip(_ header: FrameHeader) { offset += UInt64(header.frameBytes) }

    private mutating func withPayload<Result>(
        _ header: FrameHeader, _ body: (RawSpan) throws(FormatError) -> Result
    ) throws(ReadFailure) -> Result {
        try fill(from: offset, byteCount: header.frameBytes)
        let start = Int(offset - windowStart)
        let result: Result
        do throws(FormatError) {
            guard windowCount - start >= header.frameBytes else { throw .short }
            let stored = window.bytes.extracting(start + FrameHeader.byteCount..<start + header.frameBytes)
            try Frame.checkStored(stored, header)
            result = try body(stored)
        } catch { throw .format(error, offset: offset) }
        offset += UInt64(header.frameBytes)
        return result
    }

    /// Makes the window hold `byteCount` bytes from `start`, or as many as the file has. Keeps those of them that it
    /// holds, and reads on to the header behind them, so that a walk along the file reads each byte once.
    private mutating func fill(from start: UInt64, byteCount: Int) throws(ReadFailure) {
        let end = windowStart + UInt64(windowCount)
        if start >= windowStart, start + UInt64(byteCount) <= end { return }
        let wanted = max(byteCount + FrameHeader.byteCount, Self.windowBytes)
        let kept = start >= windowStart && start < end ? Int(end - start) : 0
        window.keep(Int(end - UInt64(kept) - windowStart)..<windowCount, growingTo: wanted)
        windowStart = start
        windowCount = kept
        do throws(FileError) {
            windowCount += try file.readAll(into: &window, range: kept..<wanted, at: start + UInt64(kept))
        } catch { throw .file(error) }
    }
}
