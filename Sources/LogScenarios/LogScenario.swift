internal import CommitLog
internal import Seeds
internal import SegmentLog
internal import SimulatedStorage
internal import Storage
internal import Threads

/// A log through several lives on a bad disk, all of it drawn from one seed, with its promises checked at every step:
/// - Whatever was acknowledged is there, in order, once, byte for byte. Whatever else is there was tried, in order, and
///   is there by whole appends.
/// - A log whose disk never lied is never refused as corrupt, whatever was lost or refused.
/// - Where the disk lied, every acknowledged record reads back right or the corruption is named; only the very end,
///   which nothing vouches for, may be lost like a torn tail.
/// - After a failed write or sync nothing is acknowledged until the log is opened again.
/// - No nonce is used twice under one key, no key in two lives. The log's Merkle roots are those of its records.
/// - Whatever was opened is closed.
package final class LogScenario {
    static let directory = "/log"

    let seed: UInt64
    var random: SplitMix64
    let disk: SimulatedFileSystem
    let plan: LogPlan
    let clock = Monitor<Int64>(1_700_000_000_000)
    var model = LogModel()
    var tally = ScenarioTally()
    var frames = FrameWatch()
    var keyFingerprints: Set<[UInt8]> = []
    var epoch: UInt32 = 0
    private(set) var steps: [String] = []

    // This life.
    var process: WatchedFileSystem
    var log: SteppedLog?
    var followers: [Follower] = []
    /// The last life ended by a sync whose bytes the kernel forgot: only a writer can make them durable.
    var hasForgotten = false
    var segmentBytes = 0
    var trouble = LifePlan.Trouble.none
    private var troubleStart = 0
    private var faultyCallsBefore = 0

    // What earlier lives have left.
    /// The disk did not do what it said it did, once.
    var hasLied = false
    /// The log was closed without any trouble, so that every record in it is vouched for.
    var wasClosed = false
    /// A call was cut short or refused since the log was last known to be at rest.
    var wasDisturbed = false
    /// Corruption was named: there is nothing more to promise.
    var isOver = false

    init(seed: UInt64, plan: LogPlan? = nil) {
        self.seed = seed
        var random = SplitMix64(seed: seed)
        disk = SimulatedFileSystem(seed: random.next())
        let drawn = LogPlan(&random)
        self.plan = plan ?? drawn
        process = WatchedFileSystem(disk, seed: random.next(), frames: FrameWatch())
        self.random = random
    }

    /// Runs the scenario of `seed`.
    /// - Throws: the promise that did not hold.
    package static func run(seed: UInt64) throws(ScenarioFailure) -> ScenarioTally {
        let scenario = LogScenario(seed: seed)
        let lives = scenario.random.number(in: 1...6)
        for _ in 0..<lives {
            let isRecovering = scenario.wasDisturbed
            try scenario.live(.draw(&scenario.random, isRecovering: isRecovering, mayLie: !scenario.hasLied))
        }
        let steps = (0..<scenario.random.below(10)).map { _ in LogStep.draw(&scenario.random) }
        try scenario.live(LifePlan(trouble: .none, steps: steps, end: .close))
        try scenario.live(LifePlan(trouble: .none, steps: [], end: .kill))
        return scenario.account()
    }

    /// What has happened in it.
    func account() -> ScenarioTally {
        tally.note(.scenarios)
        if plan.masterKey != nil { tally.note(.encryptedScenarios) }
        tally.note(.marks, frames.markCount)
        return tally
    }

    func note(_ step: String) { steps.append(step) }

    func fail(_ rule: String) -> ScenarioFailure {
        ScenarioFailure(seed: seed, rule: rule, steps: steps, calls: disk.trace)
    }

    func expect(_ holds: Bool, _ rule: @autoclosure () -> String) throws(ScenarioFailure) {
        if !holds { throw fail(rule()) }
    }
}

// What goes wrong.
extension LogScenario {
    func begin(_ trouble: LifePlan.Trouble) {
        self.trouble = trouble
        note("trouble: \(trouble)")
        let start = disk.callCount + 1
        troubleStart = start
        faultyCallsBefore = disk.faultyCallCount
        switch trouble {
        case .none: break
        case .powerLoss(let calls): disk.inject(.losePower, atCall: start + calls)
        case .kill(let calls): process.killAfter(calls)
        case .refusals(let code, let calls, let count):
            for call in 0..<count { disk.inject(.refuse(code), atCall: start + calls + call) }
        case .short(let calls): disk.inject(.short, atCall: start + calls)
        case .shorts(let count): for _ in 0..<count { disk.inject(.short, atCall: start + random.below(200)) }
        case .forgottenSyncs(let calls, let count):
            for call in 0..<count { disk.inject(.forgetOnSync, atCall: start + calls + call) }
        case .smallDisk(let free):
            disk.capacity = .max
            disk.capacity = .max - disk.freeByteCount + free
        case .lie(let fault, let calls): disk.inject(fault, atCall: start + calls)
        case .rot: rot()
        }
    }

    private func rot() {
        // The page is memory of a running writer: what happens to that is not the log's to see.
        let files = disk.paths.filter { path in
            path.hasPrefix(Self.directory + "/") && (log == nil || path != Self.directory + "/" + Position.fileName)
        }
        guard let path = files.isEmpty ? nil : random.pick(files), let bytes = disk.contents(of: path),
            !bytes.isEmpty
        else { return }
        // Among zeros little can break: look near what was written.
        let used = bytes.lastIndex { $0 != 0 } ?? bytes.count - 1
        let bit = random.below(min(bytes.count, used + 64) * 8)
        disk.flipBit(at: bit, in: path)
        hasLied = true
        tally.note(.lies)
        note("bit \(bit % 8) of byte \(bit / 8) of \(path) changes")
    }

    /// How many calls there were since the trouble of this life began.
    var callCount: Int { disk.callCount + 1 - troubleStart }

    /// Whether something has gone wrong in this life by now.
    var isTroubled: Bool {
        if process.isDead { return true }
        if case .smallDisk = trouble { return true }
        return disk.faultyCallCount > faultyCallsBefore
    }

    /// Whether the power went in this life.
    var hasLostPower: Bool {
        if case .powerLoss = trouble { return disk.faultyCallCount > faultyCallsBefore }
        return false
    }

    /// Learns whether the disk has lied by now.
    func look() {
        guard case .lie = trouble, !hasLied, disk.faultyCallCount > faultyCallsBefore else { return }
        hasLied = true
        wasClosed = false
        tally.note(.lies)
        note("the disk lies in call \(troubleStart)+")
    }

    func endTrouble() {
        look()
        if isTroubled { wasDisturbed = true }
        if case .forgottenSyncs = trouble, isTroubled { hasForgotten = true }
        disk.removeFaults()
        disk.capacity = nil
        frames = process.frames
    }
}
