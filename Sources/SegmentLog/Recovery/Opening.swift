internal import Bytes
internal import CommitLog
internal import Merkle
internal import Storage

/// Opens a log for writing: takes the lock, judges what is there, puts it right, begins a new epoch.
///
/// Every step leaves a state from which the next opening comes to the same end, so a crash in the middle of
/// opening costs nothing. Whatever is refused is refused before anything is changed.
struct Opening {
    let directory: LogDirectory
    let options: LogOptions
    let environment: LogEnvironment
    let lock: any FileLock
    let page: any SharedPage
    var manifest: Manifest
    var keyring: Keyring?
    var keys = DataKeys()
    var report = RecoveryReport()
    var full: [FullSegment] = []
    var tree = TreeKeeper(from: nil)

    /// Everything a log needs to go on.
    struct Result {
        var directory: LogDirectory
        var lock: any FileLock
        var page: any SharedPage
        var manifest: Manifest
        var keys: DataKeys
        var appender: Appender
        /// Of the segment being written.
        var index: SparseIndex
        var ready: PreparedSegment?
        var full: [FullSegment]
        var tree: TreeKeeper
        var report: RecoveryReport
    }

    static func open(
        _ path: String, options: LogOptions, environment: LogEnvironment
    ) throws(LogError) -> Result {
        try Limits.check(options)
        guard path.utf8.count <= Limits.pathBytesMax else {
            throw .badOption("the directory's path has more than \(Limits.pathBytesMax) bytes")
        }
        let directory = LogDirectory(path: path, fileSystem: environment.fileSystem)
        let lock = try LogCreation.lock(directory, options: options, owner: environment.owner)
        do throws(LogError) {
            let page = try directory.attempt { () throws(FileError) in
                try directory.fileSystem.mapShared(directory.path(Position.fileName), byteCount: Position.byteCount)
            }
            do throws(LogError) {
                // What the last writer published may no longer hold: nobody goes by it until this one publishes.
                Position.withdraw(on: page)
                let manifest = try LogCreation.manifest(directory, options: options, environment: environment)
                var opening = Opening(
                    directory: directory, options: options, environment: environment, lock: lock, page: page,
                    manifest: manifest)
                return try opening.run()
            } catch {
                page.unmap()
                throw error
            }
        } catch {
            lock.release()
            throw error
        }
    }

    private mutating func run() throws(LogError) -> Result {
        try checkCounters()
        try loadKeys()
        try checkSealed()
        let unsealed = try UnsealedSegments.examine(directory, manifest: manifest, keys: keys)
        let footers = try readFooters(unsealed)
        // From here on things are changed. First the names that were found become durable: what is removed below is
        // not missed then.
        try directory.attempt { [directory] () throws(FileError) in
            try directory.fileSystem.syncDirectory(directory.path)
        }
        try removeLeftovers(unsealed)
        let (active, ready) = try settle(unsealed, footers)
        manifest.durable = unsealed.end(after: manifest.lastSealed)
        try beginEpoch(unsealed: unsealed.segments.reduce(into: []) { $0.formUnion($1.scan.epochs) })
        tree = startingTree(unsealed, footers)
        let lastTime = unsealed.segments.map(\.scan.lastTime).max() ?? 0
        let (appender, spare) = try makeAppender(active, ready: ready, lastTime: lastTime)
        report.end = appender.last
        return Result(
            directory: directory, lock: lock, page: page, manifest: manifest, keys: keys, appender: appender,
            index: active?.index ?? SparseIndex(), ready: spare, full: full, tree: tree, report: report)
    }

    /// Every opening counts on; what nobody can have counted to was not written by a log.
    private func checkCounters() throws(LogError) {
        guard manifest.epoch < .max, manifest.generation < .max / 2 else {
            throw .corruption(
                LogCorruption(
                    file: directory.path(Manifest.fileName), offset: 0,
                    what: "an impossible epoch, \(manifest.epoch), or generation, \(manifest.generation)"))
        }
    }

