internal import Bytes
internal import CommitLog
internal import Storage

/// Writes frames at the end of the log: one at a time, each durable before the next.
///
/// Owned by one thread. A failed write or sync leaves it unusable: the caller halts.
struct Appender {
    struct Identity: Sendable {
        var log: LogIdentifier
        var epoch: UInt32
        var cipher: FrameCipher?
        var compresses: Bool
    }

    private let identity: Identity
    private var file: any File
    private(set) var segment: UInt32
    /// Where the next frame begins; everything before it is durable.
    private(set) var offset: UInt32
    private(set) var capacity: UInt32
    /// The number of the next record.
    private(set) var next: UInt64
    /// The last record that a finished sync covers.
    private var durable: UInt64
    private(set) var recordsInSegment: UInt64
    private var lastTime: Int64
    private var nonceCounter: UInt64 = 0
    /// Whether the segment takes another frame of records, if it has room. One that so many openings have written to
    /// takes none, so that it is sealed and repacked under one key.
    private var takesRecords: Bool
    /// The last frame says that the log was closed cleanly.
    private var endsCleanly: Bool
    /// The frames of one write, built here so that their memory is used again. Empty between writes.
    private var buffer: [UInt8] = []

    init(
        _ identity: Identity, file: any File, segment: UInt32, offset: UInt32, capacity: UInt32, next: UInt64,
        recordsInSegment: UInt64, lastTime: Int64, endsCleanly: Bool, takesRecords: Bool = true
    ) {
        self.identity = identity
        self.file = file
        self.segment = segment
        self.offset = offset
        self.capacity = capacity
        self.next = next
        durable = next - 1
        self.recordsInSegment = recordsInSegment
        self.lastTime = lastTime
        self.endsCleanly = endsCleanly
        self.takesRecords = takesRecords
        precondition(takesRecords || recordsInSegment > 0, "a segment without records cannot end")
    }

    /// The last record written.
    var last: SequenceNumber { SequenceNumber(next - 1) }

    /// The most that a frame of `rawBytes` can take, however badly it compresses.
    static func frameBytesMax(rawBytes: Int) -> Int {
        FrameHeader.frameBytes(storedBytes: rawBytes + Int(FrameCipher.tagBytes))
    }

    /// Kept free at the end of a segment, so that a clean close always has room to say so.
    static let closingBytes = frameBytesMax(rawBytes: TreeProgress.empty.byteCount)

    /// The most that a frame of records may hold before compression, in a segment of this size.
    static func rawBytesMax(segmentBytes: Int) -> Int {
        let room = segmentBytes - SegmentHeader.byteCount - closingBytes
        return min(Limits.frameRawBytesMax, room - frameBytesMax(rawBytes: 0))
    }

    /// How far a segment must reach to take a frame of `rawBytes`.
    func bytesNeeded(rawBytes: Int) -> Int { Int(offset) + Self.frameBytesMax(rawBytes: rawBytes) + Self.closingBytes }

    func hasRoom(rawBytes: Int, count: Int) -> Bool {
        takesRecords && bytesNeeded(rawBytes: rawBytes) <= Int(capacity)
            && recordsInSegment + UInt64(count) <= Limits.segmentRecordsMax
    }

    /// Bytes left in the segment; none where it has so many records that another append might not fit.
    var room: Int { hasRoom(rawBytes: 0, count: RecordLimits.appendRecordsMax) ? Int(capacity) - Int(offset) : 0 }

    var isHalfFull: Bool { offset > capacity / 2 }

    /// Writes records as one frame, with a mark of this payload behind it if there is one and it fits; durable on
    /// return.
    /// - Precondition: ``hasRoom(rawBytes:count:)``.
    /// - Returns: the frame's header.
    mutating func append(
        _ records: RawSpan, count: Int, mark: [UInt8]?, at wallMilliseconds: Int64
    ) throws(FileError) -> FrameHeader {
        precondition(hasRoom(rawBytes: records.byteCount, count: count), "frames are written into claimed space only")
        lastTime = max(lastTime, wallMilliseconds)
        var header = frameHeader(.records, at: offset)
        header.count = UInt32(count)
        let effort: LZ4.Effort? = identity.compresses ? .fast : nil
        Frame.append(&header, payload: records, effort: effort, cipher: identity.cipher, to: &buffer)
        next += UInt64(count)
        if let mark { _ = appendMark(mark, isCleanClose: false) }
        try writeBuffer()
        endsCleanly = false
        recordsInSegment += UInt64(count)
        return header
    }

    /// Writes a mark that says that everything before it is durable; durable on return. It leaves the progress out
    /// where there is no room for it. Where the last frame says the same already, or nothing could be claimed behind
    /// it, nothing happens.
    mutating func markCleanClose(_ mark: [UInt8]?, at wallMilliseconds: Int64) throws(FileError) {
        if endsCleanly { return }
        lastTime = max(lastTime, wallMilliseconds)
        let empty = TreeProgress.empty.encoded
        guard appendMark(mark ?? empty, isCleanClose: true) || appendMark(empty, isCleanClose: true) else { return }
        try writeBuffer()
        endsCleanly = true
    }

    /// Claims the segment's space up to `byteCount`, where it has less.
    mutating func claim(_ byteCount: Int) throws(FileError) {
        guard byteCount > capacity else { return }
        try file.allocate(UInt64(byteCount))
        capacity = UInt32(byteCount)
    }

    /// Goes on in `prepared`. Gives back the file of the segment that is now full.
    mutating func roll(to prepared: PreparedSegment) -> any File {
        precondition(prepared.number == segment + 1, "segments are used in order")
        let full = file
        file = prepared.file
        segment = prepared.number
        offset = UInt32(SegmentHeader.byteCount)
        capacity = prepared.capacity
        recordsInSegment = 0
        takesRecords = true
        endsCleanly = false
        return full
    }

    func close() { file.close() }

    private mutating func writeBuffer() throws(FileError) {
        try file.writeAll(buffer.bytes, at: UInt64(offset))
        try file.sync()
        offset += UInt32(buffer.count)
        durable = next - 1
        // One very large append is no reason to hold its memory for ever.
        buffer.removeAll(keepingCapacity: buffer.capacity <= 2 * Limits.frameRawBytesTarget)
    }

    /// - Returns: false, with the buffer as it was, where there is no room for the mark.
    private mutating func appendMark(_ payload: [UInt8], isCleanClose: Bool) -> Bool {
        let position = offset + UInt32(buffer.count)
        let kept = isCleanClose ? 0 : Self.closingBytes
        guard Int(position) + Self.frameBytesMax(rawBytes: payload.count) + kept <= Int(capacity) else { return false }
        var header = frameHeader(.mark, at: position)
        header.isCleanClose = isCleanClose
        Frame.append(&header, payload: payload.bytes, effort: nil, cipher: identity.cipher, to: &buffer)
        return true
    }

    /// What is durable now is everything before ``offset``: there is one flush at a time.
    private mutating func frameHeader(_ kind: FrameHeader.Kind, at position: UInt32) -> FrameHeader {
        nonceCounter += 1
        return FrameHeader(
            firstSequence: next, watermark: durable, log: identity.log,
            segment: segment, offset: position, watermarkOffset: offset, epoch: identity.epoch, time: lastTime,
            nonceCounter: nonceCounter, nonceStream: FrameCipher.Stream.append.rawValue, kind: kind)
    }
}
