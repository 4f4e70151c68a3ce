internal import CommitLog
internal import Storage
internal import Threads

/// What the writer's threads share: where everything is, the tree, and the segments on their way from prepared to
/// full to sealed. Each step of the log's work is a method of one of the parts that hold a core; `SegmentLog`
/// calls them from threads, and the fault tests call the same methods one after another.
final class LogCore: Sendable {
    let directory: LogDirectory
    let options: LogOptions
    let environment: LogEnvironment
    let log: LogIdentifier
    let epoch: UInt32
    let features: Features
    let keys: DataKeys

    let map: Monitor<LogMap>
    let tree: Monitor<TreeKeeper>
    let segments: Monitor<SegmentSupply>
    /// Serialises replacing the manifest file: sealing and repacking both do.
    private let manifestWriting = Monitor(())
    let page: any SharedPage
    let lock: any FileLock
    private let nonces = Monitor(UInt64(0))

    init(_ opened: Opening.Result, options: LogOptions, environment: LogEnvironment) {
        directory = opened.directory
        self.options = options
        self.environment = environment
        log = opened.manifest.log
        epoch = opened.manifest.epoch
        features = opened.manifest.requiredFeatures
        keys = opened.keys
        page = opened.page
        lock = opened.lock
        var unsealed = opened.full.map { LogMap.Unsealed(number: $0.number, first: $0.first, index: SparseIndex()) }
        let appender = opened.appender
        let first = SequenceNumber(appender.next - appender.recordsInSegment)
        unsealed.append(LogMap.Unsealed(number: appender.segment, first: first, index: opened.index))
        map = Monitor(LogMap(manifest: opened.manifest, unsealed: unsealed, durable: appender.last))
        tree = Monitor(opened.tree)
        segments = Monitor(
            SegmentSupply(
                ready: opened.ready, next: appender.segment + 1, full: opened.full, room: appender.room,
                isEmpty: appender.recordsInSegment == 0))
    }

    var keepsEvidence: Bool { !features.contains(.noEvidence) }
    var cipher: FrameCipher? { keys.cipher(epoch: epoch) }

    /// Changes the map and tells everybody: other processes through the position, threads, followers.
    func publish(_ change: (inout LogMap) -> Void) {
        let waiters = map.withLock { map in
            change(&map)
            Position(
                log: log, epoch: epoch, durable: map.durable, manifestGeneration: map.manifest.generation
            ).publish(on: page)
            return map.takeWaiters()
        }
        map.broadcast()
        for waiter in waiters { waiter.resume() }
    }

    /// Ends the log: nothing more becomes durable. The first reason stays.
    func halt(_ reason: CommitLogError) {
        publish { map in map.end = map.end ?? reason }
        segments.withLock { $0.isHalted = true }
        segments.broadcast()
        tree.withLock { $0.hasEnded = true }
        tree.broadcast()
    }

    /// Asks the hasher to come up to `sequence`: at once or, for `bytes` more of log, when it is worth it.
    func wantHashes(through sequence: SequenceNumber, for bytes: Int? = nil) {
        guard keepsEvidence else { return }
        let wakes = tree.withLock { tree in
            if let bytes { tree.ask(through: sequence, bytes: bytes) } else { tree.ask(through: sequence) }
        }
        if wakes { tree.broadcast() }
    }

    /// The next nonce counter of the maintenance stream: never twice in an epoch.
    func drawNonce() -> UInt64 {
        nonces.withLock { counter in
            counter += 1
            return counter
        }
    }

    var isHalted: Bool { segments.withLock { $0.isHalted } }
    var end: CommitLogError? { map.withLock { $0.end } }

    /// Replaces the manifest, durably, and then publishes the new one together with `change`.
    func replaceManifest(
        _ edit: (inout Manifest) -> Void, publishing change: (inout LogMap) -> Void
    ) throws(FileError) {
        try manifestWriting.withLock { _ throws(FileError) in
            var manifest = map.withLock { $0.manifest }
            edit(&manifest)
            manifest.generation += 1
            manifest.durable = map.withLock { $0.durable }
            try directory.replace(Manifest.fileName, with: manifest.encoded)
            publish { map in
                map.manifest = manifest
                change(&map)
            }
        }
    }
}

/// Segments before they are written to, and after.
struct SegmentSupply {
    /// Durable and empty, of the number ``next``.
    var ready: PreparedSegment?
    /// The segment behind the one being written. It rises in the moment in which ``ready`` is taken: whoever prepares
    /// a segment removes a file of its name first, and must never mean the one that an appender has just been given.
    private(set) var next: UInt32
    var isWanted = false
    /// Why the last preparation failed; cleared when the next one is asked for.
    var refusal: FileError?
    /// How many segments this opening has sealed.
    var sealings = 0
    /// Full, by number, waiting to be sealed.
    var full: [FullSegment] = []
    /// Sealing waits for space on the device until somebody asks again.
    var sealingRefusal: FileError?
    var isHalted = false
    var isClosing = false
    /// Nothing more will be appended.
    var isDrained = false

    /// Whether there is nothing left to seal before closing, or no way to.
    var isFinished: Bool { isClosing && isDrained && (full.isEmpty || sealingRefusal != nil) }

    /// Bytes left in the segment being written.
    var room: Int
    /// The segment being written has no records, so that it cannot end.
    var isEmpty: Bool
    var repackingFailure: LogError?

    /// Whether a frame of so many bytes is sure to find its space. What is left for a clean close is not for frames.
    func hasSpace(frameBytes: Int) -> Bool {
        room >= frameBytes + Appender.closingBytes || ready != nil && !isEmpty
    }

    /// Hands out the prepared segment, which from then on is the one being written.
    mutating func takeReady() -> PreparedSegment? {
        guard let ready else { return nil }
        precondition(ready.number == next, "segments are used in order")
        self.ready = nil
        refusal = nil
        next += 1
        room = Int(ready.capacity) - SegmentHeader.byteCount
        isEmpty = true
        return ready
    }

    /// Wants a segment, whatever was refused before.
    mutating func askAgain() {
        isWanted = ready == nil
        refusal = nil
        sealingRefusal = nil
    }

    init(ready: PreparedSegment?, next: UInt32, full: [FullSegment], room: Int, isEmpty: Bool) {
        self.ready = ready
        self.next = next
        self.full = full
        self.room = room
        self.isEmpty = isEmpty
    }
}
