internal import Seeds
internal import SegmentLog
internal import SimulatedStorage
internal import Storage

/// What a log is made to do next.
package enum LogStep: Sendable {
    case append, prepareNext, hash, roll, seal, repack, read, follow, beginFollowing, observe, askForNext, checkTree
    case setClock

    /// One of them, the common ones more often.
    static func draw(_ random: inout SplitMix64) -> LogStep {
        switch random.below(100) {
        case ..<45: .append
        case ..<52: .prepareNext
        case ..<62: .hash
        case ..<67: .roll
        case ..<77: .seal
        case ..<83: .repack
        case ..<89: .read
        case ..<91: .beginFollowing
        case ..<92: .observe
        case ..<96: .follow
        case ..<97: .askForNext
        case ..<98: .checkTree
        default: .setClock
        }
    }
}

/// What one life of a log is like: how it is opened, what goes wrong in it, and how it ends.
struct LifePlan {
    enum Trouble: Hashable {
        case none
        case powerLoss(afterCalls: Int)
        case kill(afterCalls: Int)
        /// Calls are refused, from the first of these on.
        case refusals(FileError.Code, afterCalls: Int, count: Int)
        /// A read or write does a part of its work.
        case short(afterCalls: Int)
        case shorts(count: Int)
        /// Syncs fail and what they should have synced counts as clean.
        case forgottenSyncs(afterCalls: Int, count: Int)
        /// The device has only so much space left.
        case smallDisk(freeBytes: Int)
        /// One call pretends: the only trouble after which records may be reported as corrupt.
        case lie(Fault, afterCalls: Int)
        /// A bit has changed since the last life.
        case rot
    }

    enum End: CaseIterable { case close, kill, powerLoss }

    var trouble: Trouble
    /// The trouble begins when the log is open.
    var sparesOpening = false
    var steps: [LogStep]
    var end: End

    /// - Parameter isRecovering: the last life did not end by itself: crash again while what it left is put right.
    static func draw(_ random: inout SplitMix64, isRecovering: Bool, mayLie: Bool) -> LifePlan {
        // Opening takes some forty calls, a step a few.
        let sparesOpening = !isRecovering && random.coin()
        let calls = random.below(isRecovering || random.coin() ? 50 : 200)
        let trouble: Trouble
        switch isRecovering && random.coin() ? random.number(in: 2...5) : random.below(mayLie ? 16 : 12) {
        case 0, 1: trouble = .none
        case 2, 3: trouble = .powerLoss(afterCalls: calls)
        case 4, 5: trouble = .kill(afterCalls: calls)
        case 6, 7:
            let code = random.pick([FileError.Code.io, .io, .noSpace, .interrupted, .permissionDenied])
            trouble = .refusals(code, afterCalls: calls, count: random.pick([1, 1, 2, 8]))
        case 8: trouble = .shorts(count: random.number(in: 1...40))
        case 9, 10: trouble = .forgottenSyncs(afterCalls: calls, count: random.number(in: 1...6))
        case 11: trouble = .smallDisk(freeBytes: random.below(160 << 10))
        case 12: trouble = .lie(.flipBit, afterCalls: calls)
        case 13, 14: trouble = .lie(.misdirect, afterCalls: calls)
        default: trouble = .rot
        }
        let steps = (0..<random.below(random.pick([3, 15, 40]))).map { _ in LogStep.draw(&random) }
        return LifePlan(trouble: trouble, sparesOpening: sparesOpening, steps: steps, end: random.pick(End.allCases))
    }
}

/// How the logs of one scenario are written.
struct LogPlan {
    var masterKey: MasterKey?
    var keepsEvidence: Bool

    init(_ random: inout SplitMix64) {
        let isEncrypted = random.chance(1, in: 3)
        self.init(&random, isEncrypted: isEncrypted, keepsEvidence: random.chance(7, in: 8))
    }

    init(_ random: inout SplitMix64, isEncrypted: Bool, keepsEvidence: Bool = true) {
        masterKey = isEncrypted ? try? MasterKey(random.bytes(32)) : nil
        self.keepsEvidence = keepsEvidence
    }

    /// The options of one opening; what may change from one to the next does.
    func options(_ random: inout SplitMix64) -> LogOptions {
        var options = LogOptions()
        options.segmentBytes = random.pick([16, 16, 20, 32, 64]) << 10
        options.compresses = random.coin()
        options.fillsSegments = random.coin()
        options.markEveryRecords = random.pick([1, 10, 100, options.markEveryRecords])
        options.masterKey = masterKey
        options.keepsEvidence = keepsEvidence
        return options
    }
}
