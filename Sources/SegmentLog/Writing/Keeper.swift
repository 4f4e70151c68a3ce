internal import CommitLog
internal import Storage
internal import Threads

/// Keeps segments moving: prepares the next, seals the full ones.
///
/// Each method does one step, and says whether there was one to do.
struct Keeper: Sendable {
    let core: LogCore

    /// Makes the segment that is wanted next.
    func prepareNext() -> Bool {
        let wanted = core.segments.withLock { supply in
            supply.isWanted && supply.ready == nil && supply.refusal == nil && !supply.isHalted ? supply.next : nil
        }
        guard let number = wanted else { return false }
        let header = SegmentHeader(
            log: core.log, number: number, requiredFeatures: core.features,
            createdAt: core.environment.wallMilliseconds())
        do throws(FileError) {
            let prepared = try PreparedSegment.prepare(
                number, in: core.directory, header: header, options: core.options)
            core.segments.withLock { supply in
                supply.ready = prepared
                supply.isWanted = false
            }
        } catch {
            core.segments.withLock { $0.refusal = error }
        }
        core.segments.broadcast()
        return true
    }

    /// Asks for the next segment at once, whatever was refused before.
    func ask() {
        core.segments.withLock { $0.askAgain() }
        core.segments.broadcast()
    }

    /// What an appender gets that needs the next segment.
    enum Supplied {
        case segment(PreparedSegment)
        case refused(FileError)
        case halted
    }

    /// The next segment or why there is none; nil while it is being made, or while too many wait to be sealed:
    /// opening reads every segment that is not.
    static func take(_ supply: inout SegmentSupply) -> Supplied? {
        if supply.isHalted { return .halted }
        if supply.full.count >= Limits.unsealedSegmentsMax, supply.sealingRefusal == nil { return nil }
        if let ready = supply.takeReady() { return .segment(ready) }
        if let refusal = supply.refusal {
            supply.refusal = nil
            supply.isWanted = false
            return .refused(refusal)
        }
        supply.isWanted = true
        return nil
    }

    /// What ``take(_:)`` gave, as an appender's caller should learn it.
    func accept(_ supplied: Supplied) throws(CommitLogError) -> PreparedSegment {
        switch supplied {
        case .segment(let prepared): return prepared
        case .refused(let error): throw .noSpace(error.description)
        case .halted: throw core.end ?? .closed
        }
    }

    /// Seals the first full segment, if hashing has passed it.
    func sealFirst() -> Bool {
        let first = core.segments.withLock { supply in
            supply.sealingRefusal == nil && !supply.isHalted ? supply.full.first : nil
        }
        guard let full = first else { return false }
        var progress = TreeProgress.empty
        if core.keepsEvidence {
            guard let passed = core.tree.withLock({ $0.footer(endingAt: full.last) }) else { return false }
            progress = passed
        }
        do throws(LogError) {
            try Sealing(core: core, segment: full, progress: progress).run()
            core.tree.withLock { $0.forgetFooter(endingAt: full.last) }
            core.segments.withLock { supply in
                supply.full.removeAll { $0.number == full.number }
                supply.sealings += 1
            }
        } catch {
            switch error {
            case .file(let error) where error.leavesAllAsItWas:
                core.segments.withLock { $0.sealingRefusal = error }
            default: core.halt(error.asReasonToHalt)
            }
        }
        core.segments.broadcast()
        core.map.broadcast()
        return true
    }
}

/// Hashes what has become durable, behind the flusher, a chunk at a time.
struct Hashing: Sendable {
    let core: LogCore
    let cursor: SegmentCursor

    init(core: LogCore) {
        self.core = core
        core.map.withLock { $0.followers += 1 }
        cursor = SegmentCursor(LiveSource(core), from: core.tree.withLock { $0.hashed.next }, to: nil)
    }

    /// Waits until more is to be hashed.
    /// - Returns: up to where; nil when hashing has ended.
    func wait() -> SequenceNumber? {
        core.tree.wait { tree -> SequenceNumber?? in
            if tree.hasEnded { return .some(nil) }
            return tree.wanted > tree.hashed ? .some(tree.wanted) : nil
        }
    }

    /// Hashes the next chunk; false if everything durable is hashed.
    func hashNext() throws(CommitLogError) -> Bool {
        guard let chunk = try cursor.nextChunk() else { return false }
        hash(chunk)
        // Only a full segment waits for hashes.
        if core.segments.withLock({ !$0.full.isEmpty }) { core.segments.broadcast() }
        return true
    }

    /// Ends the log because what was just made durable does not read back: the disk or the memory is bad.
    func halt(_ error: CommitLogError) {
        guard core.end == nil else { return }
        if case .corruption = error { core.halt(error) } else { core.halt(.halted(error.description)) }
    }

    /// Hashes one chunk, and ends the segments that it goes past.
    private func hash(_ chunk: RecordChunk) {
        let beginsSegment = core.map.withLock { map in
            map.unsealed.contains { $0.first == chunk.first && $0.first != map.manifest.lastSealed.next }
        }
        // Hashed without the lock: the flusher asks for marks, and must not wait for a megabyte to be hashed.
        var growth = core.tree.withLock { $0.growth }
        growth.hash(chunk)
        core.tree.withLock { tree in
            if beginsSegment { tree.endSegment() }
            tree.take(growth)
        }
        core.tree.broadcast()
    }
}
