internal import CommitLog
internal import Storage
internal import Threads

/// The records as another process than the writer's sees them, with a writer running or without.
///
/// With a writer, what it published in the position page is durable and may be read. Without one, the segments
/// that are not sealed are scanned as opening would scan them, and synced before anything of them is read: what a
/// reader has given away must not be lost afterwards.
final class ObservedSource: RecordSource {
    let directory: LogDirectory
    let log: LogIdentifier
    let masterKey: MasterKey?
    private let state: Monitor<State>

    struct State {
        var manifest: Manifest
        var keys: DataKeys
        /// Segments behind the sealed ones that hold a durable record, by number.
        var unsealed: [LogMap.Unsealed] = []
        var durable: SequenceNumber
        var page: (any SharedPage)?
        /// Whether a writer is there, so that its page is to be believed.
        var hasWriter = false
        /// What opening for writing would put right, as of the last scan.
        var report = RecoveryReport()
        /// What the last scan saw; while nothing of it changes there is nothing new to see.
        var scanned: ScanMark?
    }

    struct ScanMark: Hashable {
        var generation: UInt64
        var bell: UInt64
    }

    init(_ directory: LogDirectory, masterKey: MasterKey?) throws(LogError) {
        self.directory = directory
        self.masterKey = masterKey
        guard let manifest = try directory.readManifest() else { throw .notALog(directory.path) }
        log = manifest.log
        let keys = try Self.keys(directory, manifest, masterKey)
        state = Monitor(State(manifest: manifest, keys: keys, durable: manifest.lastSealed))
        try look()
    }

    deinit { state.withLock { $0.page?.unmap() } }

    var keys: DataKeys { state.withLock { $0.keys } }
    var manifest: Manifest { state.withLock { $0.manifest } }
    var report: RecoveryReport { state.withLock { $0.report } }
    /// Whether a writer was there when this last looked.
    var hasWriter: Bool { state.withLock { $0.hasWriter } }

    /// The last record known to be durable, counting what the writer has published by now.
    var durable: SequenceNumber {
        state.withLock { state in
            if state.hasWriter, let page = state.page, let position = Position(on: page, log: log) {
                state.durable = max(state.durable, position.durable)
            }
            return state.durable
        }
    }

    func recent(from sequence: SequenceNumber) -> RecordChunk? { nil }

    func cursorClosed() {}

    /// Whether somebody has published since the last scan: a writer came after this found none.
    var isStale: Bool {
        state.withLock { state in
            guard !state.hasWriter, let page = state.page, let scanned = state.scanned else { return false }
            return Position.bell(on: page) != scanned.bell
        }
    }

    func damage(behind number: UInt32) -> CommitLogError? {
        let path = directory.path(SegmentName(number: number + 1))
        guard let file = try? directory.fileSystem.open(path, .read) else { return nil }
        defer { file.close() }
        var reader = SegmentReader(file, path: path, log: log, number: number + 1, keys: keys)
        do throws(ReadFailure) {
            _ = try reader.firstRecords()
            return nil
        } catch {
            // Zeros are what a segment holds that was prepared and not begun.
            guard case .format(let fault, _) = error, fault != .blank else { return nil }
            return error.commitLogError(path: path)
        }
    }

    func refresh() throws(CommitLogError) {
        do throws(LogError) { try look() } catch { throw error.asCommitLogError }
    }

    func locate(_ sequence: SequenceNumber) throws(CommitLogError) -> Location {
        do throws(LogError) {
            for _ in 0..<Limits.movesMax {
                let location = try state.withLock { state throws(LogError) in try locate(sequence, &state) }
                if let location { return location }
                try look()
            }
        } catch { throw error.asCommitLogError }
        throw .unreadable("segments of \(directory.path) keep being sealed before they can be read")
    }

    /// Nil where the writer has sealed, and repacked, the segment since the manifest was read.
    private func locate(_ sequence: SequenceNumber, _ state: inout State) throws(LogError) -> Location? {
        // Without a writer the last scan has found them all, and what it took for a torn tail is none of them.
        let mayHaveGrown = state.hasWriter && sequence > state.manifest.lastSealed
        let unread = mayHaveGrown ? try findSegments(&state) : nil
        // A segment that is not there has not been begun, unless it was sealed, repacked and removed: the writer says
        // that it has sealed before it removes anything.
        if state.hasWriter, let page = state.page, let position = Position(on: page, log: log),
            position.manifestGeneration > state.manifest.generation
        {
            return nil
        }
        if let segment = state.manifest.segment(of: sequence) { return .sealed(segment) }
        if state.unsealed.isEmpty {
            if let unread { throw unread }
            return nil
        }
        return LogMap.locate(sequence, unsealed: state.unsealed, durable: state.durable)
    }

    func wait(for sequence: SequenceNumber, deadline: MonotonicInstant?) throws(CommitLogError) -> Bool {
        while true {
            let page = state.withLock { $0.page }
            let bell = page.map { Position.bell(on: $0) } ?? 0
            if isStale { try refresh() }
            if durable >= sequence { return true }
            if let deadline, MonotonicInstant.now >= deadline { return false }
            var pause = Limits.recheckNanoseconds
            if let deadline { pause = min(pause, deadline.nanoseconds - MonotonicInstant.now.nanoseconds) }
            if let page {
                Position.wait(on: page, bell: bell, atMost: .nanoseconds(max(0, pause)))
                if Position.bell(on: page) != bell, state.withLock({ $0.hasWriter }) { continue }
            } else {
                let until = MonotonicInstant.now.advanced(byNanoseconds: pause)
                _ = Monitor(()).wait(deadline: until) { _ -> Bool? in nil }
            }
            // Nobody rang: perhaps nobody is there to ring.
            try refresh()
        }
    }

