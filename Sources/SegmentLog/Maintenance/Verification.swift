internal import CommitLog
internal import Merkle
internal import Storage

/// Reads everything of a log and compares it with what it says about itself.
///
/// For every record: checksums, decryption, decompression, its form, its place in the Merkle tree. For every segment:
/// its header, footer and size, and no byte that is not accounted for. Memory: one segment's subjects, one frame.
/// Changes nothing.
public enum Verification {
    /// Verifies the log in `path`, also one that cannot be opened. With a writer, up to what was durable when this
    /// began. Blocks; cost: one read of the log and its hashing.
    /// - Throws: `.file` where the system refuses to read; `.notALog`, `.masterKeyMissing` and so on. Corruption is
    ///   in the report.
    public static func run(
        _ path: String, masterKey: MasterKey? = nil, environment: LogEnvironment,
        progress: (MaintenanceProgress) -> Void
    ) throws(LogError) -> VerificationReport {
        let directory = LogDirectory(path: path, fileSystem: environment.fileSystem)
        let standing: LogStanding
        do throws(LogError) {
            standing = try LogStanding(directory, masterKey: masterKey)
        } catch {
            guard case .corruption(let corruption) = error else { throw error }
            return VerificationReport(corruptions: [corruption])
        }
        defer { standing.close() }
        var verifier = try directory.attempt { () throws(FileError) in try Verifier(standing) }
        return try verifier.run(progress)
    }
}

extension SegmentLogReader {
    /// Verifies the log, as ``Verification/run(_:masterKey:environment:progress:)``, which also takes logs that
    /// cannot be opened.
    public func verify(progress: (MaintenanceProgress) -> Void) throws(LogError) -> VerificationReport {
        try Verification.run(
            source.directory.path, masterKey: source.masterKey, environment: environment, progress: progress)
    }
}

/// The way along a log's segments; what one segment has to say is ``SegmentCheck``'s.
private struct Verifier {
    private let directory: LogDirectory
    private var survey: LogSurvey
    private let unlisted: [LogStanding.Unlisted]
    private let judgement: UnsealedSegments?
    private let limit: SequenceNumber?
    private var report = VerificationReport()
    private var count: ProgressCount
    private var tree: TreeKeeper?
    /// Whether every record so far was read and hashed.
    private var isTreeWhole: Bool
    private var next: UInt64 = 1
    private var time = Int64.min

    init(_ standing: LogStanding) throws(FileError) {
        directory = standing.survey.directory
        survey = standing.survey
        unlisted = standing.unlisted
        judgement = standing.judgement
        limit = standing.durable
        isTreeWhole = survey.keepsEvidence
        tree = isTreeWhole ? TreeKeeper(from: nil) : nil
        var total = (survey.manifest?.sealed ?? []).reduce(0) { $0 + $1.bytes }
        for segment in unlisted { total += try segment.reader.file.size() }
        count = ProgressCount(bytesTotal: total)
    }

    mutating func run(_ progress: (MaintenanceProgress) -> Void) throws(LogError) -> VerificationReport {
        note(survey.corruptions)
        for index in 0..<(survey.manifest?.sealed.count ?? 0) { try checkSealed(index, progress) }
        if let judgement {
            try checkJudged(judgement, progress)
        } else if let limit {
            try checkHeld(through: limit, progress)
        }
        report.size = SequenceNumber(next - 1)
        if isTreeWhole, let tree, tree.hashed == report.size { report.root = tree.frontier.root() }
        count.finish(progress)
        return report
    }

    private mutating func note(_ corruptions: [LogCorruption]) {
        report.corruptions += corruptions.prefix(max(0, Limits.corruptionsMax - report.corruptions.count))
    }

    private func check(_ name: SegmentName) -> SegmentCheck {
        SegmentCheck(path: directory.path(name), depth: survey.depth, next: next, time: time, tree: tree)
    }

    private mutating func readFrames(
        _ reader: inout SegmentReader, _ check: inout SegmentCheck, through limit: SequenceNumber? = nil,
        _ progress: (MaintenanceProgress) -> Void
    ) throws(LogError) {
        do throws(FileError) {
            try check.readFrames(&reader, through: limit) { bytes, records in
                count.add(bytes: bytes, records: records, progress)
            }
        } catch { throw .file(error) }
    }

    /// Takes over what was found in a segment.
    private mutating func finish(_ check: SegmentCheck) {
        note(check.corruptions)
        report.records += check.summary.count
        report.bytes += check.end
        if check.summary.count > 0 { report.segments += 1 }
        tree = check.tree
        if tree == nil || !check.isTreeUnbroken { isTreeWhole = false }
        next = max(next, check.next)
        time = max(time, check.time)
    }
}

