internal import CommitLog
internal import Storage

/// The segments that the manifest does not list, looked at and judged. Changes nothing.
struct UnsealedSegments {
    struct Judged {
        var name: SegmentName
        var scan: SegmentScan
        var verdict: RecoveryVerdict
        var letter: Character

        var isRefused: Bool { if case .refuse = verdict { true } else { false } }
    }

    /// By number.
    var segments: [Judged] = []
    /// Segments without records behind a hole in the numbers: prepared, then renamed or lost in part.
    var stray: [SegmentName] = []
    /// Why the log is not opened for writing; all there is, in the order of the files.
    var corruptions: [LogCorruption] = []

    /// The last record of all.
    func end(after lastSealed: SequenceNumber) -> SequenceNumber {
        segments.last { $0.scan.frames > 0 }.map { SequenceNumber($0.scan.nextSequence - 1) } ?? lastSealed
    }

    /// - Throws: `.corruption` if a verdict is to refuse; `.file` if a file cannot be read.
    static func examine(
        _ directory: LogDirectory, manifest: Manifest, keys: DataKeys
    ) throws(LogError) -> UnsealedSegments {
        let names = try directory.attempt { () throws(FileError) in try directory.segmentNames() }
        let unsealed = names.filter { $0.number >= manifest.nextSegment }
        let result = try look(at: unsealed.filter { $0.generation == 0 }, in: directory, manifest: manifest, keys: keys)
        if let name = unsealed.first(where: { $0.generation != 0 }) { throw .corruption(repacked(name, directory)) }
        if let corruption = result.corruptions.first { throw .corruption(corruption) }
        return result
    }

    static func repacked(_ name: SegmentName, _ directory: LogDirectory) -> LogCorruption {
        LogCorruption(
            file: directory.path(name), offset: 0, what: "a repacked segment that the manifest does not list")
    }

    /// Looks at all of `names`, whatever is wrong with some of them.
    /// - Parameter names: by number, each number once.
    static func look(
        at names: [SegmentName], in directory: LogDirectory, manifest: Manifest, keys: DataKeys
    ) throws(LogError) -> UnsealedSegments {
        var scans: [(name: SegmentName, scan: SegmentScan)] = []
        var expected = manifest.lastSealed.value + 1
        for name in names {
            let scan = try scan(name, in: directory, log: manifest.log, keys: keys, expected: expected)
            if scan.holdsFrames { expected = scan.nextSequence }
            scans.append((name, scan))
        }
        var result = UnsealedSegments()
        try result.judge(scans, directory: directory, manifest: manifest)
        result.checkEnd(directory, manifest: manifest, witness: try directory.witness(manifest))
        return result
    }

    /// A log does not end before what the manifest, or its last writer's position page, says was durable. This sees
    /// what no frame can: that the last ones were lost, or made zeros.
    private mutating func checkEnd(_ directory: LogDirectory, manifest: Manifest, witness: SequenceNumber?) {
        let end = end(after: manifest.lastSealed)
        let durable = max(manifest.durable, witness ?? .zero)
        guard end < durable else { return }
        let source = end < manifest.durable ? "" : ", as the file \(Position.fileName) says"
        let last = segments.last { $0.scan.holdsFrames } ?? segments.first
        let name = last?.name ?? SegmentName(number: manifest.nextSegment)
        corruptions.append(
            LogCorruption(
                file: directory.path(name), offset: last?.scan.end ?? 0,
                what: "the log ends here with record \(end), and record \(durable) was durable\(source)"))
    }

    private static func scan(
        _ name: SegmentName, in directory: LogDirectory, log: LogIdentifier, keys: DataKeys, expected: UInt64
    ) throws(LogError) -> SegmentScan {
        try directory.attempt { () throws(FileError) in
            var reader = try directory.openSegment(name, log: log, keys: keys)
            defer { reader.close() }
            return try SegmentScan.scan(&reader, expected: expected, generation: name.generation)
        }
    }

    private mutating func judge(
        _ scans: [(name: SegmentName, scan: SegmentScan)], directory: LogDirectory, manifest: Manifest
    ) throws(LogError) {
        let lastSealed = manifest.lastSealed.value
        var number = manifest.nextSegment
        for (index, (name, scan)) in scans.enumerated() {
            let path = directory.path(name)
            func refuse(_ offset: UInt64, _ what: String) {
                corruptions.append(LogCorruption(file: path, offset: offset, what: what))
            }
            switch scan.headerFault {
            case .version(let version): throw .unknownVersion(file: path, version)
            case .requiredFeatures(let bits): throw .unknownFeatures(file: path, Features(rawValue: bits))
            default: break
            }
            if scan.lastEpoch > manifest.epoch {
                refuse(
                    UInt64(SegmentHeader.byteCount),
                    "it has frames of epoch \(scan.lastEpoch), the manifest knows only \(manifest.epoch)")
            }
            let later = scans[(index + 1)...].first { $0.scan.holdsFrames }?.scan
            if name.number != number {
                if !scan.holdsFrames, later == nil {
                    stray.append(name)
                    continue
                }
                refuse(0, "the segment before it, \(name.number - 1), is missing")
            } else if number == manifest.nextSegment, scan.holdsFrames, scan.firstSequence != lastSealed + 1 {
                refuse(
                    UInt64(SegmentHeader.byteCount),
                    "it begins with record \(scan.firstSequence), the sealed segments end with \(lastSealed)")
            }
            number = name.number + 1
            let matched = RecoveryCase.of(scan.finding(later: later))
            switch matched.verdict {
            case .refuse(let reason): corruptions.append(scan.corruption(reason, letter: matched.letter, path: path))
            case .list, .repair(then: .list):
                if segments.contains(where: { $0.scan.footerOffset == nil && !$0.isRefused }) {
                    refuse(scan.end, "the segment is sealed although one before it is not")
                }
            // Without it there is a hole before those behind it, which are empty too: they are made anew.
            case .discard: number = name.number
            case .ready, .tail, .complete, .repair: break
            }
            segments.append(Judged(name: name, scan: scan, verdict: matched.verdict, letter: matched.letter))
        }
    }
}

extension SegmentScan {
    /// - Parameter later: the nearest later segment that holds a frame.
    func finding(later: SegmentScan?) -> RecoveryFinding {
        let successor: RecoveryFinding.Successor =
            switch later {
            case nil: .nothing
            case let later?: later.firstSequence == nextSequence ? .follows : .gap
            }
        return RecoveryFinding(
            header: header, hasFooter: footerOffset != nil, hasFrames: frames > 0, rest: rest, successor: successor)
    }

    func corruption(_ reason: RecoveryVerdict.Reason, letter: Character, path: String) -> LogCorruption {
        let atHeader = reason == .foreign || reason == .header
        let fault = (atHeader ? headerFault : self.fault).map { ": \($0)" } ?? ""
        let seen = witness.map { " (the frame at offset \($0) says so)" } ?? ""
        return LogCorruption(
            file: path, offset: atHeader ? 0 : end, what: "\(reason.rawValue)\(fault)\(seen) [case \(letter)]")
    }

    func tornTail(path: String, copy: String?) -> RecoveryReport.TornTail {
        RecoveryReport.TornTail(
            file: path, offset: end, byteCount: dirtyEnd - end, fault: (fault ?? .blank).description, copy: copy)
    }
}
