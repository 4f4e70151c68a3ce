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
        let isWanted = core.segments.withLock { $0.isWanted && $0.ready == nil && $0.refusal == nil && !$0.isHalted }
        guard isWanted else { return false }
        let number = core.map.withLock { $0.unsealed[$0.unsealed.count - 1].number } + 1
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

    /// The next segment, if it is there; its refusal, if it was refused; nil while it is being made. Asks for it.
    static func take(_ supply: inout SegmentSupply) -> Result<PreparedSegment, CommitLogError>? {
        if let ready = supply.ready {
            supply.ready = nil
            supply.refusal = nil
            return .success(ready)
        }
        if let refusal = supply.refusal {
            supply.refusal = nil
            supply.isWanted = false
            return .failure(.noSpace(refusal.description))
        }
        if supply.isHalted { return .failure(.closed) }
        supply.isWanted = true
        return nil
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
            core.segments.withLock { supply in supply.full.removeAll { $0.number == full.number } }
        } catch {
            switch error {
            case .file(let error) where error.code == .noSpace:
                core.segments.withLock { $0.sealingRefusal = error }
            case .corruption(let corruption): core.halt(.corruption(corruption))
            default: core.halt(.halted(error.description))
            }
        }
        core.segments.broadcast()
        core.map.broadcast()
        return true
    }
}

/// Hashes what has become durable, behind the flusher.
struct Hashing: Sendable {
    let core: LogCore

    /// Hashes one chunk, and ends the segments that it goes past.
    func hash(_ chunk: RecordChunk) {
        let beginsSegment = core.map.withLock { map in
            map.unsealed.contains { $0.first == chunk.first && $0.first != map.manifest.lastSealed.next }
        }
        core.tree.withLock { tree in
            if beginsSegment { tree.endSegment() }
            tree.hash(chunk)
        }
        core.tree.broadcast()
    }
}