    // MARK: Looking

    /// Brings everything up to date.
    func look() throws(LogError) {
        try state.withLock { state throws(LogError) in
            for _ in 0..<Limits.retriesMax {
                try reload(&state)
                if try directory.isHeld() {
                    state.report = RecoveryReport()
                    state.scanned = nil
                    state.hasWriter = true
                    if try follow(&state) { return }
                } else if try scan(&state) {
                    state.hasWriter = false
                    return
                }
            }
            throw .log(.unreadable("a writer is opening the log in \(directory.path): try again in a moment"))
        }
    }

    /// Reads manifest, keyring and position page again where they have changed.
    private func reload(_ state: inout State) throws(LogError) {
        if state.page == nil { state.page = try directory.mapPosition() }
        guard let manifest = try directory.readManifest() else { throw .notALog(directory.path) }
        guard manifest.log == log else {
            throw .corruption(
                LogCorruption(
                    file: directory.path(Manifest.fileName), offset: 32, what: "another log has taken this one's place")
            )
        }
        if manifest.epoch != state.manifest.epoch { state.keys = try Self.keys(directory, manifest, masterKey) }
        if manifest.generation != state.manifest.generation {
            state.manifest = manifest
            state.unsealed.removeAll { $0.number < manifest.nextSegment }
        }
        state.durable = max(state.durable, manifest.lastSealed)
    }

    /// Goes by what the writer published. False while it is opening the log: ask again in a moment.
    private func follow(_ state: inout State) throws(LogError) -> Bool {
        guard let page = state.page else { return false }
        let bell = Position.bell(on: page)
        guard let position = Position(on: page, log: log) else {
            Position.wait(on: page, bell: bell, atMost: .milliseconds(100))
            return false
        }
        state.durable = max(state.durable, position.durable)
        return position.manifestGeneration <= state.manifest.generation
    }

    /// Scans what is not sealed, as nobody is writing. False if somebody began to meanwhile: look again.
    private func scan(_ state: inout State) throws(LogError) -> Bool {
        let mark = ScanMark(
            generation: state.manifest.generation, bell: state.page.map { Position.bell(on: $0) } ?? 0)
        if state.scanned == mark { return true }
        let result: Result<UnsealedSegments, LogError> = Result { () throws(LogError) in
            let unsealed = try UnsealedSegments.examine(directory, manifest: state.manifest, keys: state.keys)
            for judged in unsealed.segments where judged.scan.frames > 0 {
                try directory.attempt { () throws(FileError) in try sync(judged.scan.number) }
            }
            return unsealed
        }
        let isHeld = try directory.isHeld()
        let generation = try directory.readManifest()?.generation
        if isHeld || generation != mark.generation { return false }
        take(try result.get(), &state)
        state.scanned = mark
        return true
    }

    private func sync(_ number: UInt32) throws(FileError) {
        let file = try directory.fileSystem.open(directory.path(SegmentName(number: number)), .read)
        defer { file.close() }
        try file.sync()
    }

    private func take(_ unsealed: UnsealedSegments, _ state: inout State) {
        state.unsealed = []
        state.report = RecoveryReport()
        for judged in unsealed.segments {
            let scan = judged.scan
            if scan.rest == .torn, scan.header == .valid {
                let path = directory.path(SegmentName(number: scan.number))
                state.report.tornTails.append(scan.tornTail(path: path, copy: nil))
            }
            // After a seal the mark of a clean close stands alone in its segment.
            if scan.holdsFrames { state.report.wasClosedCleanly = scan.isCleanClose }
            guard scan.frames > 0 else { continue }
            state.unsealed.append(
                LogMap.Unsealed(
                    number: scan.number, first: SequenceNumber(scan.firstSequence), index: scan.index))
            state.durable = max(state.durable, SequenceNumber(scan.nextSequence - 1))
        }
        state.report.end = state.durable
    }

    /// Adds the segments that the writer has begun since: each whose first record is durable.
    /// - Returns: what is wrong with the segment behind them, as long as no durable record need be in it.
    private func findSegments(_ state: inout State) throws(LogError) -> LogError? {
        while true {
            let number = (state.unsealed.last?.number ?? state.manifest.nextSegment - 1) + 1
            let path = directory.path(SegmentName(number: number))
            let file: any File
            do throws(FileError) {
                file = try directory.fileSystem.open(path, .read)
            } catch {
                if error.code == .notFound { return nil }
                throw .file(error)
            }
            var reader = SegmentReader(file, path: path, log: log, number: number, keys: state.keys)
            defer { reader.close() }
            let first: FrameHeader
            do throws(ReadFailure) { first = try reader.firstRecords() } catch {
                if case .file(let error) = error { throw .file(error) }
                return error.logError(path: path)
            }
            guard first.firstSequence <= state.durable.value else { return nil }
            state.unsealed.append(
                LogMap.Unsealed(
                    number: number, first: SequenceNumber(first.firstSequence), index: SparseIndex()))
        }
    }

    static func keys(
        _ directory: LogDirectory, _ manifest: Manifest, _ master: MasterKey?
    ) throws(LogError) -> DataKeys {
        guard manifest.requiredFeatures.contains(.encryption) else { return DataKeys() }
        guard let master else { throw .masterKeyMissing }
        return try DataKeys(try directory.readNeededKeyring(log: manifest.log), master: master)
    }
}
