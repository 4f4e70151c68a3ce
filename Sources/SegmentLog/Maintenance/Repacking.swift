internal import Bytes
internal import CommitLog
internal import Storage
internal import Threads

/// Rewrites a sealed segment as large LZ4-HC frames: a third to half of the size, and all under the current
/// epoch's key. Written beside the old file, read back and compared record by record, then swapped by replacing
/// the manifest; readers of the old file keep it until they close it.
struct Repacking {
    let core: LogCore
    let segment: SealedSegment
    /// Whether the segment is replaced although it does not become smaller.
    var keepsLarger = false

    /// In the last two nothing has happened.
    enum Outcome { case replaced, notSmaller, stopped }

    /// - Parameter shouldStop: asked between frames.
    func run(shouldStop: () -> Bool) throws(LogError) -> Outcome {
        var target = segment
        target.generation += 1
        target.isIncompressible = false
        let path = core.directory.path(target.fileName)
        let file = try core.directory.attempt { () throws(FileError) in
            do throws(FileError) {
                try core.directory.fileSystem.remove(path)
            } catch {
                if error.code != .notFound { throw error }
            }
            return try core.directory.fileSystem.open(path, .create)
        }
        var isDone = false
        defer {
            file.close()
            if !isDone { try? core.directory.fileSystem.remove(path) }
        }
        guard try write(to: file, &target, shouldStop: shouldStop) else { return .stopped }
        guard target.bytes < segment.bytes || keepsLarger else { return .notSmaller }
        try compare(target)
        let entry = target
        let number = segment.number
        do throws(FileError) {
            try core.directory.fileSystem.syncDirectory(core.directory.path)
            // From here on a manifest may be on the disk that lists the new file: only opening can tell.
            isDone = true
            try core.replaceManifest({ $0.sealed[Int(number) - 1] = entry }, publishing: { _ in })
        } catch {
            if error.leavesAllAsItWas { isDone = false }
            throw .file(error)
        }
        // If this fails, opening removes it.
        try? core.directory.fileSystem.remove(core.directory.path(segment.fileName))
        return .replaced
    }

    /// Writes header, frames and footer, durably, and fills in what the new entry says.
    private func write(
        to file: any File, _ target: inout SealedSegment, shouldStop: () -> Bool
    ) throws(LogError) -> Bool {
        var source = try SealedSegmentReader.open(
            segment, in: core.directory, manifest: core.map.withLock { $0.manifest }, keys: core.keys)
        defer { source.close() }
        let path = source.path
        var writer = RepackedFrames(core: core, segment: segment)
        do throws(ReadFailure) {
            let old = try SealedSegmentReader.footer(of: segment, from: &source)
            var header = try source.readSegmentHeader()
            header.generation = target.generation
            writer.append(header.encoded)
            source.seek(to: UInt64(SegmentHeader.byteCount))
            while source.offset < UInt64(segment.footerOffset) {
                if shouldStop() { return false }
                let frame = try source.peekHeader()
                if frame.kind == .records {
                    writer.add(try source.readRecords(frame))
                } else {
                    try source.checkPayload(frame)
                }
                try writeOut(&writer, to: file)
            }
            let (footer, offset) = writer.finish(old.tree)
            target = SealedSegment(
                footer, number: segment.number, generation: target.generation, offset: offset, bytes: writer.byteCount)
            try writeOut(&writer, to: file)
        } catch { throw error.logError(path: path) }
        try core.directory.attempt { () throws(FileError) in try file.sync() }
        return true
    }

    private func writeOut(_ writer: inout RepackedFrames, to file: any File) throws(ReadFailure) {
        do throws(FileError) {
            try writer.drain { (bytes, offset) throws(FileError) in try file.writeAll(bytes.bytes, at: offset) }
        } catch { throw .file(error) }
    }

    /// Reads both files to the end: the same records in the same order, and the footer, or the new one is not used.
    private func compare(_ target: SealedSegment) throws(LogError) {
        let manifest = core.map.withLock { $0.manifest }
        var old = RecordStream(
            try SealedSegmentReader.open(segment, in: core.directory, manifest: manifest, keys: core.keys),
            end: segment.footerOffset)
        defer { old.close() }
        var new = RecordStream(
            try SealedSegmentReader.open(target, in: core.directory, manifest: manifest, keys: core.keys),
            end: target.footerOffset)
        defer { new.close() }
        while true {
            let (left, right) = (try old.next(), try new.next())
            guard left == right else {
                throw .corruption(
                    LogCorruption(
                        file: core.directory.path(target.fileName), offset: 0,
                        what: "the repacked segment does not hold the records of the one it replaces"))
            }
            if left == nil { break }
        }
        _ = try SealedSegmentReader.footer(of: target, in: core.directory, manifest: manifest, keys: core.keys)
    }
}