// Sealed segments.
extension Verifier {
    /// Checks the segment that the manifest lists at `index`, in whatever file it is now.
    private mutating func checkSealed(_ index: Int, _ progress: (MaintenanceProgress) -> Void) throws(LogError) {
        guard let (entry, opened) = try openSealed(index) else {
            (tree, isTreeWhole) = (nil, false)
            return
        }
        var reader = opened
        defer { reader.close() }
        next = entry.first.value
        var check = check(entry.name)
        try check.readHeader(&reader, generation: entry.generation, features: survey.features)
        try readFrames(&reader, &check, progress)
        let fileBytes = try directory.attempt { () throws(FileError) in try reader.file.size() }
        check.compare(with: entry, fileBytes: fileBytes, keepsEvidence: survey.keepsEvidence)
        finish(check)
        next = entry.last.value + 1
        time = max(time, entry.timeLast)
    }

    /// Nil if the segment has no file.
    private mutating func openSealed(_ index: Int) throws(LogError) -> (SealedSegment, SegmentReader)? {
        for _ in 0..<Limits.retriesMax {
            guard let entry = survey.manifest?.sealed[index] else { return nil }
            do throws(FileError) {
                return (entry, try directory.openSegment(entry.name, log: survey.log, keys: survey.keys))
            } catch {
                guard error.code == .notFound else { throw .file(error) }
            }
            guard try survey.refresh(), survey.manifest?.sealed[index] != entry else {
                note([directory.missing(entry.name)])
                return nil
            }
        }
        throw .log(.unreadable("segment files keep disappearing from \(directory.path)"))
    }
}

// Segments that the manifest does not list.
extension Verifier {
    /// Without a writer: what opening for writing would say of them, and behind that every record.
    private mutating func checkJudged(
        _ judgement: UnsealedSegments, _ progress: (MaintenanceProgress) -> Void
    ) throws(LogError) {
        note(judgement.corruptions)
        if let manifest = survey.manifest {
            let repacked = survey.names.filter { $0.number >= manifest.nextSegment && $0.generation > 0 }
            note(repacked.map { UnsealedSegments.repacked($0, directory) })
        }
        for judged in judgement.segments {
            guard let segment = unlisted.first(where: { $0.name == judged.name }) else { continue }
            try check(judged, segment.reader, progress)
        }
    }

    private mutating func check(
        _ judged: UnsealedSegments.Judged, _ opened: SegmentReader, _ progress: (MaintenanceProgress) -> Void
    ) throws(LogError) {
        let scan = judged.scan
        let isRefused = judged.isRefused
        if !isRefused, scan.rest == .torn, scan.header == .valid {
            report.tornTails.append(scan.tornTail(path: directory.path(judged.name), copy: nil))
        }
        guard scan.header != .foreign, scan.frames > 0 || isRefused else { return }
        // Whether the segments follow one another has been judged.
        if scan.frames > 0 { next = scan.firstSequence }
        var reader = opened
        var check = check(judged.name)
        if !isRefused {
            try check.readHeader(&reader, generation: judged.name.generation, features: survey.features)
        }
        let readsAll = isRefused || scan.footerOffset != nil
        let last = readsAll ? nil : SequenceNumber(scan.nextSequence - 1)
        try readFrames(&reader, &check, through: last, progress)
        for damage in check.damages where damage.range.lowerBound != scan.end {
            // The rest is what a crash left, or what the verdict names.
            if damage.isFollowed || damage.range.lowerBound < scan.end { check.refuse(damage) }
        }
        check.compareFooter(isRepacked: judged.name.generation > 0, keepsEvidence: survey.keepsEvidence)
        if isRefused { check.forget(at: scan.end) }
        finish(check)
    }

    /// With a writer: the frames up to what was durable. Behind the last one of a segment there may be a footer half
    /// written; the next segment tells whether it was the last.
    private mutating func checkHeld(
        through limit: SequenceNumber, _ progress: (MaintenanceProgress) -> Void
    ) throws(LogError) {
        var ending: LogCorruption?
        for segment in unlisted where next <= limit.value {
            var reader = segment.reader
            let expected = SequenceNumber(next)
            var check = check(segment.name)
            try check.readHeader(&reader, generation: segment.name.generation, features: survey.features)
            try readFrames(&reader, &check, through: limit, progress)
            for damage in check.damages where damage.isFollowed { check.refuse(damage) }
            if let ending, let first = check.summary.first, first > expected { note([ending]) }
            if ending == nil || check.summary.count > 0 {
                let what = "the segment ends here with record \(check.last), and record \(limit) was durable"
                ending = LogCorruption(file: check.path, offset: check.end, what: what)
            }
            finish(check)
        }
        if next <= limit.value, let ending { note([ending]) }
    }
}
