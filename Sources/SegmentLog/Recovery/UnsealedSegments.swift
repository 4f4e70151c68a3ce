internal import CommitLog
internal import Storage

/// The segments that the manifest does not list, looked at and judged. Changes nothing.
struct UnsealedSegments {
    struct Judged {
        var scan: SegmentScan
        var verdict: RecoveryVerdict
        var letter: Character
    }

    /// By number, without a hole.
    var segments: [Judged] = []
    /// Segments without records behind a hole in the numbers: prepared, then renamed or lost in part.
    var stray: [SegmentName] = []

    /// The last record of all.
    func end(after lastSealed: SequenceNumber) -> SequenceNumber {
        segments.last { $0.scan.frames > 0 }.map { SequenceNumber($0.scan.nextSequence - 1) } ?? lastSealed
    }

    /// - Throws: `.corruption` if a verdict is to refuse; `.file` if a file cannot be read.
    static func examine(
        _ directory: LogDirectory, manifest: Manifest, keys: DataKeys
    ) throws(LogError) -> UnsealedSegments {
        let listed = manifest.sealed.last?.number ?? 0
        let names = try directory.attempt { () throws(FileError) in try directory.segmentNames() }
        let unsealed = names.filter { $0.number > listed }
        var scans: [SegmentScan] = []
        var expected = manifest.lastSealed.value + 1
        for name in unsealed {
            guard name.generation == 0 else {
                throw .corruption(LogCorruption(
                    file: directory.path(name), offset: 0, what: "a repacked segment that the manifest does not list"))
            }
            let scan = try scan(name, in: directory, log: manifest.log, keys: keys, expected: expected)
            if scan.frames > 0 { expected = scan.nextSequence }
            scans.append(scan)
        }
        let result = try judge(scans, directory: directory, manifest: manifest)
        try result.checkEnd(directory, manifest: manifest)
        return result
    }

    /// A log does not end before what the manifest says was durable. This sees what no frame can: that the last
    /// ones were lost, or made zeros, after the log was opened or closed.
    private func checkEnd(_ directory: LogDirectory, manifest: Manifest) throws(LogError) {
        let end = end(after: manifest.lastSealed)
        guard end < manifest.durable else { return }
        let last = segments.last { $0.scan.frames > 0 } ?? segments.first
        let name = SegmentName(number: last?.scan.number ?? manifest.nextSegment)
        throw .corruption(LogCorruption(
            file: directory.path(name), offset: last?.scan.end ?? 0,
            what: "the log ends here with record \(end), and record \(manifest.durable) was durable"))
    }

    private static func scan(
        _ name: SegmentName, in directory: LogDirectory, log: LogIdentifier, keys: DataKeys, expected: UInt64
    ) throws(LogError) -> SegmentScan {
        try directory.attempt { () throws(FileError) in
            let path = directory.path(name)
            let file = try directory.fileSystem.open(path, .read)
            var reader = SegmentReader(file, path: path, log: log, number: name.number, keys: keys)
            defer { reader.close() }
            return try SegmentScan.scan(&reader, expected: expected)
        }
    }

    private static func judge(
        _ scans: [SegmentScan], directory: LogDirectory, manifest: Manifest
    ) throws(LogError) -> UnsealedSegments {
        let lastSealed = manifest.lastSealed.value
        var result = UnsealedSegments()
        for (index, scan) in scans.enumerated() {
            let isInOrder = scan.number == manifest.nextSegment + UInt32(index)
            let path = directory.path(SegmentName(number: scan.number))
            switch scan.headerFault {
            case .version(let version): throw .unknownVersion(file: path, version)
            case .requiredFeatures(let bits): throw .unknownFeatures(file: path, Features(rawValue: bits))
            default: break
            }
            guard scan.lastEpoch <= manifest.epoch else {
                throw .corruption(LogCorruption(
                    file: path, offset: UInt64(SegmentHeader.byteCount),
                    what: "it has frames of epoch \(scan.lastEpoch), the manifest knows only \(manifest.epoch)"))
            }
            let later = scans[(index + 1)...].first { $0.frames > 0 }
            if !isInOrder {
                guard scan.frames == 0, later == nil else {
                    throw .corruption(LogCorruption(
                        file: path, offset: 0, what: "the segment before it, \(scan.number - 1), is missing"))
                }
                result.stray.append(SegmentName(number: scan.number))
                continue
            }
            if index == 0, scan.frames > 0, scan.firstSequence != lastSealed + 1 {
                throw .corruption(LogCorruption(
                    file: path, offset: UInt64(SegmentHeader.byteCount),
                    what: "it begins with record \(scan.firstSequence), the sealed segments end with \(lastSealed)"))
            }
            let matched = RecoveryCase.of(scan.finding(later: later))
            if case .refuse(let reason) = matched.verdict {
                throw .corruption(scan.corruption(reason, letter: matched.letter, path: path))
            }
            result.segments.append(Judged(scan: scan, verdict: matched.verdict, letter: matched.letter))
        }
        return result
    }
}

extension SegmentScan {
    /// - Parameter later: the nearest later segment that holds records.
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
