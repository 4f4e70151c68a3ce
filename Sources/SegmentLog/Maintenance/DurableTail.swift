internal import CommitLog
internal import Storage

/// The segments behind the sealed ones as far as they are durable, scanned, and open: whatever is sealed and
/// repacked from now on, what was durable can be read from these files.
struct DurableTail {
    struct Segment {
        var reader: SegmentReader
        var scan: SegmentScan
    }

    let manifest: Manifest
    let keys: DataKeys
    let durable: SequenceNumber
    /// Each with at least one record, going on where the one before ends, the first where the manifest ends.
    let segments: [Segment]

    /// - Throws: `.corruption` if a durable record is not there.
    init(_ source: ObservedSource) throws(LogError) {
        var gap: LogCorruption?
        for _ in 0..<Limits.retriesMax {
            try source.look()
            let manifest = source.manifest
            let durable = max(source.durable, manifest.lastSealed)
            var search = Search(source: source, manifest: manifest, durable: durable)
            let isComplete = Result { () throws(LogError) in try search.run() }
            if case .success(true) = isComplete {
                (self.manifest, keys, self.durable, segments) = (manifest, source.keys, durable, search.segments)
                return
            }
            for segment in search.segments { segment.reader.close() }
            _ = try isComplete.get()
            gap = search.gap
        }
        throw gap.map { .corruption($0) } ?? .log(.unreadable("segments keep moving in \(source.directory.path)"))
    }

    func close() { for segment in segments { segment.reader.close() } }

    /// One attempt, which a segment's sealing and repacking may foil.
    private struct Search {
        let source: ObservedSource
        let manifest: Manifest
        let durable: SequenceNumber
        var segments: [Segment] = []
        var gap: LogCorruption?

        /// Whether every durable record was found.
        mutating func run() throws(LogError) -> Bool {
            let directory = source.directory
            let names = try directory.attempt { () throws(FileError) in try directory.segmentNames() }
            var next = manifest.lastSealed.value + 1
            for name in names where name.number >= manifest.nextSegment && name.generation == 0 {
                guard next <= durable.value else { break }
                do throws(FileError) {
                    guard try add(name, next) else { break }
                } catch {
                    if error.code == .notFound { return false }
                    throw .file(error)
                }
                next = segments.last?.scan.nextSequence ?? next
            }
            return next > durable.value
        }

        /// False if the segment does not go on with record `next`.
        private mutating func add(_ name: SegmentName, _ next: UInt64) throws(FileError) -> Bool {
            var reader = try source.directory.openSegment(name, log: source.log, keys: source.keys)
            let scan: SegmentScan
            do throws(FileError) {
                scan = try SegmentScan.scan(&reader, expected: next, generation: 0, through: durable)
            } catch {
                reader.close()
                throw error
            }
            guard scan.header == .valid, scan.frames > 0, scan.firstSequence == next else {
                reader.close()
                gap = gap ?? missing(next, reader.path, UInt64(SegmentHeader.byteCount), scan)
                return false
            }
            gap = missing(scan.nextSequence, reader.path, scan.end, scan)
            segments.append(Segment(reader: reader, scan: scan))
            return true
        }

        private func missing(_ next: UInt64, _ path: String, _ offset: UInt64, _ scan: SegmentScan) -> LogCorruption {
            let fault = scan.headerFault ?? scan.fault ?? .short
            return LogCorruption(
                file: path, offset: offset,
                what: "record \(next) should stand here, and record \(durable) was durable: \(fault)")
        }
    }
}
