internal import Bytes
internal import CommitLog
internal import Storage

/// A segment that takes no more records and waits to be sealed.
struct FullSegment: Sendable, Hashable {
    var number: UInt32
    var first: SequenceNumber
    var last: SequenceNumber
}

extension Opening {
    /// Does what the verdicts say. Afterwards everything found is durable, and nobody has read it before.
    /// - Returns: the segment to append to and the one prepared behind it, where there are such.
    mutating func settle(
        _ unsealed: UnsealedSegments
    ) throws(LogError) -> (active: SegmentScan?, ready: SegmentScan?) {
        var active: SegmentScan?
        var ready: SegmentScan?
        for judged in unsealed.segments {
            let scan = judged.scan
            switch judged.verdict {
            case .refuse, .discard: continue
            case .ready:
                try place(scan, &active, &ready)
            case .tail:
                active = scan
                report.wasClosedCleanly = scan.isCleanClose
            case .complete:
                full.append(scan.asFull)
            case .list:
                try list(scan)
            case .repair(let then):
                try repair(scan)
                switch then {
                case .ready: try place(scan, &active, &ready)
                case .tail: active = scan
                case .complete: full.append(scan.asFull)
                case .list: try list(scan)
                }
            }
            try sync(scan)
        }
        return (active, ready)
    }

    /// The first empty segment is the next to be used, whether or not one with records comes before it.
    private mutating func place(
        _ scan: SegmentScan, _ active: inout SegmentScan?, _ ready: inout SegmentScan?
    ) throws(LogError) {
        if active == nil {
            active = scan
            report.wasClosedCleanly = scan.isCleanClose
        } else if ready == nil, scan.end == UInt64(SegmentHeader.byteCount) {
            ready = scan
        } else {
            let path = directory.path(SegmentName(number: scan.number))
            try directory.attempt { () throws(FileError) in try directory.fileSystem.remove(path) }
            report.discarded.append(path)
        }
    }

    /// Keeps a copy of what stands behind the last good frame, then makes it zeros, each durable before the next.
    private mutating func repair(_ scan: SegmentScan) throws(LogError) {
        let name = SegmentName(number: scan.number)
        let copyDirectory = directory.path(LogDirectory.tornName)
        let copy = "\(copyDirectory)/segment-\(scan.number)-offset-\(scan.end)-epoch-\(manifest.epoch + 1)"
        let fileSystem = directory.fileSystem
        let directory = directory
        try directory.attempt { () throws(FileError) in
            try makeDirectoryIfNeeded(copyDirectory)
            try fileSystem.syncDirectory(directory.path)
            let file = try fileSystem.open(directory.path(name), .readWrite)
            defer { file.close() }
            let torn = try file.readAll(Int(scan.dirtyEnd - scan.end), at: scan.end)
            try fileSystem.replaceFile(copy, in: copyDirectory, with: torn)
            try PreparedSegment.fill(file, from: scan.end, to: Int(scan.dirtyEnd))
            try file.sync()
        }
        report.tornTails.append(scan.tornTail(path: directory.path(name), copy: copy))
    }

    private func makeDirectoryIfNeeded(_ path: String) throws(FileError) {
        do throws(FileError) {
            try directory.fileSystem.makeDirectory(path)
        } catch {
            if error.code != .exists { throw error }
        }
    }

    /// Adds a segment that has its footer to the manifest; it is written when the new epoch begins.
    private mutating func list(_ scan: SegmentScan) throws(LogError) {
        guard full.isEmpty, let offset = scan.footerOffset else {
            throw .corruption(LogCorruption(
                file: directory.path(SegmentName(number: scan.number)), offset: scan.end,
                what: "the segment is sealed although one before it is not"))
        }
        let directory = directory
        let path = directory.path(SegmentName(number: scan.number))
        let file = try directory.attempt { () throws(FileError) in try directory.fileSystem.open(path, .readWrite) }
        defer { file.close() }
        var reader = SegmentReader(file, path: path, log: manifest.log, number: scan.number, keys: keys)
        do throws(ReadFailure) {
            let footer = try reader.readFooter(at: offset)
            guard footer.first.value == scan.firstSequence, footer.count == scan.records else {
                throw .format(.field("footer: it says otherwise than the frames before it"), offset: offset)
            }
            manifest.sealed.append(SealedSegment(footer, number: scan.number, offset: UInt32(offset), bytes: scan.end))
        } catch { throw error.logError(path: path) }
        try directory.attempt { () throws(FileError) in try file.truncate(to: scan.end) }
    }

