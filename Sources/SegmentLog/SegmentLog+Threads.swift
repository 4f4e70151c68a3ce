internal import CommitLog
internal import Storage
internal import Threads

/// The log's threads. Each is a loop around the steps that the parts offer; what a step does is theirs.
extension SegmentLog {
    func start(_ appender: Appender) {
        let core = core
        let queue = queue
        let keeper = Keeper(core: core)
        let flusher = Flusher(
            core: core, appender: appender,
            nextSegment: { () throws(CommitLogError) in
                keeper.ask()
                return try keeper.accept(core.segments.wait { Keeper.take(&$0) })
            })
        var started = [
            NamedThread("log-flusher") { FlushLoop(core: core, queue: queue, flusher: flusher).run() },
            NamedThread("log-keeper") { Self.keep(keeper) },
        ]
        if core.keepsEvidence {
            let hashing = Hashing(core: core)
            started.append(NamedThread("log-hasher") { Self.hash(hashing) })
        }
        if core.options.repacks { started.append(NamedThread("log-repacker") { Self.repack(core) }) }
        threads.withLock { $0 = started }
    }

    private static func keep(_ keeper: Keeper) {
        let core = keeper.core
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

    private static func hash(_ hashing: Hashing) {
        do throws(CommitLogError) {
            while true {
                if try !hashing.hashNext() { _ = try hashing.cursor.waitForMore() }
            }
        } catch { hashing.halt(error) }
    }

    private static func repack(_ core: LogCore) {
        NamedThread.lowerPriority()
        let repacker = Repacker(core: core)
        while true {
            let candidate = core.map.wait { map -> SealedSegment?? in
                if map.end != nil || core.segments.withLock({ $0.isClosing }) { return .some(nil) }
                return map.nextToRepack.map { .some($0) }
            }
            guard let segment = candidate else { return }
            repacker.repack(segment)
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
        do throws(CommitLogError) {
            try flusher.endSegment()
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
