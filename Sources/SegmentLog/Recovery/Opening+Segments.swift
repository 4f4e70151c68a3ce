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
        _ unsealed: UnsealedSegments, _ footers: OpeningFooters
    ) throws(LogError) -> (active: SegmentScan?, ready: SegmentScan?) {
        var active: SegmentScan?
        var ready: SegmentScan?
        let torn = try tornEnds()
        for judged in unsealed.segments {
            let scan = judged.scan
            var verdict = judged.verdict
            if case .repair(let then) = verdict {
                try repair(scan)
                verdict = then.verdict
            }
            switch verdict {
            case .refuse, .discard, .repair: continue
            case .ready:
                guard try place(scan, &active, &ready) else { continue }
            case .tail:
                active = scan
                report.wasClosedCleanly = scan.isCleanClose
            case .complete: full.append(scan.asFull)
            case .list:
                guard let footer = footers.unlisted[scan.number] else { preconditionFailure("it was read before") }
                try list(scan, footer)
            }
            try renew(scan, zerosTo: torn[scan.number])
        }
        return (active, ready)
    }

    /// The first empty segment is the next to be used, whether or not one with records comes before it.
    /// - Returns: whether it is kept.
    private mutating func place(
        _ scan: SegmentScan, _ active: inout SegmentScan?, _ ready: inout SegmentScan?
    ) throws(LogError) -> Bool {
        if active == nil {
            active = scan
            report.wasClosedCleanly = scan.isCleanClose
        } else if ready == nil, !scan.holdsFrames {
            ready = scan
        } else {
            let path = directory.path(SegmentName(number: scan.number))
            try directory.attempt { () throws(FileError) in try directory.fileSystem.remove(path) }
            report.discarded.append(path)
            return false
        }
        return true
    }

    /// Keeps a copy of what stands behind the last good frame, then makes it zeros, each durable before the next.
    private mutating func repair(_ scan: SegmentScan) throws(LogError) {
        let name = SegmentName(number: scan.number)
        let copyDirectory = directory.path(LogDirectory.tornName)
        let copyName = TornCopyName(segment: scan.number, offset: scan.end, epoch: manifest.epoch + 1)
        let copy = copyDirectory + "/" + copyName.fileName
        let fileSystem = directory.fileSystem
        let directory = directory
        try directory.attempt { () throws(FileError) in
            try fileSystem.makeDirectoryIfMissing(copyDirectory)
            try fileSystem.syncDirectory(directory.path)
            let file = try fileSystem.open(directory.path(name), .readWrite)
            defer { file.close() }
            // An opening that came no further than this has copied more than is left now.
            if try !fileSystem.exists(copy) {
                let torn = try file.readAll(Int(scan.dirtyEnd - scan.end), at: scan.end)
                try fileSystem.replaceFile(copy, in: copyDirectory, with: torn)
            }
            try PreparedSegment.fill(file, from: scan.end, to: Int(scan.dirtyEnd))
            try file.sync()
        }
        report.tornTails.append(scan.tornTail(path: directory.path(name), copy: copy))
    }

    /// Where the torn tails ended of which earlier openings have left copies, by segment.
    private func tornEnds() throws(LogError) -> [UInt32: UInt64] {
        let fileSystem = directory.fileSystem
        let path = directory.path(LogDirectory.tornName)
        return try directory.attempt { () throws(FileError) in
            var ends: [UInt32: UInt64] = [:]
            let names: [String]
            do throws(FileError) { names = try fileSystem.list(path) } catch {
                if error.code == .notFound { return [:] }
                throw error
            }
            for name in names {
                guard let copy = TornCopyName(fileName: name), copy.segment >= manifest.nextSegment,
                    copy.offset < UInt64(Limits.sealedFileBytesMax)
                else { continue }
                let file = try fileSystem.open(path + "/" + name, .read)
                defer { file.close() }
                ends[copy.segment] = max(ends[copy.segment] ?? 0, copy.offset + (try file.size()))
            }
            return ends
        }
    }

    /// Adds a segment that has its footer to the manifest; it is written when the new epoch begins.
    private mutating func list(_ scan: SegmentScan, _ footer: Footer) throws(LogError) {
        let offset = UInt32(scan.footerOffset ?? 0)
        manifest.sealed.append(SealedSegment(footer, number: scan.number, offset: offset, bytes: scan.end))
        let path = directory.path(SegmentName(number: scan.number))
        try directory.attempt { [directory] () throws(FileError) in
            let file = try directory.fileSystem.open(path, .readWrite)
            defer { file.close() }
            try file.truncate(to: scan.end)
        }
    }

    /// Makes a segment durable as it was found.
    ///
    /// A sync alone would not do: after one that failed, in an earlier opening, the kernel takes what it should have
    /// written for clean, and no later sync writes it. Only what is written again is. That can be the last write, or
    /// the header of a segment without one, and the size. It can also be the zeros in place of a torn tail: if they
    /// never came to the disk, the torn bytes are back when the power goes, behind what was written since.
    private func renew(_ scan: SegmentScan, zerosTo tornEnd: UInt64?) throws(LogError) {
        let path = directory.path(SegmentName(number: scan.number))
        try directory.attempt { [directory] () throws(FileError) in
            let file = try directory.fileSystem.open(path, .readWrite)
            defer { file.close() }
            let found = try file.readAll(Int(scan.end - scan.lastWrite), at: scan.lastWrite)
            try file.writeAll(found.bytes, at: scan.lastWrite)
            let size = try file.size()
            if let tornEnd, scan.footerOffset == nil {
                try PreparedSegment.fill(file, from: scan.end, to: Int(min(tornEnd, size)))
            }
            try file.truncate(to: size + UInt64(Limits.segmentHeaderBytes))
            try file.truncate(to: size)
            try file.sync()
        }
    }

    /// The appender at the log's end, in the last segment or in a new one.
    func makeAppender(
        _ active: SegmentScan?, ready: SegmentScan?, lastTime: Int64
    ) throws(LogError) -> (Appender, PreparedSegment?) {
        let identity = Appender.Identity(
            log: manifest.log, epoch: manifest.epoch, cipher: keys.cipher(epoch: manifest.epoch),
            compresses: options.compresses)
        let lastTime = max(manifest.sealed.last?.timeLast ?? 0, lastTime)
        let end = full.last?.last ?? manifest.lastSealed
        return try directory.attempt { () throws(FileError) in
            guard let active else {
                let number = (full.last?.number ?? manifest.sealed.last?.number ?? 0) + 1
                let new = try PreparedSegment.prepare(
                    number, in: directory, header: header(number), options: options)
                let appender = Appender(
                    identity, file: new.file, segment: number, offset: UInt32(SegmentHeader.byteCount),
                    capacity: new.capacity, next: end.value + 1, recordsInSegment: 0,
                    lastTime: lastTime, endsCleanly: false)
                return (appender, nil)
            }
            let (file, capacity) = try claim(active)
            let appender = Appender(
                identity, file: file, segment: active.number, offset: UInt32(active.end), capacity: capacity,
                next: active.nextSequence, recordsInSegment: active.records, lastTime: lastTime,
                endsCleanly: active.isCleanClose,
                takesRecords: active.frames == 0 || active.epochs.count < options.segmentEpochsMax)
            do throws(FileError) {
                return (appender, try ready.map { scan throws(FileError) in try spare(scan) } ?? nil)
            } catch {
                appender.close()
                throw error
            }
        }
    }

    /// The segment prepared behind the one to append to; nil if no space can be claimed for it: then it is made anew
    /// when it is wanted.
    private func spare(_ scan: SegmentScan) throws(FileError) -> PreparedSegment? {
        let (file, capacity) = try claim(scan)
        if Int(capacity) >= options.segmentBytes {
            return PreparedSegment(file: file, number: scan.number, capacity: capacity)
        }
        file.close()
        return nil
    }

    /// Opens a segment and claims its space up to the usual size. Where that is refused the log opens all the
    /// same, for reading, and refuses appends.
    private func claim(_ scan: SegmentScan) throws(FileError) -> (any File, UInt32) {
        let file = try directory.fileSystem.open(directory.path(SegmentName(number: scan.number)), .readWrite)
        // A segment made with another size keeps it; a clean close has room whatever the size.
        let kept = min(scan.fileBytes, UInt64(Limits.segmentBytesMax))
        let wanted = max(UInt64(options.segmentBytes), kept, scan.end + UInt64(Appender.closingBytes))
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

extension RecoveryVerdict.AfterRepair {
    var verdict: RecoveryVerdict {
        switch self {
        case .ready: .ready
        case .tail: .tail
        case .complete: .complete
        case .list: .list
        }
    }
}

extension SegmentScan {
    var asFull: FullSegment {
        FullSegment(
            number: number, first: SequenceNumber(firstSequence), last: SequenceNumber(nextSequence - 1))
    }
}
