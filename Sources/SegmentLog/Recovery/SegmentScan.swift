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
        /// Something that is no frame, and a later frame says that it was durable; or a whole frame that does not
        /// go on where the last one ended.
        case vouched
    }

    var number: UInt32
    var header = Header.valid
    /// Why the header is not valid.
    var headerFault: FormatError?
    /// Frames of records in the good prefix, and their records.
    var frames = 0
    var records: UInt64 = 0
    var firstSequence: UInt64
    /// After the last record of the good prefix.
    var nextSequence: UInt64
    /// Where the good prefix ends.
    var end = UInt64(SegmentHeader.byteCount)
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
                let payload = try reader.readStored(frame)
                do throws(FormatError) { try checkChain(frame) } catch {
                    // No crash leaves a whole frame, in its own place, that does not go on where the last one ended.
                    witness = end
                    throw .format(error, offset: end)
                }
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
        guard frame.firstSequence == nextSequence || frames == 0 && frame.kind == .records else {
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
        if frame.kind == .records {
            if frames == 0 { firstSequence = frame.firstSequence }
            frames += 1
            records += UInt64(frame.count)
            rawBytes += UInt64(frame.rawBytes)
            index.note(frame)
            nextSequence = frame.nextSequence
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
        if witness == nil { witness = try findWitness(&reader) }
        if witness != nil { rest = .vouched }
    }

    /// A good frame behind ``end`` that was written when the bytes at `end` were already durable.
    private func findWitness(_ reader: inout SegmentReader) throws(FileError) -> UInt64? {
        let step = UInt64(Limits.frameAlignment)
        let span = SegmentReader.windowBytes
        var buffer = [UInt8](repeating: 0, count: span)
        // Every position behind the faulty one that could begin a frame.
        var base = (end + step - 1) / step * step
        while base < dirtyEnd {
            let count = try reader.file.readAll(into: &buffer, range: 0..<span, at: base)
            for position in stride(from: 0, to: max(0, count - 3), by: Int(step))
            where buffer.bytes.uint32(at: position) == FrameHeader.magic {
                if try vouches(&reader, at: base + UInt64(position)) { return base + UInt64(position) }
            }
            base += UInt64(span)
        }
        return nil
    }

    private func vouches(_ reader: inout SegmentReader, at offset: UInt64) throws(FileError) -> Bool {
        guard offset > end else { return false }
        do throws(ReadFailure) {
            reader.seek(to: offset)
            let frame = try reader.peekHeader()
            try reader.checkPayload(frame)
            return UInt64(frame.watermarkOffset) > end || frame.watermark >= nextSequence
        } catch {
            if case .file(let error) = error { throw error }
            return false
        }
    }
}
