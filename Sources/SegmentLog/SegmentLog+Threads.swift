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
            core.wantHashes(through: appender.last)
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
            while let wanted = hashing.wait() {
                while hashing.cursor.position <= wanted, try hashing.hashNext() {}
            }
        } catch { hashing.halt(error) }
    }

    private static func repack(_ core: LogCore) {
        NamedThread.lowerPriority()
        let repacker = Repacker(core: core)
        var sealings = 0
        while true {
            let segment = core.map.withLock { $0.nextToRepack }
            if let segment { repacker.repack(segment) }
            // Waiting here and not at the map, it sleeps through what does not concern it: every frame.
            let shouldStop = core.segments.wait { supply -> Bool? in
                if supply.isClosing || supply.isHalted { return true }
                if segment == nil, supply.sealings == sealings { return nil }
                sealings = supply.sealings
                return false
            }
            if shouldStop { return }
        }
    }
}

/// The flusher's thread: takes what waits, writes it, and says so, until the log is closed.
private struct FlushLoop {
    let core: LogCore
    let queue: Monitor<AppendQueue>
    var flusher: Flusher
    /// How many writers there were when the last frame became durable: those whom it answered, who are likely to be
    /// back at once, and those who waited already.
    private var writers = 0
    private var lastSyncNanoseconds: Int64 = 0

    init(core: LogCore, queue: Monitor<AppendQueue>, flusher: Flusher) {
        self.core = core
        self.queue = queue
        self.flusher = flusher
    }

    consuming func run() {
        while let requests = takeRequests() {
            var appends: [PendingAppend] = []
            appends.reserveCapacity(requests.count)
            for request in requests {
                switch request {
                case .append(let append): appends.append(append)
                case .roll(let answer):
                    flush(appends)
                    appends.removeAll()
                    Self.answer(answer) { () throws(CommitLogError) in try flusher.endSegment() }
                case .claim(let rawBytes, let answer):
                    flush(appends)
                    appends.removeAll()
                    Self.answer(answer) { () throws(CommitLogError) in try flusher.claimAgain(rawBytes: rawBytes) }
                }
            }
            flush(appends)
            queue.withLock { $0.releaseAll() }
        }
        finish()
    }

    private mutating func flush(_ appends: [PendingAppend]) {
        var start = MonotonicInstant.now
        var (writers, sync) = (0, lastSyncNanoseconds)
        flusher.flush(appends) { [queue] answered, bytes in
            let now = MonotonicInstant.now
            sync = now.nanoseconds - start.nanoseconds
            start = now
            writers = queue.withLock { queue in
                queue.release(answered, bytes: bytes)
                return answered + queue.requests.count
            }
        }
        (self.writers, lastSyncNanoseconds) = (writers, sync)
    }

    /// Everything that waits; nil when the log is closing and nothing does.
    ///
    /// Writers that were just answered are given a moment, at most a quarter of the last sync, to come back with
    /// their next append, so that it shares this sync instead of waiting for the one after. Otherwise 64 writers
    /// fall into two halves, each of which waits for the other's sync.
    private func takeRequests() -> [AppendQueue.Request]? {
        let isEmpty = queue.wait { queue -> Bool? in
            queue.wakesAt = 1
            return queue.requests.isEmpty ? (queue.isClosing ? true : nil) : false
        }
        if isEmpty { return nil }
        if writers > 1 {
            let deadline = MonotonicInstant.now.advanced(byNanoseconds: lastSyncNanoseconds / 4)
            _ = queue.wait(deadline: deadline) { [writers] queue -> Bool? in
                queue.wakesAt = writers
                return queue.isEnough ? true : nil
            }
        }
        return queue.withLock { queue in
            queue.wakesAt = .max
            return queue.takeAll()
        }
    }

    private static func answer(
        _ answer: @Sendable (CommitLogError?) -> Void, _ body: () throws(CommitLogError) -> Void
    ) {
        do throws(CommitLogError) {
            try body()
            answer(nil)
        } catch { answer(error) }
    }

    /// Waits for hashing and sealing to come to the end, then says so in the log.
    private mutating func finish() {
        let last = flusher.appender.last
        if core.keepsEvidence {
            core.wantHashes(through: last)
            core.tree.wait { tree -> Void? in
                guard tree.hashed >= last || tree.hasEnded else { return nil }
                tree.hasEnded = true
                return ()
            }
            core.tree.broadcast()
        }
        core.segments.withLock { $0.isDrained = true }
        core.segments.broadcast()
        _ = core.segments.wait { $0.isFinished || $0.isHalted ? true : nil }
        flusher.close()
        core.publish { map in map.end = map.end ?? .closed }
    }
}
