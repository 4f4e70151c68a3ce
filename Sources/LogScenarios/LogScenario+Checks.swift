internal import Bytes
internal import CommitLog
internal import Merkle
internal import SegmentLog
internal import SimulatedStorage

// What is compared with the model.
extension LogScenario {
    /// Compares what an opening found with what must be there.
    func settle() throws(ScenarioFailure) {
        guard let log else { return }
        look()
        let end = log.durable
        note(
            "open: epoch \(log.epoch), end \(end), \(log.manifest.sealed.count) sealed, \(log.fullCount) full"
                + (log.recovery.tornTails.isEmpty ? "" : ", \(log.recovery)"))
        try expect(log.epoch > epoch, "every opening begins a new epoch")
        epoch = log.epoch
        if let fingerprint = log.keyFingerprint {
            try expect(keyFingerprints.insert(fingerprint).inserted, "every opening has a key of its own")
        }
        try expect(log.recovery.end == end, "the report names the end")
        tally.note(.tornTails, log.recovery.tornTails.count)
        if end < model.end { try judgeLoss(at: end) }
        guard let (kept, lost) = model.settle(at: end) else {
            throw fail("the log ends at \(end): acknowledged were \(model.end), tried \(model.tried.map(\.count))")
        }
        tally.note(.unacknowledgedKept, kept)
        tally.note(.unacknowledgedLost, lost)
        if !wasDisturbed, !isTroubled, !hasLied {
            try expect(log.recovery.tornTails.isEmpty, "nothing was being written, and there is a torn tail")
            try expect(log.recovery.wasClosedCleanly || !wasClosed, "the log was closed cleanly")
        }
        wasDisturbed = false
        hasForgotten = false
        try readAll()
        try checkTree()
    }

    /// The disk lied, and the log ends before what was acknowledged: that may only be where nothing vouches for it.
    private func judgeLoss(at end: SequenceNumber) throws(ScenarioFailure) {
        guard let log else { return }
        try expect(hasLied, "acknowledged records are gone: the log ends at \(end), not at \(model.end)")
        try expect(!wasClosed, "records that a clean close vouches for are gone: the end is \(end), not \(model.end)")
        try expect(process.frames.beginnings.contains(end.value + 1), "a frame lost some of its records")
        let lostFrames = process.frames.beginnings.filter { $0 > end.value && $0 <= model.end.value }
        let copies = disk.paths.filter { $0.hasPrefix(Self.directory + "/torn/") }
        try expect(
            lostFrames.count == 1 || !log.recovery.tornTails.isEmpty || !copies.isEmpty,
            "\(lostFrames.count) frames disappeared without a torn tail")
        note("undecidable: \(end) to \(model.end) is lost")
        tally.note(.undecidableLosses)
        model.forget(after: end)
    }

    /// Reads everything.
    func readAll() throws(ScenarioFailure) {
        guard let log, !isOver else { return }
        var reader = Follower(cursor: log.read(from: .first), next: .first, isFollowing: false)
        try drain(&reader)
    }

    /// Reads on to the end, comparing each record.
    func drain(_ follower: inout Follower) throws(ScenarioFailure) {
        while true {
            let chunk: RecordChunk?
            do throws(CommitLogError) { chunk = try follower.cursor.nextChunk() } catch {
                return try judge(error)
            }
            guard let chunk else { break }
            if let difference = difference(chunk, follower) { throw fail(difference) }
            follower.next = chunk.last.next
            follower.time = chunk.time
        }
        // Nobody can tell what a lie has done to the page that the writer publishes in, or the end of the power.
        if follower.isObserving, hasLied || isCutShort { return }
        try expect(
            follower.next > model.end || !follower.isFollowing && follower.next > follower.cursor.end ?? .zero,
            "reading ends at \(follower.next), the log at \(model.end)")
    }

    /// What is wrong with a chunk; nil if nothing is.
    private func difference(_ chunk: RecordChunk, _ follower: Follower) -> String? {
        if chunk.first != follower.next { return "records come from \(chunk.first) on instead of \(follower.next)" }
        if chunk.last > model.end { return "record \(chunk.last) is read, durable is \(model.end)" }
        if chunk.time < follower.time { return "the time falls at record \(chunk.first)" }
        var difference: String?
        chunk.forEach { record in
            let expected = model.records[Int(record.sequence.value) - 1]
            if record.encoded.array != expected { difference = difference ?? "record \(record.sequence) is another" }
        }
        return difference
    }

    /// Whether reading had a reason to fail.
    private func judge(_ error: CommitLogError) throws(ScenarioFailure) {
        note("reading failed: \(error)")
        switch error {
        case .corruption(let corruption): try report(corruption)
        case .unreadable: try expect(isTroubled, "reading failed although nothing was wrong: \(error)")
        default: throw fail("reading failed: \(error)")
        }
    }

    /// Compares the log's Merkle roots with those of the model's records.
    func checkTree() throws(ScenarioFailure) {
        guard let log, plan.keepsEvidence, !isOver else { return }
        log.hash()
        try examineEnd()
        if log.end != nil { return }
        try expect(log.tree.hashed == model.end, "hashing comes to the end: \(log.tree.hashed), not \(model.end)")
        for segment in log.manifest.sealed {
            let root = model.root(at: segment.last.value)
            try expect(segment.root == root, "the root of segment \(segment.number) is that of its records")
        }
        try expect(log.tree.frontier.root() == model.root(at: model.end.value), "the root is that of the records")
        tally.note(.blocks, Int(model.end.value / LeafBlock.leafCount))
    }
}
