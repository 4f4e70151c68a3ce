internal import CommitLog
internal import Storage

/// Making a sound log of what is left of a damaged one.
public enum Salvage {
    /// Writes every record of the log in `source` that can be read into a new log in `destination`, each under the
    /// sequence number that it had; a record of type ``RecordType/lost`` stands where one is lost. Blocks.
    ///
    /// Every segment file is read, with or without a manifest, and searched for good frames behind every damage; a
    /// frame is believed if it is whole, stands in its place, and opens. `source` is never changed. The new log has an
    /// identifier and, if encrypted, data keys of its own, under the same master key; its hashes are new, so a
    /// checkpoint of the old log does not hold for it. Times are those of the old frames, as exact as after repacking.
    /// It is written to `destination.partial` and renamed when it is whole. Cost: two reads of the log, one write.
    /// - Throws: `.held` while a writer has `source` open; `.badOption` if `destination` is not new or empty;
    ///   `.corruption` if the log is encrypted and its keyring is gone, for then nothing can be read.
    public static func run(
        from source: String, to destination: String, masterKey: MasterKey?, environment: LogEnvironment,
        progress: (MaintenanceProgress) -> Void
    ) throws(LogError) -> SalvageReport {
        let directory = LogDirectory(path: source, fileSystem: ForgivingFiles(base: environment.fileSystem))
        let survey = try LogSurvey(directory, masterKey: masterKey)
        guard survey.canOpenPayloads else {
            throw .corruption(survey.corruptions.last ?? LogCorruption(file: source, offset: 0, what: "no keyring"))
        }
        try checkIsFree(directory)
        let partial = try PartialDirectory(destination, environment: environment)
        var total: UInt64 = 0
        for name in survey.names { total += try size(name, directory) }
        // Each file is searched, and what was found is read again to be written.
        var count = ProgressCount(bytesTotal: total * 2)
        var harvests: [SegmentHarvest] = []
        for name in survey.names {
            harvests.append(try SegmentHarvest(name, survey: survey) { bytes in count.add(bytes: bytes, progress) })
        }
        var witness: SequenceNumber?
        if let manifest = survey.manifest { witness = try directory.witness(manifest) }
        let plan = SalvagePlan(harvests, survey: survey, witness: witness)
        try partial.make().release()
        do throws(LogError) {
            let log = try SalvagedLog(partial.path, like: survey, masterKey: masterKey, environment: environment)
            var writing = SalvageWriting(plan: plan, survey: survey, log: log, count: count)
            let records = try writing.run(progress)
            let lock = try partial.takeLock()
            defer { lock.release() }
            try partial.finish()
            return SalvageReport(
                records: records, lost: plan.lost, unreadable: plan.unreadable, endIsKnown: plan.endIsKnown)
        } catch {
            // Unless it is somebody else's by now.
            if case .held = error {} else { partial.discard() }
            throw error
        }
    }

    private static func checkIsFree(_ directory: LogDirectory) throws(LogError) {
        guard try directory.isHeld() else { return }
        let owner = try? directory.fileSystem.readFile(
            directory.path(LogDirectory.lockName), limit: Limits.ownerBytesMax * 16)
        throw .held(by: String(decoding: owner ?? Array("another process".utf8), as: UTF8.self))
    }

    private static func size(_ name: SegmentName, _ directory: LogDirectory) throws(LogError) -> UInt64 {
        try directory.attempt { () throws(FileError) in
            let file = try directory.fileSystem.open(directory.path(name), .read)
            defer { file.close() }
            return try file.size()
        }
    }
}

/// Carries a plan out.
private struct SalvageWriting {
    let plan: SalvagePlan
    let survey: LogSurvey
    var log: SalvagedLog
    var count: ProgressCount

    /// Gives the records saved. The log is closed on return.
    mutating func run(_ progress: (MaintenanceProgress) -> Void) throws(LogError) -> UInt64 {
        do throws(LogError) {
            for piece in plan.pieces {
                if piece.first > 1 {
                    try attempt { log throws(CommitLogError) in try log.addLost(before: piece.first) }
                }
                try copy(piece, progress)
            }
            if let last = plan.lost.last?.last {
                try attempt { log throws(CommitLogError) in try log.addLost(before: last.value + 1) }
            }
        } catch {
            log.abandon()
            throw error
        }
        try attempt { log throws(CommitLogError) in try log.finish() }
        count.finish(progress)
        return plan.pieces.reduce(0) { $0 + $1.last - $1.first + 1 }
    }

    private mutating func copy(
        _ piece: SalvagePlan.Piece, _ progress: (MaintenanceProgress) -> Void
    ) throws(LogError) {
        let directory = survey.directory
        let name = plan.harvests[piece.file].name
        var reader = try directory.attempt { () throws(FileError) in
            try directory.openSegment(name, log: survey.log, keys: survey.keys)
        }
        defer { reader.close() }
        reader.seek(to: piece.offset)
        var next = piece.first
        while next <= piece.last {
            let start = reader.offset
            let chunk = try read(&reader, from: next)
            if let chunk {
                let wanted = chunk.keeping(through: SequenceNumber(piece.last))
                try attempt { log throws(CommitLogError) in try log.add(wanted) }
                next = wanted.last.value + 1
            }
            count.add(bytes: reader.offset - start, records: UInt64(chunk?.count ?? 0), progress)
        }
    }

    /// The records from `next` on of the frame where the reader stands; nil if it has none of them.
    private func read(_ reader: inout SegmentReader, from next: UInt64) throws(LogError) -> RecordChunk? {
        do throws(ReadFailure) {
            let header = try reader.peekHeader()
            guard header.kind == .records, header.nextSequence > next else {
                reader.skip(header)
                return nil
            }
            return try reader.readRecords(header).dropping(before: SequenceNumber(next))
        } catch { throw error.logError(path: reader.path) }
    }

    private mutating func attempt(
        _ body: (inout SalvagedLog) throws(CommitLogError) -> Void
    ) throws(LogError) {
        do throws(CommitLogError) { try body(&log) } catch { throw .log(error) }
    }
}
