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
    /// Frames of records in the good prefix.
    var frames = 0
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
    /// What the frames' headers tell.
    private(set) var summary = SegmentSummary()
    /// Of the good frames.
    private(set) var epochs: Set<UInt32> = []
    var lastTime: Int64 = 0
    var isCleanClose = false
    /// The marks' payloads, in order.
    var marks: [TreeProgress] = []

    init(number: UInt32, expected: UInt64) {
        self.number = number
        firstSequence = expected
        nextSequence = expected
    }

    var records: UInt64 { summary.count }
    var index: SparseIndex { summary.index }
    var firstEpoch: UInt32? { holdsFrames ? summary.firstEpoch : nil }
    var lastEpoch: UInt32 { summary.lastEpoch }
    /// Whether there is a good frame of any kind.
    var holdsFrames: Bool { end > UInt64(SegmentHeader.byteCount) }
}

extension SegmentScan {
    /// Scans a segment from its header to its last byte. Cost: one read of the file, checksums, no decompression
    /// (but of marks).
    /// - Parameters:
    ///   - expected: the sequence number its first record must have.
    ///   - generation: what the file's name says; the header must say the same.
    ///   - limit: for a segment that is perhaps being written: the last record that may be looked at. What stands
    ///     behind it is not judged, but for marks, which say nothing about records behind them.
    static func scan(
        _ reader: inout SegmentReader, expected: UInt64, generation: UInt32, through limit: SequenceNumber? = nil
    ) throws(FileError) -> SegmentScan {
        var scan = SegmentScan(number: reader.number, expected: expected)
        do throws(ReadFailure) {
            guard try reader.readSegmentHeader().generation == generation else {
                throw .format(.field("generation"), offset: 0)
            }
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
        var walk = try FrameWalk(reader, depth: .checksums)
        scan.fileBytes = walk.fileBytes
        guard scan.fileBytes <= UInt64(Limits.sealedFileBytesMax) else {
            // Nobody wrote so much; reading it might never end.
            scan.header = .foreign
            scan.headerFault = .field("size of the file")
            return scan
        }
        try scan.follow(&walk, through: limit)
        if limit == nil { try scan.lookBehind(&walk) }
        reader = walk.reader
        return scan
    }

    /// Follows the chain of good frames.
    private mutating func follow(_ walk: inout FrameWalk, through limit: SequenceNumber?) throws(FileError) {
        while footerOffset == nil, goesOn(&walk, through: limit) {
            guard let finding = try walk.next() else {
                if end < fileBytes { fault = .blank }
                return
            }
            switch finding {
            case .damage(let damage):
                fault = damage.fault
                rest = .torn
                return
            case .frame(let frame):
                do throws(FormatError) { try checkChain(frame.header) } catch {
                    // No crash leaves a whole frame, in its own place, that does not go on where the last one ended.
                    fault = error
                    witness = end
                    rest = .vouched
                    return
                }
                note(frame)
                end = walk.offset
            }
        }
    }

    private func goesOn(_ walk: inout FrameWalk, through limit: SequenceNumber?) -> Bool {
        guard let limit, let frame = walk.peekHeader() else { return limit.map { nextSequence <= $0.value } ?? true }
        return frame.kind == .mark || frame.kind == .records && nextSequence <= limit.value
    }

    private func checkChain(_ frame: FrameHeader) throws(FormatError) {
        // Whether the first one goes on where the segment before ends is for the judge to say.
        guard frame.firstSequence == nextSequence || !holdsFrames else {
            throw .sequence(found: frame.firstSequence, expected: nextSequence)
        }
        guard frame.epoch >= lastEpoch else { throw .epoch(found: frame.epoch, atLeast: lastEpoch) }
    }

    private mutating func note(_ frame: SegmentFrame) {
        let header = frame.header
        if header.epoch != lastEpoch { epochs.insert(header.epoch) }
        summary.note(header)
        if !holdsFrames { firstSequence = header.firstSequence }
        nextSequence = header.nextSequence
        lastWrite = UInt64(header.watermarkOffset)
        switch header.kind {
        case .records: frames += 1
        case .mark:
            // One that claims more than the records before it would have hashing begin behind records.
            if case .mark(let mark) = frame.content, mark.size < header.firstSequence { marks.append(mark) }
        case .footer: footerOffset = UInt64(header.offset)
        }
        lastTime = max(lastTime, header.time)
        isCleanClose = header.isCleanClose
    }

    /// Looks at everything behind the good prefix: zeros, torn bytes, or a frame that vouches for them.
    private mutating func lookBehind(_ walk: inout FrameWalk) throws(FileError) {
        let last = try walk.dirtyEnd()
        guard rest != .clean || last > end else { return }
        dirtyEnd = last
        if rest == .clean { rest = .torn }
        guard rest == .torn, footerOffset == nil else { return }
        let log = walk.reader.log
        witness = try walk.findHeader(from: end, to: last) { vouches($0, log: log) }
        if witness != nil { rest = .vouched }
    }

    /// A frame's header behind ``end`` that was written when the bytes at `end` were already durable: of this segment
    /// or, by a write that went astray, of another. Its checksum is all it needs: only what was written on purpose has
    /// one, whatever became of its payload.
    private func vouches(_ header: FrameHeader, log: LogIdentifier) -> Bool {
        guard header.log == log else { return false }
        return header.segment == number && UInt64(header.watermarkOffset) > end || header.watermark >= nextSequence
    }
}
