internal import CommitLog
internal import Seeds
internal import SegmentLog
internal import SimulatedStorage
internal import Storage

// Readers in other processes than the writer's.
extension LogScenario {
    private func openReader() throws(ScenarioFailure) -> SegmentLogReader? {
        do throws(LogError) {
            return try SegmentLogReader.open(Self.directory, masterKey: plan.masterKey, environment: environment())
        } catch {
            look()
            note("a reader cannot open: \(error)")
            switch error {
            case .corruption(let corruption): try report(corruption)
            case .notALog: try expect(model.end == .zero, "a log with records is not found")
            case .file(let error) where error.code == .notFound && model.end == .zero: break
            case .log(.unreadable): try expect(hasLied, "a reader was refused: \(error)")
            case .file: try expect(isTroubled, "a reader was refused although nothing was wrong: \(error)")
            default: throw fail("a reader was refused: \(error)")
            }
            return nil
        }
    }

    /// Begins to follow the writer from another process.
    func observe() throws(ScenarioFailure) {
        guard let reader = try openReader() else { return }
        note("a reader in another process")
        var follower = Follower(
            cursor: reader.follow(from: .first), next: .first, isFollowing: true, isObserving: true)
        try drain(&follower)
        followers.append(follower)
        tally.note(.observers)
    }

    /// Now and then, reads what a life has left before the next one opens it. What was read is durable.
    func observeBefore() throws(ScenarioFailure) {
        guard random.chance(1, in: 4), !hasForgotten, let reader = try openReader() else { return }
        look()
        let end = reader.durable
        note("a reader without a writer: \(end)")
        tally.note(.observers)
        guard end >= model.end, let (kept, _) = model.settle(at: end, forgets: false) else {
            try expect(
                hasLied, "a reader finds \(end): acknowledged were \(model.end), tried \(model.tried.map(\.count))")
            return
        }
        tally.note(.unacknowledgedKept, kept)
        var all = Follower(cursor: reader.read(from: .first), next: .first, isFollowing: false)
        try drain(&all)
        if random.coin(), !isOver {
            note("the power goes")
            disk.crash()
        }
    }
}
