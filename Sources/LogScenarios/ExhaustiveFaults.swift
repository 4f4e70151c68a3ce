internal import Seeds
package import Storage
internal import SimulatedStorage

/// One log's life with one fault at each of its calls, one after another; and what opens it with one more at each of
/// those.
package struct ExhaustiveFaults: Sendable {
    /// What goes wrong in one call.
    package enum Fault: Sendable, Hashable, CustomStringConvertible {
        case powerLoss
        case kill
        case refusal(FileError.Code)
        case short
        case forgottenSync

        package static let all: [Fault] = [
            .powerLoss, .kill, .refusal(.io), .refusal(.noSpace), .refusal(.interrupted), .short, .forgottenSync,
        ]

        func trouble(afterCalls calls: Int) -> LifePlan.Trouble {
            switch self {
            case .powerLoss: .powerLoss(afterCalls: calls)
            case .kill: .kill(afterCalls: calls)
            case .refusal(let code): .refusals(code, afterCalls: calls, count: 1)
            case .short: .short(afterCalls: calls)
            case .forgottenSync: .forgottenSyncs(afterCalls: calls, count: 1)
            }
        }

        package var description: String {
            switch self {
            case .powerLoss: "the power goes"
            case .kill: "the process is killed"
            case .refusal(let code): "\(code)"
            case .short: "a short read or write"
            case .forgottenSync: "a sync that fails and forgets"
            }
        }
    }

    let seed: UInt64
    let isEncrypted: Bool

    /// A log's whole life: made, written, sealed, repacked, followed, and left with a segment that is full and one
    /// that is not.
    private static let steps: [LogStep] = [
        .beginFollowing, .append, .append, .observe, .askForNext, .prepareNext, .append, .roll, .append, .hash, .seal,
        .follow, .append, .repack, .read, .roll, .append, .hash, .append, .seal, .roll, .append, .checkTree, .append,
    ]

    package init(seed: UInt64, isEncrypted: Bool) {
        self.seed = seed
        self.isEncrypted = isEncrypted
    }

    /// Runs the life with `fault` at each call of it.
    /// - Returns: how many calls that were.
    package func run(_ fault: Fault) throws(ScenarioFailure) -> Int {
        let calls = try callsOf(.none, isOpening: false)
        for call in 0..<calls {
            let scenario = scenario()
            try scenario.live(life(fault.trouble(afterCalls: call)))
            try Self.finish(scenario)
        }
        return calls
    }

    /// Has one fault at each call of the life, and another at each call of the opening after it.
    /// - Parameter share: only the calls of the life that leave `share.0` when they are divided by `share.1`.
    /// - Returns: how many pairs of calls that were.
    package func run(_ fault: Fault, thenInOpening second: Fault, share: (Int, of: Int)) throws(ScenarioFailure) -> Int
    {
        let calls = try callsOf(.none, isOpening: false)
        var pairs = 0
        for call in stride(from: share.0, to: calls, by: share.of) {
            let trouble = fault.trouble(afterCalls: call)
            for later in 0..<(try callsOf(trouble, isOpening: true)) {
                let scenario = scenario()
                try scenario.live(life(trouble))
                try scenario.live(LifePlan(trouble: second.trouble(afterCalls: later), steps: [.append], end: .kill))
                try Self.finish(scenario)
                pairs += 1
            }
        }
        return pairs
    }

    private func scenario() -> LogScenario {
        var random = SplitMix64(seed: seed)
        return LogScenario(seed: seed, plan: LogPlan(&random, isEncrypted: isEncrypted))
    }

    private func life(_ trouble: LifePlan.Trouble) -> LifePlan {
        LifePlan(trouble: trouble, steps: Self.steps, end: .kill)
    }

    /// How many calls the life takes, or the opening after it.
    private func callsOf(_ trouble: LifePlan.Trouble, isOpening: Bool) throws(ScenarioFailure) -> Int {
        let scenario = scenario()
        try scenario.live(life(trouble))
        guard isOpening else { return scenario.callCount }
        try scenario.live(LifePlan(trouble: .none, steps: [.append], end: .kill))
        return scenario.callCount
    }

    /// Opens, goes on and loses the power; opens, goes on and closes; and opens once more.
    private static func finish(_ scenario: LogScenario) throws(ScenarioFailure) {
        try scenario.live(LifePlan(trouble: .none, steps: [.append], end: .powerLoss))
        try scenario.live(LifePlan(trouble: .none, steps: [.append, .append, .hash, .seal], end: .close))
        try scenario.live(LifePlan(trouble: .none, steps: [], end: .kill))
    }
}
