internal import Bytes
internal import CommitLog
internal import Storage

/// What a backup copied.
public struct BackupReport: Sendable, Hashable {
    public var records: UInt64 = 0
    /// Segments that hold records.
    public var segments = 0
    /// Of their files.
    public var bytes: UInt64 = 0
}

extension SegmentLogReader {
    /// Copies the log into `destination`, also while a writer runs: every record that is durable now, perhaps more.
    ///
    /// The copy is a log of its own, sealed segments as they are, the keyring still wrapped by the master key, which is
    /// not in it. It opens for reading and for writing, then under a fresh epoch and data key, and verifies. It is
    /// written to `destination.partial`, read back, and renamed when all of it is durable: a crash leaves a whole
    /// backup or none. Blocks; cost: one read of the log, one write, one read of the copy; no decompression.
    /// - Throws: `.badOption` if `destination` is not new or empty, or has no parent; `.corruption` naming the file of
    ///   the log that cannot be relied upon; `.file`, and then there is no backup, and what was written of it is
    ///   removed.
    public func backup(
        to destination: String, progress: (MaintenanceProgress) -> Void
    ) throws(LogError) -> BackupReport {
        let partial = try PartialDirectory(destination, environment: environment)
        let lock = try partial.make()
        defer { lock.release() }
        do throws(LogError) {
            let target = LogDirectory(path: partial.path, fileSystem: environment.fileSystem)
            var backup = try Backup(source, to: target)
            let report = try backup.run(progress)
            try partial.finish()
            return report
        } catch {
            partial.discard()
            throw error
        }
    }
}

/// One copy of a log on its way.
private struct Backup {
    private let source: ObservedSource
    private let target: LogDirectory
    /// What the copy's manifest will say: the entries as they are copied.
    private var manifest: Manifest
    /// The newest manifest of the log that was seen.
    private var latest: Manifest
    private let tail: DurableTail
    private let keyring: Keyring?
    private var report = BackupReport()
    /// The epochs of the copied frames, each segment's lowest and highest.
    private var epochs: Set<UInt32> = []
    private var count: ProgressCount
    private var buffer = [UInt8](repeating: 0, count: 1 << 20)

    init(_ source: ObservedSource, to target: LogDirectory) throws(LogError) {
        self.source = source
        self.target = target
        // Before the segments are found: opening drops the keys of those that it no longer finds.
        keyring = try source.directory.readKeyring(log: source.log)
        tail = try DurableTail(source)
        manifest = tail.manifest
        latest = manifest
        let total = manifest.sealed.reduce(0) { $0 + $1.bytes } + tail.segments.reduce(0) { $0 + $1.scan.end }
        // Each byte is copied and read back.
        count = ProgressCount(bytesTotal: total * 2)
    }

    mutating func run(_ progress: (MaintenanceProgress) -> Void) throws(LogError) -> BackupReport {
        defer { tail.close() }
        for segment in tail.segments {
            var segment = segment
            try copy(&segment.reader, segment.scan, progress)
        }
        for index in manifest.sealed.indices { try copySealed(index, progress) }
        manifest.durable = tail.durable
        manifest.epoch = latest.epoch
        try writeKeyring()
        try write(Manifest.fileName, manifest.encoded)
        count.finish(progress)
        return report
    }

    private func write(_ name: String, _ bytes: [UInt8]) throws(LogError) {
        let target = target
        try target.attempt { () throws(FileError) in
            let file = try target.fileSystem.open(target.path(name), .create)
            defer { file.close() }
            try file.writeAll(bytes.bytes, at: 0)
            try file.sync()
        }
    }

    /// The data keys of every epoch that a copied frame may be of: keys are added and dropped when the log is opened
    /// for writing, which may have happened meanwhile.
    private func writeKeyring() throws(LogError) {
        guard var keyring else { return }
        guard let newest = try source.directory.readKeyring(log: source.log), newest.masterKey == keyring.masterKey
        else {
            throw .badOption("the log's master key was changed during the backup; run it again with the new one")
        }
        let known = Set(newest.entries.map(\.epoch))
        keyring.entries = keyring.entries.filter { !known.contains($0.epoch) } + newest.entries
        keyring.entries.sort { $0.epoch < $1.epoch }
        guard epochs.isSubset(of: keyring.entries.map(\.epoch)) else {
            throw .badOption("the log was opened for writing several times during the backup; run it again")
        }
        try write(Keyring.fileName, keyring.encoded)
    }
}

