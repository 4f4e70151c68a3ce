import LogScenarios
import Testing

@Suite("Seeded scenarios")
struct ScenarioTests {
    static let seedsPerChunk: UInt64 = 1000

    /// 25,000 seeds; `tools/fuzz log` runs more.
    @Test("keep every promise of the log", arguments: 0..<25 as Range<UInt64>)
    func promises(_ chunk: UInt64) throws {
        let first = 1 + chunk * Self.seedsPerChunk
        var tally = ScenarioTally()
        for seed in first..<first + Self.seedsPerChunk { tally += try LogScenario.run(seed: seed) }
        // A thousand seeds in which something never happens would show nothing about it.
        for event in ScenarioTally.Event.allCases where event != .undecidableLosses {
            #expect(tally[event] > 0, "seeds \(first)... show nothing about \(event.rawValue)")
        }
        #expect(tally[.undecidableLosses] * 20 < tally[.lies], "nearly every lie is found out")
    }
}

@Suite("A fault at every call")
struct ExhaustiveFaultTests {
    struct Life: Sendable, CustomStringConvertible {
        var seed: UInt64
        var isEncrypted: Bool
        var description: String { "seed \(seed)\(isEncrypted ? ", encrypted" : "")" }
    }

    static let lives = (1...4 as ClosedRange<UInt64>).flatMap { seed in
        [false, true].map { Life(seed: seed, isEncrypted: $0) }
    }

    @Test("of a log's life keeps every promise", arguments: lives, ExhaustiveFaults.Fault.all)
    func everyCall(_ life: Life, _ fault: ExhaustiveFaults.Fault) throws {
        let calls = try ExhaustiveFaults(seed: life.seed, isEncrypted: life.isEncrypted).run(fault)
        #expect(calls > 80, "the life is a whole one")
    }

    struct Pair: Sendable, CustomStringConvertible {
        var first: ExhaustiveFaults.Fault
        var second: ExhaustiveFaults.Fault
        var isEncrypted: Bool
        var description: String { "\(first), then \(second)\(isEncrypted ? ", encrypted" : "")" }
    }

    static let pairs = [
        Pair(first: .powerLoss, second: .powerLoss, isEncrypted: true),
        Pair(first: .kill, second: .powerLoss, isEncrypted: false),
        Pair(first: .forgottenSync, second: .kill, isEncrypted: false),
    ]

    @Test("and one at every call of the opening after it keep every promise", arguments: pairs, 0..<4)
    func everyPair(_ pair: Pair, _ share: Int) throws {
        let faults = ExhaustiveFaults(seed: 1, isEncrypted: pair.isEncrypted)
        #expect(try faults.run(pair.first, thenInOpening: pair.second, share: (share, of: 4)) > 500)
    }
}
