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
            if scan.holdsFrames { expected = scan.nextSequence }
            scans.append(scan)
        }
        return try judge(scans, after: listed, directory: directory, lastSealed: manifest.lastSealed.value)
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
        _ scans: [SegmentScan], after listed: UInt32, directory: LogDirectory, lastSealed: UInt64
    ) throws(LogError) -> UnsealedSegments {
        var result = UnsealedSegments()
        var number = listed + 1
        for (index, scan) in scans.enumerated() {
            let path = directory.path(SegmentName(number: scan.number))
            let later = scans[(index + 1)...].first { $0.holdsFrames }
            guard scan.number == number else {
                if scan.holdsFrames || later != nil {
                    throw corruption(path, 0, "the segment before it, \(scan.number - 1), is missing")
                }
                result.stray.append(SegmentName(number: scan.number))
                continue
            }
            if number == listed + 1, scan.holdsFrames, scan.firstSequence != lastSealed + 1 {
                let what = "it begins with record \(scan.firstSequence), the sealed segments end with \(lastSealed)"
                throw corruption(path, UInt64(SegmentHeader.byteCount), what)
            }
            let matched = RecoveryCase.of(scan.finding(later: later))
            switch matched.verdict {
            case .refuse(let reason): throw .corruption(scan.corruption(reason, letter: matched.letter, path: path))
            case .list, .repair(then: .list):
                if result.segments.contains(where: { $0.scan.footerOffset == nil }) {
                    throw corruption(path, scan.end, "the segment is sealed although one before it is not")
                }
            // Without it there is a hole before those behind it, which are empty too: they are made anew.
            case .discard: number -= 1
            case .ready, .tail, .complete, .repair: break
            }
            result.segments.append(Judged(scan: scan, verdict: matched.verdict, letter: matched.letter))
            number += 1
        }
        return result
    }

    private static func corruption(_ path: String, _ offset: UInt64, _ what: String) -> LogError {
        .corruption(LogCorruption(file: path, offset: offset, what: what))
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