/// Builds the frames of a repacked segment.
private struct RepackedFrames {
    let core: LogCore
    let segment: SealedSegment
    private var payload: [UInt8] = []
    private var count = 0
    private var next: UInt64
    private var time: Int64?
    private var lastTime: Int64 = 0
    private var output: [UInt8] = []
    private var written: UInt64 = 0
    private var summary = SegmentSummary()

    init(core: LogCore, segment: SealedSegment) {
        self.core = core
        self.segment = segment
        next = segment.first.value
        payload.reserveCapacity(Limits.repackedFrameRawBytes)
    }

    /// Bytes so far.
    var byteCount: UInt64 { written + UInt64(output.count) }

    mutating func append(_ bytes: [UInt8]) { output += bytes }

    mutating func add(_ chunk: RecordChunk) {
        summary.note(chunk)
        lastTime = chunk.time
        chunk.forEach { record in
            let size = Varint.byteCount(UInt64(record.encoded.byteCount)) + record.encoded.byteCount
            if count > 0, payload.count + size > Limits.repackedFrameRawBytes { endFrame() }
            time = time ?? chunk.time
            Varint.append(UInt64(record.encoded.byteCount), to: &payload)
            payload.append(record.encoded)
            count += 1
        }
    }

    private mutating func endFrame() {
        guard count > 0 else { return }
        var header = header(.records, time: time ?? lastTime)
        header.count = UInt32(count)
        let (payload, cipher) = (payload, core.cipher)
        Frame.append(&header, payload: payload.bytes, effort: .high(Limits.repackLevel), cipher: cipher, to: &output)
        summary.note(header)
        next += UInt64(count)
        self.payload.removeAll(keepingCapacity: true)
        count = 0
        time = nil
    }

    /// Writes the footer. Its times are the old ones: a frame's time is that of its first record.
    mutating func finish(_ progress: TreeProgress) -> (Footer, offset: UInt32) {
        endFrame()
        var footer = summary.footer(progress, epoch: core.epoch)
        footer.timeLast = segment.timeLast
        var header = header(.footer, time: segment.timeLast)
        let offset = header.offset
        let (payload, cipher) = (footer.encoded, core.cipher)
        Frame.append(&header, payload: payload.bytes, effort: .fast, cipher: cipher, to: &output)
        return (footer, offset)
    }

    /// Everything in it was durable long ago.
    private mutating func header(_ kind: FrameHeader.Kind, time: Int64) -> FrameHeader {
        let offset = UInt32(byteCount)
        return FrameHeader(
            firstSequence: next, watermark: segment.last.value, log: core.log, segment: segment.number,
            offset: offset, watermarkOffset: offset, epoch: core.epoch, time: time, nonceCounter: core.drawNonce(),
            nonceStream: FrameCipher.Stream.maintenance.rawValue, kind: kind)
    }

    /// Hands over what has been built, once it is worth a write.
    mutating func drain(_ write: ([UInt8], UInt64) throws(FileError) -> Void) throws(FileError) {
        guard !output.isEmpty else { return }
        try write(output, written)
        written += UInt64(output.count)
        output.removeAll(keepingCapacity: true)
    }
}

/// One segment's records, one after another, as copies.
private struct RecordStream {
    private var reader: SegmentReader
    private let end: UInt32
    private var waiting: [[UInt8]] = []

    init(_ reader: SegmentReader, end: UInt32) {
        self.reader = reader
        self.end = end
        self.reader.seek(to: UInt64(SegmentHeader.byteCount))
    }

    func close() { reader.close() }

    mutating func next() throws(LogError) -> [UInt8]? {
        do throws(ReadFailure) {
            while waiting.isEmpty, reader.offset < UInt64(end) {
                let header = try reader.peekHeader()
                guard header.kind == .records else {
                    try reader.checkPayload(header)
                    continue
                }
                try reader.readRecords(header).forEach { waiting.append($0.encoded.array) }
                waiting.reverse()
            }
        } catch { throw error.logError(path: reader.path) }
        return waiting.popLast()
    }
}
