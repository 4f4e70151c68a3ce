internal import Bytes
internal import CommitLog
internal import Storage

/// What reading a whole segment tells about it: the parts of a footer that come from the records.
struct SegmentSummary {
    private(set) var first: SequenceNumber?
    private(set) var count: UInt64 = 0
    private(set) var rawBytes: UInt64 = 0
    private(set) var timeFirst: Int64 = 0
    /// Of any frame.
    private(set) var timeLast = Int64.min
    private(set) var firstEpoch: UInt32 = .max
    private(set) var lastEpoch: UInt32 = 0
    private(set) var index = SparseIndex()
    private var subjects: Set<UInt64> = []

    mutating func note(_ header: FrameHeader) {
        firstEpoch = min(firstEpoch, header.epoch)
        lastEpoch = max(lastEpoch, header.epoch)
        timeLast = max(timeLast, header.time)
        guard header.kind == .records else { return }
        if first == nil {
            first = SequenceNumber(header.firstSequence)
            timeFirst = header.time
        }
        count += UInt64(header.count)
        rawBytes += UInt64(header.rawBytes)
        index.note(header)
    }

    mutating func note(_ chunk: RecordChunk) {
        chunk.forEach { record in
            if record.subjectCount > 0 { subjects.formUnion(record.subjects) }
        }
    }

    /// The footer; its own frame is of `epoch`.
    func footer(_ progress: TreeProgress, epoch: UInt32) -> Footer {
        guard let first else { preconditionFailure("a segment without records is not sealed") }
        return Footer(
            first: first, count: count, rawBytes: rawBytes, timeFirst: timeFirst, timeLast: timeLast,
            firstEpoch: min(firstEpoch, epoch), lastEpoch: max(lastEpoch, epoch), tree: progress, index: index,
            filter: SubjectFilter(subjects))
    }
}

/// Seals one full segment: reads all of it back, writes the footer behind the last frame, cuts the file there,
/// lists it in the manifest. Durable after each step; a crash between two is recovery cases J to M and W.
struct Sealing {
    let core: LogCore
    let segment: FullSegment
    let progress: TreeProgress

    /// - Throws: `.corruption` if what was written does not read back.
    func run() throws(LogError) {
        let path = core.directory.path(SegmentName(number: segment.number))
        let file = try core.directory.attempt { () throws(FileError) in
            try core.directory.fileSystem.open(path, .readWrite)
        }
        defer { file.close() }
        var reader = SegmentReader(file, path: path, log: core.log, number: segment.number, keys: core.keys)
        let summary: SegmentSummary
        do throws(ReadFailure) { summary = try summarise(&reader) } catch { throw error.logError(path: path) }
        let footer = summary.footer(progress, epoch: core.epoch)
        let end = UInt32(reader.offset)
        let frame = encode(footer, at: end)
        let entry = SealedSegment(
            footer, number: segment.number, offset: end, bytes: UInt64(end) + UInt64(frame.count))
        try core.directory.attempt { () throws(FileError) in
            try file.writeAll(frame.bytes, at: UInt64(end))
            try file.sync()
            try file.truncate(to: entry.bytes)
            try file.sync()
            try core.replaceManifest({ $0.sealed.append(entry) }, publishing: { $0.unsealed.removeFirst() })
        }
    }

    /// Reads every frame of the segment: the records, and the marks behind them.
    private func summarise(_ reader: inout SegmentReader) throws(ReadFailure) -> SegmentSummary {
        _ = try reader.readSegmentHeader()
        var summary = SegmentSummary()
        var next = segment.first.value
        while next <= segment.last.value {
            let header = try reader.peekHeader()
            guard header.firstSequence == next else {
                throw .format(.sequence(found: header.firstSequence, expected: next), offset: reader.offset)
            }
            summary.note(header)
            if header.kind == .records {
                summary.note(try reader.readRecords(header))
            } else {
                try reader.checkPayload(header)
            }
            next = header.nextSequence
        }
        try passMarks(&reader, &summary)
        return summary
    }

    /// A footer written over marks could be torn in such a way that one of them still stands, and says that what is
    /// torn was durable.
    private func passMarks(_ reader: inout SegmentReader, _ summary: inout SegmentSummary) throws(ReadFailure) {
        while true {
            do throws(ReadFailure) {
                let header = try reader.peekHeader()
                guard header.kind == .mark else { return }
                try reader.checkPayload(header)
                summary.note(header)
            } catch {
                if case .file = error { throw error }
                return
            }
        }
    }

    private func encode(_ footer: Footer, at offset: UInt32) -> [UInt8] {
        var header = FrameHeader(
            firstSequence: footer.last.value + 1, watermark: footer.last.value, log: core.log,
            segment: segment.number, offset: offset, watermarkOffset: offset, epoch: core.epoch,
            time: footer.timeLast, nonceCounter: core.drawNonce(),
            nonceStream: FrameCipher.Stream.maintenance.rawValue, kind: .footer)
        var frame: [UInt8] = []
        Frame.append(&header, payload: footer.encoded.bytes, effort: .fast, cipher: core.cipher, to: &frame)
        return frame
    }
}
