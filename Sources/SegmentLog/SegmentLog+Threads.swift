internal import CommitLog
internal import Storage
internal import Threads

/// The log's threads. Each is a loop around the steps that the parts offer; what a step does is theirs.
extension SegmentLog {
    func start(_ appender: Appender) {
        let core = core
        let queue = queue
        let flusher = Flusher(core: core, appender: appender, nextSegment: { () throws(CommitLogError) in
            try Self.awaitSegment(core)
        })
        var started = [
            NamedThread("log-flusher") { FlushLoop(core: core, queue: queue, flusher: flusher).run() },
            NamedThread("log-keeper") { Self.keep(core) },
        ]
        if core.keepsEvidence { started.append(NamedThread("log-hasher") { Self.hash(core) }) }
        if core.options.repacks { started.append(NamedThread("log-repacker") { Self.repack(core) }) }
        threads.withLock { $0 = started }
    }

    /// The next segment, asked for and waited for.
    private static func awaitSegment(_ core: LogCore) throws(CommitLogError) -> PreparedSegment {
        core.segments.withLock { $0.askAgain() }
        core.segments.broadcast()
        return try core.segments.wait { supply -> Result<PreparedSegment, CommitLogError>? in
            if supply.isHalted { return .failure(.closed) }
            // Opening reads every segment that is not sealed, so there may not be many.
            if supply.full.count >= Limits.unsealedSegmentsMax, supply.sealingRefusal == nil { return nil }
            return Keeper.take(&supply)
        }.get()
    }

    private static func keep(_ core: LogCore) {
        let keeper = Keeper(core: core)
        while true {
            let shouldStop = core.segments.wait { supply -> Bool? in
                if supply.isHalted { return true }
                if supply.isWanted, supply.ready == nil, supply.refusal == nil { return false }
                if let full = supply.full.first, supply.sealingRefusal == nil {
                    if !core.keepsEvidence || core.tree.withLock({ $0.hashed >= full.last }) { return false }
                    return nil
                }
                return supply.isFinished ? true : nil
            }
            if shouldStop { return }
            _ = keeper.prepareNext()
            _ = keeper.sealFirst()
        }
    }

    private static func hash(_ core: LogCore) {
        let hashing = Hashing(core: core)
        let start = core.tree.withLock { $0.hashed.next }
        core.map.withLock { $0.followers += 1 }
        let cursor = SegmentCursor(LiveSource(core), from: start, to: nil)
        do throws(CommitLogError) {
            while true {
                guard let chunk = try cursor.nextChunk() else {
                    _ = try cursor.waitForMore()
                    continue
                }
                hashing.hash(chunk)
                core.segments.broadcast()
            }
        } catch {
            // What was just made durable does not read back: the disk or the memory is bad.
            if core.end == nil { core.halt(error) }
        }
    }

    private static func repack(_ core: LogCore) {
        NamedThread.lowerPriority()
        var unchanged: Set<UInt32> = []
        while true {
            let candidate = core.map.wait { map -> SealedSegment?? in
                if map.end != nil || core.segments.withLock({ $0.isClosing }) { return .some(nil) }
                let segment = map.manifest.sealed.first { $0.generation == 0 && !unchanged.contains($0.number) }
                return segment.map { .some($0) }
            }
            guard let segment = candidate else { return }
            do throws(LogError) {
                let isReplaced = try Repacking(core: core, segment: segment).run {
                    core.segments.withLock { $0.isClosing || $0.isHalted }
                }
                if !isReplaced { unchanged.insert(segment.number) }
            } catch {
                // The segment is as it was. Writing goes on; whoever runs the log is told.
                unchanged.insert(segment.number)
                core.segments.withLock { $0.repackingFailure = error }
            }
        }
    }
}

/// The flusher's thread: takes what waits, writes it, and says so, until the log is closed.
private struct FlushLoop {
    let core: LogCore
    let queue: Monitor<AppendQueue>
    var flusher: Flusher
    /// How many appends the last flush answered: they are likely to be back at once.
    private var answered = 0
    private var lastFlushNanoseconds: Int64 = 0

    init(core: LogCore, queue: Monitor<AppendQueue>, flusher: Flusher) {
        self.core = core
        self.queue = queue
        self.flusher = flusher
    }

    consuming func run() {
        while let requests = takeRequests() {
            let start = MonotonicInstant.now
            var appends: [PendingAppend] = []
            appends.reserveCapacity(requests.count)
            for request in requests {
                switch request {
                case .append(let append): appends.append(append)
                case .roll(let answer):
                    flusher.flush(appends)
                    appends.removeAll()
                    roll(answer)
                }
            }
            flusher.flush(appends)
            answered = requests.count
            lastFlushNanoseconds = MonotonicInstant.now.nanoseconds - start.nanoseconds
        }
        finish()
    }

    /// Everything that waits; nil when the log is closing and nothing does.
    ///
    /// Writers that were just answered are given a moment, at most a quarter of the last flush, to come back with
    /// their next append, so that it shares this sync instead of waiting for the one after.
    private mutating func takeRequests() -> [AppendQueue.Request]? {
        let isEmpty = queue.wait { queue -> Bool? in
            queue.requests.isEmpty ? (queue.isClosing ? true : nil) : false
        }
        if isEmpty { return nil }
        let expected = answered
        if expected > 1 {
            let deadline = MonotonicInstant.now.advanced(byNanoseconds: lastFlushNanoseconds / 4)
            _ = queue.wait(deadline: deadline) { queue -> Bool? in
                queue.requests.count >= expected || queue.byteCount >= Limits.frameRawBytesTarget || queue.isClosing
                    ? true : nil
            }
        }
        return queue.withLock { $0.takeAll() }
    }

    private mutating func roll(_ answer: @Sendable (CommitLogError?) -> Void) {
        if let end = core.end { return answer(end) }
        guard flusher.appender.recordsInSegment > 0 else { return answer(nil) }
        do throws(CommitLogError) {
            try flusher.roll()
            answer(nil)
        } catch { answer(error) }
    }

    /// Waits for hashing and sealing to come to the end, then says so in the log.
    private mutating func finish() {
        let last = flusher.appender.last
        if core.keepsEvidence {
            _ = core.tree.wait { tree -> Bool? in tree.hashed >= last || tree.isAbandoned ? true : nil }
        }
        core.segments.withLock { $0.isDrained = true }
        core.segments.broadcast()
        _ = core.segments.wait { $0.isFinished || $0.isHalted ? true : nil }
        flusher.close()
        core.publish { map in map.end = map.end ?? .closed }
    }
}