    private func sync(_ scan: SegmentScan) throws(LogError) {
        let directory = directory
        try directory.attempt { () throws(FileError) in
            let path = directory.path(SegmentName(number: scan.number))
            guard try directory.fileSystem.exists(path) else { return }
            let file = try directory.fileSystem.open(path, .readWrite)
            defer { file.close() }
            try file.sync()
        }
    }

    /// The appender at the log's end, in the last segment or in a new one.
    func makeAppender(
        _ active: SegmentScan?, ready: SegmentScan?
    ) throws(LogError) -> (Appender, PreparedSegment?) {
        let identity = Appender.Identity(
            log: manifest.log, epoch: manifest.epoch, cipher: keys.cipher(epoch: manifest.epoch),
            compresses: options.compresses)
        let lastTime = max(manifest.sealed.last?.timeLast ?? 0, active?.lastTime ?? 0)
        let end = full.last?.last ?? manifest.lastSealed
        return try directory.attempt { () throws(FileError) in
            guard let active else {
                let number = (full.last?.number ?? manifest.sealed.last?.number ?? 0) + 1
                let new = try PreparedSegment.prepare(
                    number, in: directory, header: header(number), options: options)
                let appender = Appender(
                    identity, file: new.file, segment: number, offset: UInt32(SegmentHeader.byteCount),
                    capacity: new.capacity, next: end.value + 1, recordsInSegment: 0,
                    lastTime: lastTime)
                return (appender, nil)
            }
            let (file, capacity) = try claim(active)
            let appender = Appender(
                identity, file: file, segment: active.number, offset: UInt32(active.end), capacity: capacity,
                next: active.nextSequence, recordsInSegment: active.records, lastTime: lastTime)
            do throws(FileError) {
                return (appender, try makeSpare(ready))
            } catch {
                appender.close()
                throw error
            }
        }
    }

    /// The segment prepared behind the last one. One that does not get its space is removed: what is handed out has
    /// it, and another is prepared when there is some.
    private func makeSpare(_ ready: SegmentScan?) throws(FileError) -> PreparedSegment? {
        guard let ready else { return nil }
        let (file, capacity) = try claim(ready)
        if capacity < options.segmentBytes {
            file.close()
            try directory.fileSystem.remove(directory.path(SegmentName(number: ready.number)))
            return nil
        }
        return PreparedSegment(file: file, number: ready.number, capacity: capacity)
    }

    /// Opens a segment and claims its space up to the usual size. Where that is refused the log opens all the
    /// same, for reading, and refuses appends.
    private func claim(_ scan: SegmentScan) throws(FileError) -> (any File, UInt32) {
        let file = try directory.fileSystem.open(directory.path(SegmentName(number: scan.number)), .readWrite)
        let wanted = max(UInt64(options.segmentBytes), scan.end)
        do throws(FileError) {
            try file.allocate(wanted)
            if options.fillsSegments, scan.fileBytes < wanted {
                try PreparedSegment.fill(file, from: max(scan.fileBytes, scan.end), to: Int(wanted))
                try file.sync()
            }
            return (file, UInt32(wanted))
        } catch {
            guard error.code == .noSpace else {
                file.close()
                throw error
            }
            return (file, UInt32(scan.end))
        }
    }

    func header(_ number: UInt32) -> SegmentHeader {
        SegmentHeader(
            log: manifest.log, number: number, requiredFeatures: manifest.requiredFeatures,
            createdAt: environment.wallMilliseconds())
    }
}

extension SegmentScan {
    var asFull: FullSegment {
        FullSegment(
            number: number, first: SequenceNumber(firstSequence), last: SequenceNumber(nextSequence - 1))
    }
}
