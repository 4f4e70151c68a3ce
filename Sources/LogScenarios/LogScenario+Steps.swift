internal import CommitLog
internal import Seeds
internal import SegmentLog
internal import SimulatedStorage
internal import Threads

// The steps that a life is made of.
extension LogScenario {
    func take(_ step: LogStep) throws(ScenarioFailure) {
        guard let log else { return }
        switch step {
        case .append: try append()
        case .prepareNext: note("prepare: \(log.prepareNext())")
        case .hash: note("hash: \(log.hash(chunks: random.pick([1, 3, .max])))")
        case .roll: try roll()
        case .seal:
            if log.sealFirst() {
                note("seal: \(log.manifest.sealed.count) sealed, \(log.fullCount) full")
                tally.note(.seals)
            }
        case .repack:
            if log.repackFirst() {
                note("repack")
                tally.note(.repacks)
            }
        case .read:
            let first = anyPosition()
            note("read from \(first)")
            var reader = Follower(cursor: log.read(from: first), next: first, isFollowing: false)
            try drain(&reader)
        case .beginFollowing:
            let first = anyPosition()
            followers.append(Follower(cursor: log.follow(from: first), next: first, isFollowing: true))
        case .observe: try observe()
        case .follow: try follow()
        case .askForNext:
            log.askForNext()
            note("ask for the next segment")
        case .checkTree: try checkTree()
        case .setClock:
            let jump = Int64(random.number(in: -100_000...100_000))
            clock.withLock { $0 += jump }
        }
        try examineEnd()
    }

    private func anyPosition() -> SequenceNumber {
        SequenceNumber(UInt64(random.number(in: 1...Int(model.end.value) + 1)))
    }

    private func follow() throws(ScenarioFailure) {
        guard !followers.isEmpty else { return }
        let index = random.below(followers.count)
        note("follow from \(followers[index].next)")
        try drain(&followers[index])
    }

    private func roll() throws(ScenarioFailure) {
        guard let log else { return }
        let wasEnded = log.end != nil
        do throws(CommitLogError) {
            try log.roll()
            note("roll")
            tally.note(.rolls)
        } catch {
            note("roll: \(error)")
            if !wasEnded { try expect(isTroubled || hasLied, "a segment could not be ended: \(error)") }
        }
    }
}

// Appending.
extension LogScenario {
    private func append() throws(ScenarioFailure) {
        guard let log else { return }
        clock.withLock { $0 += Int64(random.below(50)) }
        var appends: [SteppedLog.Append] = []
        var end = model.end
        for _ in 0..<random.pick([1, 1, 1, 2, 6]) {
            let isOversize = random.chance(1, in: 100)
            let batch = isOversize ? oversize() : random.batch(byteCountMax: byteCountMax())
            var expecting: SequenceNumber?
            switch random.below(12) {
            case 0, 1: expecting = end
            case 2: expecting = SequenceNumber(end.value + UInt64(random.number(in: 1...3)))
            default: break
            }
            if !isOversize, expecting ?? end == end { end = end.advanced(by: batch.count) }
            appends.append((batch, expecting))
        }
        let wasEnded = log.end != nil
        let answers = log.append(appends)
        note("append \(appends.map { "\($0.batch.count)/\($0.batch.bytes.count)" }): \(answers.map(Self.text))")
        var group = Group(wasEnded: wasEnded)
        for (append, answer) in zip(appends, answers) where !isOver { try take(answer, of: append, &group) }
        tally.note(.appends, appends.count)
        if group.hasHalted, !wasEnded {
            tally.note(.halts)
            try expect(log.end != nil, "a halted log stays so")
        }
        try expect(log.durable == model.end || isOver, "durable is \(log.durable), acknowledged \(model.end)")
    }

    private func byteCountMax() -> Int { random.pick([500, 2000, 8000, segmentBytes / 2]) }

    private func oversize() -> RecordBatch {
        var batch = RecordBatch()
        guard (try? batch.append(random.bytes(segmentBytes))) != nil else { preconditionFailure("within the limits") }
        return batch
    }

    private static func text(_ answer: SteppedLog.Answer) -> String {
        switch answer {
        case .success(let range): "\(range.lowerBound)-\(range.upperBound)"
        case .failure(let error): "\(error)"
        }
    }

    /// What earlier answers of the same group mean for later ones.
    private struct Group {
        let wasEnded: Bool
        var hasHalted = false
        var lackedSpace = false
    }

    private func take(
        _ answer: SteppedLog.Answer, of append: SteppedLog.Append, _ group: inout Group
    ) throws(ScenarioFailure) {
        switch answer {
        case .success(let range):
            try expect(!group.wasEnded && !group.hasHalted, "something was acknowledged after the log had ended")
            try expect(range.lowerBound == model.end.next, "\(range) follows \(model.end)")
            try expect(range.count == append.batch.count, "\(range) are \(append.batch.count) records")
            try expect(append.expecting ?? model.end == model.end, "a stale append was taken")
            model.acknowledge(append.batch)
            tally.note(.records, append.batch.count)
        case .failure(.stale(let expected, let end)):
            try expect(append.expecting == expected && expected != end, "a stale append is one that expects otherwise")
            try expect(end == model.end || group.lackedSpace || group.hasHalted, "the end is \(end), not \(model.end)")
            tally.note(.staleRefusals)
        case .failure(.tooLarge(.appendBytes, _, _)):
            try expect(append.batch.bytes.count >= segmentBytes, "an append that fits is too large")
            tally.note(.tooLargeRefusals)
        case .failure(.noSpace):
            try expect(isTroubled, "space was refused although there is some")
            group.lackedSpace = true
            tally.note(.spaceRefusals)
        case .failure(.halted(let why)):
            try expect(isTroubled, "the log halted although nothing was wrong: \(why)")
            if !group.wasEnded { model.attempt(append.batch) }
            group.hasHalted = true
        case .failure(.corruption(let corruption)): try report(corruption)
        case .failure(let error): throw fail("an append was refused: \(error)")
        }
    }
}
