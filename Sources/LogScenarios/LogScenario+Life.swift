internal import CommitLog
internal import Seeds
internal import SegmentLog
internal import SimulatedStorage
internal import Storage
internal import Threads

// A life, from opening to its end.
extension LogScenario {
    /// Goes through a life, unless corruption was named: then there is nothing more to promise.
    func live(_ life: LifePlan) throws(ScenarioFailure) {
        if isOver { return }
        note("life of \(life.steps.count) steps, then \(life.end)")
        process = WatchedFileSystem(disk, seed: random.next(), frames: frames)
        begin(.none)
        try observeBefore()
        if !life.sparesOpening { begin(life.trouble) }
        if !isOver { try open() }
        if life.sparesOpening { begin(life.trouble) }
        for step in life.steps where log != nil && !isOver && !isCutShort { try take(step) }
        try end(life.end)
        endTrouble()
        for objection in frames.objections { throw fail(objection) }
    }

    /// Whether the process or the machine stopped within a call.
    var isCutShort: Bool { process.isDead || hasLostPower }

    private func open() throws(ScenarioFailure) {
        let options = plan.options(&random)
        segmentBytes = options.segmentBytes
        tally.note(.openings)
        do throws(LogError) {
            log = try SteppedLog.open(Self.directory, options: options, environment: environment())
        } catch {
            look()
            switch error {
            case .corruption(let corruption): return try report(corruption)
            case .file:
                note("opening failed: \(error)")
                try expect(isTroubled, "opening was refused although nothing was wrong: \(error)")
                tally.note(isCutShort ? .openingsCutShort : .openingsRefusedByDevice)
                if !isCutShort { try expectAllClosed() }
                return
            default: throw fail("opening was refused: \(error)")
            }
        }
        try settle()
    }

    func environment() -> LogEnvironment {
        let clock = clock
        let random = Monitor(SplitMix64(seed: random.next()))
        return LogEnvironment(
            fileSystem: process, wallMilliseconds: { clock.withLock { $0 } },
            random: { random.withLock { $0.next() } }, owner: "scenario \(seed)")
    }

    private func end(_ end: LifePlan.End) throws(ScenarioFailure) {
        wasClosed = wasClosed && log == nil
        if end == .close, !isCutShort { try close() }
        if hasLostPower || (end == .powerLoss && !process.isDead) {
            note("the power goes")
            tally.note(hasLostPower ? .powerLossesInCall : .powerLosses)
            disk.crash()
        } else if end == .kill || process.isDead {
            note("the process is killed")
            tally.note(process.isDead ? .killsInCall : .kills)
            disk.kill()
        }
        followers = []
        log = nil
        if end == .close { try expectAllClosed() }
    }

    private func close() throws(ScenarioFailure) {
        guard let log else { return }
        log.close()
        note("close: \(log.end.map { "\($0)" } ?? "")")
        try examineEnd()
        if log.end == .closed, !mayLackSpace {
            wasClosed = true
            tally.note(.cleanCloses)
        }
        // A reader goes on without a writer; of one that halted it may see more than was acknowledged.
        guard log.end == .closed, !isCutShort else { return }
        for index in followers.indices where followers[index].isObserving && !isOver && random.coin() {
            try drain(&followers[index])
        }
    }

    private var mayLackSpace: Bool {
        switch trouble {
        case .smallDisk, .refusals(.noSpace, _, _): true
        default: false
        }
    }

    private func expectAllClosed() throws(ScenarioFailure) {
        try expect(disk.openHandleCount == 0, "\(disk.openHandleCount) files, locks or pages stay open")
    }

    /// Corruption was named: right if the disk lied, and the end of the scenario.
    func report(_ corruption: LogCorruption) throws(ScenarioFailure) {
        look()
        note("corruption: \(corruption)")
        try expect(hasLied, "corruption was reported although the disk never lied: \(corruption)")
        try expect(corruption.file.hasPrefix(Self.directory), "corruption names its file: \(corruption)")
        tally.note(.corruptionReported)
        isOver = true
    }

    /// If the log has ended: whether it had a reason to.
    func examineEnd() throws(ScenarioFailure) {
        switch log?.end {
        case nil, .closed: break
        case .corruption(let corruption): try report(corruption)
        case .halted(let why): try expect(isTroubled, "the log halted although nothing was wrong: \(why)")
        case let other?: throw fail("the log ended: \(other)")
        }
    }
}
