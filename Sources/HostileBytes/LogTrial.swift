internal import Bytes
internal import CommitLog
internal import Merkle
internal import SegmentLog
internal import SimulatedStorage
internal import Storage

/// What must hold of a log's files whatever is in them.
struct LogTrial {
    let disk: SimulatedFileSystem
    let isEncrypted: Bool

    private var options: LogOptions { Templates.options(isEncrypted: isEncrypted) }
    private var environment: LogEnvironment { Templates.environment(disk) }

    // MARK: Reading

    /// Opens for reading and reads everything, in every way there is.
    func read() throws(Objection) {
        let before = files
        let report = try? Verification.run(
            Templates.directory, masterKey: options.masterKey, environment: environment, progress: { _ in })
        let reader: SegmentLogReader
        do throws(LogError) {
            reader = try SegmentLogReader.open(
                Templates.directory, masterKey: options.masterKey, environment: environment)
        } catch {
            try expect(report?.isSound != true, "a log that is sound can be read: \(error)")
            return try expectUntouched(before, "a log that is refused to a reader")
        }
        let end = reader.durable
        let failure = try readAll(reader.read(from: .first), from: .first, to: end)
        if report?.isSound == true {
            try expect(failure == nil, "a log that is sound can be read: \(failure.map { "\($0)" } ?? "")")
            try expect(report?.size == end, "verification comes to the end: \(report?.size ?? .zero), not \(end)")
        }
        // From the middle, by the indexes.
        let middle = SequenceNumber(end.value / 2 + 1)
        if middle <= end { _ = try readAll(reader.read(from: middle), from: middle, to: end) }
        if let evidence = try? LogEvidence(reader), end >= .first, end.value < 10_000 {
            let frontier = try? evidence.frontier(through: end)
            if report?.isSound == true {
                try expect(frontier?.root() == report?.root, "the root is that of the records")
            }
            _ = try? evidence.inclusion(of: middle, in: end)
            _ = try? evidence.consistency(from: middle, to: end)
        }
        _ = try? reader.statistics()
        try expectUntouched(before, "a log that was read")
    }

    /// Reads until the end or a failure; records come in order, each once.
    private func readAll(
        _ cursor: SegmentCursor, from first: SequenceNumber, to end: SequenceNumber
    ) throws(Objection) -> CommitLogError? {
        var next = first
        while true {
            let chunk: RecordChunk?
            do throws(CommitLogError) { chunk = try cursor.nextChunk() } catch { return error }
            guard let chunk else { break }
            try expect(chunk.first == next, "records come in order: \(chunk.first) instead of \(next)")
            try expect(chunk.last <= end, "record \(chunk.last) is read, durable is \(end)")
            var count = 0
            chunk.forEach { record in count += record.encoded.byteCount > 0 ? 1 : 0 }
            try expect(count == chunk.count, "a chunk has the records that it says")
            next = chunk.last.next
        }
        try expect(next == max(end.next, first), "reading ends at \(next), the log at \(end)")
        return nil
    }

    // MARK: Writing

    /// Opens for writing. What is refused is left alone; what opens can be appended to and opened again, and holds
    /// what was acknowledged.
    func write() throws(Objection) {
        let before = files
        guard let log = try open(untouched: before) else { return }
        let found = log.durable
        try expect(log.recovery.end == found, "the report names the end")
        var acknowledged = found
        var bodies: [[UInt8]] = []
        for number in 0..<3 {
            var batch = RecordBatch()
            let body = Array("after \(number)".utf8)
            guard (try? batch.append(body)) != nil else { preconditionFailure("a short record fits") }
            switch log.append([(batch, nil)])[0] {
            case .success(let sequences):
                try expect(sequences.lowerBound == acknowledged.next, "appends go on where the log ends")
                acknowledged = sequences.upperBound
                bodies.append(body)
            case .failure(let error):
                try expect(Self.isFair(error, log), "an append is refused: \(error)")
            }
            if number == 1 { work(log) }
        }
        try expect(log.durable == acknowledged, "the end is what was acknowledged last")
        try expectBodies(log, from: found.next, bodies)
        work(log)
        if log.end == nil { log.close() } else { disk.kill() }
        withExtendedLifetime(log) {}
        try reopen(at: acknowledged, from: found.next, bodies)
    }

    /// Seals, repacks, hashes: on what the log held before, any of it may find corruption and end the log.
    private func work(_ log: SteppedLog) {
        log.hash()
        try? log.roll()
        _ = log.prepareNext()
        log.hash()
        var steps = 0
        while log.end == nil, log.sealFirst(), steps < 100 { steps += 1 }
        while log.end == nil, log.repackFirst(), steps < 200 { steps += 1 }
    }

    private static func isFair(_ error: CommitLogError, _ log: SteppedLog) -> Bool {
        switch error {
        case .corruption, .unreadable, .noSpace, .tooLarge: true
        default: error == log.end
        }
    }

    private func reopen(at end: SequenceNumber, from first: SequenceNumber, _ bodies: [[UInt8]]) throws(Objection) {
        let again: SteppedLog
        do throws(LogError) {
            again = try SteppedLog.open(Templates.directory, options: options, environment: environment)
        } catch { throw Objection("a log that was opened opens again: \(error)") }
        try expect(again.durable == end, "the log ends at \(again.durable) when opened again, not at \(end)")
        try expect(again.recovery.tornTails.isEmpty, "what was put right stays right: \(again.recovery)")
        try expectBodies(again, from: first, bodies)
        disk.kill()
        withExtendedLifetime(again) {}
    }

    private func expectBodies(
        _ log: SteppedLog, from first: SequenceNumber, _ bodies: [[UInt8]]
    ) throws(Objection) {
        guard !bodies.isEmpty else { return }
        let cursor = log.read(from: first)
        var found: [[UInt8]] = []
        do throws(CommitLogError) {
            while let chunk = try cursor.nextChunk() { chunk.forEach { found.append($0.body.array) } }
        } catch { throw Objection("what was acknowledged can be read: \(error)") }
        try expect(found == bodies, "what was acknowledged is there, in order, once")
    }

    private func open(untouched before: [String: [UInt8]]) throws(Objection) -> SteppedLog? {
        do throws(LogError) {
            return try SteppedLog.open(Templates.directory, options: options, environment: environment)
        } catch {
            try expectUntouched(before, "a log that is refused (\(error))")
            return nil
        }
    }

    // MARK: Files

    /// The log's files but for those that only live writers mean something by.
    private var files: [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for path in disk.paths where !path.hasSuffix("/lock") && !path.hasSuffix("/position") {
            files[path] = disk.contents(of: path)
        }
        return files
    }

    private func expectUntouched(_ before: [String: [UInt8]], _ what: String) throws(Objection) {
        try expect(files == before, "\(what) is as it was")
    }
}