    private mutating func loadKeys() throws(LogError) {
        guard manifest.requiredFeatures.contains(.encryption) else {
            if options.masterKey != nil {
                throw .encryptionMismatch("the log is not encrypted, and only a new log can be: open it without a key")
            }
            return
        }
        guard let master = options.masterKey else { throw .masterKeyMissing }
        let ring = try directory.readNeededKeyring(log: manifest.log)
        keys = try DataKeys(ring, master: master)
        keyring = ring
    }

    /// Every listed segment is there. What is in it is read when it is read, or by verification.
    private func checkSealed() throws(LogError) {
        let names = Set(try directory.attempt { () throws(FileError) in try directory.segmentNames() })
        for segment in manifest.sealed {
            guard names.contains(segment.name) else { throw .corruption(directory.missing(segment.name)) }
        }
    }

    /// Removes what a crash left half done: temporary files, segments replaced by their repacked form, or the
    /// other way round, and preparations that nothing follows.
    private mutating func removeLeftovers(_ unsealed: UnsealedSegments) throws(LogError) {
        let listed = Dictionary(uniqueKeysWithValues: manifest.sealed.map { ($0.number, $0.generation) })
        var leftovers: [String] = []
        for name in try directory.attempt({ () throws(FileError) in try directory.fileSystem.list(directory.path) }) {
            if name.hasSuffix(FileNames.temporarySuffix) { leftovers.append(name) }
            if let segment = SegmentName(fileName: name), let generation = listed[segment.number],
                generation != segment.generation
            {
                leftovers.append(name)
            }
        }
        leftovers += unsealed.stray.map(\.fileName)
        for judged in unsealed.segments where judged.verdict == .discard {
            leftovers.append(SegmentName(number: judged.scan.number).fileName)
        }
        for name in leftovers.sorted() {
            try directory.attempt { () throws(FileError) in try directory.fileSystem.remove(directory.path(name)) }
            report.discarded.append(directory.path(name))
        }
    }

    /// The epoch under which this opening writes, its data key, and a manifest that says so.
    /// - Parameter unsealed: the epochs that have frames in segments without a footer. Keys of epochs without any frame
    ///   are dropped: an opening that wrote nothing leaves none.
    private mutating func beginEpoch(unsealed: Set<UInt32>) throws(LogError) {
        manifest.epoch += 1
        manifest.generation += 1
        if var ring = keyring, let master = options.masterKey {
            let segments = manifest.sealed
            ring.entries.removeAll { entry in
                !segments.contains { ($0.firstEpoch...$0.lastEpoch).contains(entry.epoch) }
                    && !unsealed.contains(entry.epoch)
            }
            guard ring.entries.count < Limits.dataKeysMax else {
                throw .badOption("the keyring is full: repack the log's old segments to retire their keys")
            }
            var entropy = environment.entropy
            keys.addKey(epoch: manifest.epoch, to: &ring, master: master, entropy: &entropy)
            let bytes = ring.encoded
            try directory.attempt { () throws(FileError) in try directory.replace(Keyring.fileName, with: bytes) }
            keyring = ring
        }
        let bytes = manifest.encoded
        try directory.attempt { () throws(FileError) in try directory.replace(Manifest.fileName, with: bytes) }
    }

    /// Hashing goes on from the last footer, and from the marks of the first segment behind it.
    private func startingTree(_ unsealed: UnsealedSegments, _ footers: OpeningFooters) -> TreeKeeper {
        guard !manifest.requiredFeatures.contains(.noEvidence) else { return TreeKeeper(from: nil) }
        let last = manifest.sealed.last.flatMap { footers.unlisted[$0.number] ?? footers.lastListed }
        var tree = TreeKeeper(from: last?.tree)
        let first = unsealed.segments.first { $0.scan.number == manifest.nextSegment }
        for mark in first?.scan.marks ?? [] { _ = tree.adopt(mark) }
        return tree
    }
}