// Segments.
extension Backup {
    /// Copies a sealed segment from whatever file it is in now.
    private mutating func copySealed(_ index: Int, _ progress: (MaintenanceProgress) -> Void) throws(LogError) {
        for _ in 0..<Limits.retriesMax {
            let entry = latest.sealed[index]
            do throws(LogError) {
                var reader = try SealedSegmentReader.open(
                    entry, in: source.directory, manifest: latest, keys: tail.keys)
                defer { reader.close() }
                let scan = try source.directory.attempt { () throws(FileError) in
                    try SegmentScan.scan(&reader, expected: entry.first.value, generation: entry.generation)
                }
                try check(scan, entry, reader.path)
                try copy(&reader, scan, generation: entry.generation, progress)
                manifest.sealed[index] = entry
                return
            } catch {
                guard case .file(let error) = error, error.code == .notFound else { throw error }
            }
            guard let newer = try source.directory.readManifest(), newer.log == source.log,
                newer.sealed.count > index, newer.sealed[index] != entry
            else {
                throw .corruption(source.directory.missing(entry.name))
            }
            latest = newer
        }
        throw .log(.unreadable("segment files keep disappearing from \(source.directory.path)"))
    }

    /// A segment that is damaged is not copied as if it were sound.
    private func check(_ scan: SegmentScan, _ entry: SealedSegment, _ path: String) throws(LogError) {
        guard scan.footerOffset == UInt64(entry.footerOffset), scan.end == entry.bytes, scan.rest == .clean,
            scan.firstSequence == entry.first.value, scan.nextSequence == entry.last.value + 1
        else {
            let what = (scan.fault ?? .field("footer: it says otherwise than the manifest")).description
            throw .corruption(LogCorruption(file: path, offset: scan.end, what: what))
        }
    }

    /// Copies the bytes that `scan` found good, makes them durable, and reads them back.
    private mutating func copy(
        _ reader: inout SegmentReader, _ scan: SegmentScan, generation: UInt32 = 0,
        _ progress: (MaintenanceProgress) -> Void
    ) throws(LogError) {
        let name = SegmentName(number: scan.number, generation: generation)
        let path = target.path(name)
        do throws(FileError) {
            let file = try target.fileSystem.open(path, .create)
            defer { file.close() }
            var offset: UInt64 = 0
            while offset < scan.end {
                let wanted = Int(min(UInt64(buffer.count), scan.end - offset))
                let got = try reader.file.readAll(into: &buffer, range: 0..<wanted, at: offset)
                guard got == wanted else { break }
                try file.writeAll(buffer.bytes.extracting(0..<got), at: offset)
                offset += UInt64(got)
                count.add(bytes: UInt64(got), progress)
            }
            try file.sync()
            var copied = SegmentReader(file, path: path, log: source.log, number: scan.number, keys: tail.keys)
            let found = try SegmentScan.scan(&copied, expected: scan.firstSequence, generation: generation)
            guard found.isSame(as: scan) else {
                throw FileError(.read, path, .io)
            }
        } catch { throw .file(error) }
        count.add(bytes: scan.end, records: scan.records, progress)
        epochs.formUnion([scan.firstEpoch, scan.lastEpoch].compactMap(\.self))
        report.records += scan.records
        report.segments += 1
        report.bytes += scan.end
    }
}

extension SegmentScan {
    /// Whether a copy has the same frames, each of which has had its checksums compared.
    fileprivate func isSame(as original: SegmentScan) -> Bool {
        header == .valid && rest == .clean && end == original.end && fileBytes == original.end
            && frames == original.frames
            && firstSequence == original.firstSequence && nextSequence == original.nextSequence
            && footerOffset == original.footerOffset && summary.rawBytes == original.summary.rawBytes
            && index == original.index
    }
}
