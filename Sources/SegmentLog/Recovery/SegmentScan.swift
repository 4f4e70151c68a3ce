internal import Bytes
internal import CommitLog
internal import Storage

/// What a look at one segment that is not listed as sealed found. Only observations, no judgement.
package struct SegmentScan: Sendable {
    package enum Header: Sendable, Hashable, CaseIterable {
        case valid
        /// Blank, short or with a broken checksum.
        case unfinished
        /// Sound, but of another log or another segment.
        case foreign
    }

    /// The bytes after the last good frame.
    package enum Rest: Sendable, Hashable, CaseIterable {
        /// Zeros, or nothing.
        case clean
        /// Something that is no frame, and nothing says that it was ever durable.
        case torn
        /// Something that is no frame, and a later frame says that it was durable.
        case vouched
    }

    var number: UInt32
    var header = Header.valid
    /// Why the header is not valid.
    var headerFault: FormatError?
    /// Frames of records in the good prefix, and their records.
    var frames = 0
    var records: UInt64 = 0
    /// Of the first record, or of the next one where there are only marks.
    var firstSequence: UInt64
    /// After the last record of the good prefix.
    var nextSequence: UInt64
    /// Where the good prefix ends.
    var end = UInt64(SegmentHeader.byteCount)
    /// Where the last write began: what comes before it was durable by then.
    var lastWrite: UInt64 = 0
    var rest = Rest.clean
    /// Why the frame at ``end`` is not good, and where the frame stands that vouches for it.
    var fault: FormatError?
    var witness: UInt64?
    /// The last byte that is not zero, plus one.
    var dirtyEnd: UInt64 = 0
    var fileBytes: UInt64 = 0
    var footerOffset: UInt64?
    var index = SparseIndex()
    var firstEpoch: UInt32?
    var lastEpoch: UInt32 = 0
    var lastTime: Int64 = 0
    var rawBytes: UInt64 = 0
    var isCleanClose = false
    /// The marks' payloads, in order.
    var marks: [TreeProgress] = []

    /// Whether there is a good frame of any kind.
    var holdsFrames: Bool { end > UInt64(SegmentHeader.byteCount) }
}

extension SegmentScan {
    /// Scans a segment from its header to its last byte. Cost: one read of the file, checksums, no decompression
    /// (but of marks).
    /// - Parameter expected: the sequence number its first record must have.
    static func scan(_ reader: inout SegmentReader, expected: UInt64) throws(FileError) -> SegmentScan {
        var scan = SegmentScan(number: reader.number, firstSequence: expected, nextSequence: expected)
        scan.fileBytes = try reader.file.size()
        do throws(ReadFailure) {
            _ = try reader.readSegmentHeader()
        } catch {
            switch error {
            case .file(let error): throw error
            case .format(let fault, _):
                scan.headerFault = fault
                switch fault {
                case .log, .segment, .version, .requiredFeatures, .field: scan.header = .foreign
                default: scan.header = .unfinished
                }
            }
        }
        try scan.walk(&reader)
        try scan.lookBehind(&reader)
        return scan
    }

    /// Follows the chain of good frames.
    private mutating func walk(_ reader: inout SegmentReader) throws(FileError) {
        reader.seek(to: end)
        while footerOffset == nil, end < fileBytes {
            do throws(ReadFailure) {
                let frame = try reader.peekHeader()
                do throws(FormatError) { try checkChain(frame) } catch { throw .format(error, offset: end) }
                let payload = try reader.readStored(frame)
                if frame.kind == .mark { note(mark: payload, frame, keys: reader.keys) }
                note(frame)
                end = reader.offset
            } catch {
                switch error {
                case .file(let error): throw error
                case .format(let fault, _): self.fault = fault
                }
                return
            }
        }
    }

    private func checkChain(_ frame: FrameHeader) throws(FormatError) {
        // Whether the first one goes on where the segment before ends is for the judge to say.
        guard frame.firstSequence == nextSequence || !holdsFrames else {
            throw .sequence(found: frame.firstSequence, expected: nextSequence)
        }
        guard frame.epoch >= lastEpoch else { throw .epoch(found: frame.epoch, atLeast: lastEpoch) }
    }

    /// A mark is only a shortcut: one that cannot be opened is passed over, and hashing begins further back.
    /// Whether the frame is good was settled by its checksums.
    private mutating func note(mark stored: [UInt8], _ frame: FrameHeader, keys: DataKeys) {
        guard let payload = try? Frame.open(stored.bytes, frame, keys: keys) else { return }
        var bytes = ByteReader(payload.bytes)
        if let mark = try? TreeProgress(decoding: &bytes) { marks.append(mark) }
    }

    private mutating func note(_ frame: FrameHeader) {
        if !holdsFrames { firstSequence = frame.firstSequence }
        nextSequence = frame.nextSequence
        lastWrite = UInt64(frame.watermarkOffset)
        if frame.kind == .records {
            frames += 1
            records += UInt64(frame.count)
            rawBytes += UInt64(frame.rawBytes)
            index.note(frame)
        }
        if frame.kind == .footer { footerOffset = UInt64(frame.offset) }
        firstEpoch = firstEpoch ?? frame.epoch
        lastEpoch = frame.epoch
        lastTime = max(lastTime, frame.time)
        isCleanClose = frame.isCleanClose
    }

    /// Looks at everything behind the good prefix: zeros, torn bytes, or a frame that vouches for them.
    private mutating func lookBehind(_ reader: inout SegmentReader) throws(FileError) {
        let step = SegmentReader.windowBytes
        var buffer = [UInt8](repeating: 0, count: step)
        var offset = end
        while offset < fileBytes {
            let count = try reader.file.readAll(into: &buffer, range: 0..<step, at: offset)
            if count == 0 { break }
            let bytes = buffer.bytes.extracting(0..<count)
            if !bytes.isZero {
                rest = .torn
                var last = count
                while bytes.byte(at: last - 1) == 0 { last -= 1 }
                dirtyEnd = offset + UInt64(last)
            }
            offset += UInt64(count)
        }
        guard rest == .torn, footerOffset == nil else { return }
        witness = try findWitness(&reader)
        if witness != nil { rest = .vouched }
    }

    /// A frame's header behind ``end`` that was written when the bytes at `end` were already durable: of this segment
    /// or, by a write that went astray, of another. Its checksum is all it needs: only what was written on purpose has
    /// one, whatever became of its payload.
    private func findWitness(_ reader: inout SegmentReader) throws(FileError) -> UInt64? {
        let span = SegmentReader.windowBytes
        var buffer = [UInt8](repeating: 0, count: span + FrameHeader.byteCount)
        var base = end
        while base < dirtyEnd {
            let count = try reader.file.readAll(into: &buffer, range: 0..<buffer.count, at: base)
            for position in stride(from: 0, to: min(count - 3, span), by: Limits.frameAlignment)
            where buffer.bytes.uint32(at: position) == FrameHeader.magic {
                let candidate = buffer.bytes.extracting(position..<count)
                if let header = try? FrameHeader(decoding: candidate), vouches(header, log: reader.log) {
                    return base + UInt64(position)
                }
            }
            base += UInt64(span)
        }
        return nil
    }

    private func vouches(_ header: FrameHeader, log: LogIdentifier) -> Bool {
        guard header.log == log else { return false }
        return header.segment == number && UInt64(header.watermarkOffset) > end || header.watermark >= nextSequence
    }
}
