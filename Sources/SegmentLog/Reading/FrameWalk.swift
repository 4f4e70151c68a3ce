internal import Bytes
internal import Storage

/// Bytes of a segment file that are no good frame.
struct SegmentDamage: Sendable, Hashable {
    /// Up to the next good frame, or up to the last byte that is not zero.
    var range: Range<UInt64>
    /// Why there is no good frame where the range begins.
    var fault: FormatError
    /// Whether a good frame follows in the file.
    var isFollowed: Bool
}

/// Goes along the frames of one segment file, from behind its header to its last byte, and past damage to the next
/// good frame. The one way along a file for recovery, verification, backup and salvage; what a finding means is for
/// them to say.
///
/// Whoever makes one closes ``reader``.
struct FrameWalk {
    enum Finding {
        case frame(SegmentFrame)
        case damage(SegmentDamage)
    }

    private(set) var reader: SegmentReader
    let depth: FrameDepth
    let fileBytes: UInt64
    private var dirtyEndKnown: UInt64?
    private var hasEnded = false

    init(_ reader: SegmentReader, depth: FrameDepth) throws(FileError) {
        self.reader = reader
        self.depth = depth
        fileBytes = try reader.file.size()
        self.reader.seek(to: UInt64(SegmentHeader.byteCount))
    }

    /// Where the next frame begins, or would.
    var offset: UInt64 { reader.offset }

    /// The next good frame or the damage before it; nil when only zeros are left, or nothing.
    mutating func next() throws(FileError) -> Finding? {
        guard !hasEnded, offset < fileBytes else { return nil }
        do throws(ReadFailure) {
            return .frame(try reader.readFrame(depth))
        } catch {
            switch error {
            case .file(let error): throw error
            case .format(let fault, _): return try pass(fault).map { .damage($0) }
            }
        }
    }

    /// The header of the frame that stands next, if its own checksum holds.
    mutating func peekHeader() -> FrameHeader? { try? reader.peekHeader() }

    /// The last byte of the file that is not zero, plus one; ``offset`` if there is none behind it.
    mutating func dirtyEnd() throws(FileError) -> UInt64 {
        if let dirtyEndKnown { return max(dirtyEndKnown, offset) }
        let span = SegmentReader.windowBytes
        var buffer = [UInt8](repeating: 0, count: span)
        var end = offset
        var position = offset
        while position < fileBytes {
            let count = try reader.file.readAll(into: &buffer, range: 0..<span, at: position)
            if count == 0 { break }
            let bytes = buffer.bytes.extracting(0..<count)
            if !bytes.isZero {
                var last = count
                while bytes.byte(at: last - 1) == 0 { last -= 1 }
                end = position + UInt64(last)
            }
            position += UInt64(count)
        }
        dirtyEndKnown = end
        return end
    }

    /// Where the first frame header stands, wherever it was meant to, that is sound and that `isWanted`.
    func findHeader(
        from start: UInt64, to end: UInt64, _ isWanted: (FrameHeader) -> Bool
    ) throws(FileError) -> UInt64? {
        let span = SegmentReader.windowBytes
        var buffer = [UInt8](repeating: 0, count: span + FrameHeader.byteCount)
        var base = start
        while base < end {
            let count = try reader.file.readAll(into: &buffer, range: 0..<buffer.count, at: base)
            for position in stride(from: 0, to: min(count - 3, span), by: Limits.frameAlignment)
            where buffer.bytes.uint32(at: position) == FrameHeader.magic {
                let candidate = buffer.bytes.extracting(position..<count)
                if let header = try? FrameHeader(decoding: candidate), isWanted(header) {
                    return base + UInt64(position)
                }
            }
            base += UInt64(span)
        }
        return nil
    }

    /// Goes to the next good frame, or ends where it is.
    private mutating func pass(_ fault: FormatError) throws(FileError) -> SegmentDamage? {
        let start = offset
        let end = try dirtyEnd()
        let found = try search(from: start, to: end)
        reader.seek(to: found ?? start)
        hasEnded = found == nil
        guard end > start else { return nil }
        return SegmentDamage(range: start..<(found ?? end), fault: fault, isFollowed: found != nil)
    }

    /// The first good frame behind `start`, at any place where one could begin.
    private mutating func search(from start: UInt64, to end: UInt64) throws(FileError) -> UInt64? {
        let step = Limits.frameAlignment
        let span = SegmentReader.windowBytes
        var buffer = [UInt8](repeating: 0, count: span)
        var base = start + UInt64(step)
        while base < end {
            let count = try reader.file.readAll(into: &buffer, range: 0..<span, at: base)
            for position in stride(from: 0, to: max(0, count - 3), by: step)
            where buffer.bytes.uint32(at: position) == FrameHeader.magic {
                let candidate = base + UInt64(position)
                if try isGood(candidate) { return candidate }
            }
            base += UInt64(span)
        }
        return nil
    }

    private mutating func isGood(_ candidate: UInt64) throws(FileError) -> Bool {
        reader.seek(to: candidate)
        do throws(ReadFailure) {
            _ = try reader.readFrame(depth)
            return true
        } catch {
            if case .file(let error) = error { throw error }
            return false
        }
    }
}
