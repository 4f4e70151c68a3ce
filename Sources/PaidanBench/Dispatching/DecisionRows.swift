internal import Dispatching
internal import Events
internal import Threads

/// Decisions by the index, beside scans of all agents for some of the same tickets.
struct DecisionRows {
    let agents: Int
    let decisions: Int
    let rounds: Int

    /// A scan for so many decisions: a scan takes about as long as so many decisions together.
    private static let decisionsAScan = 100
    private static let changesADecision = 5

    private struct Round {
        var decided: [Int64] = []
        /// Of processor time, which others on the machine do not lengthen, unless by emptying the caches.
        var worked: [Int64] = []
        var scanned: [Int64] = []
        var changed: [Int64] = []
    }

    struct Differs: Error {
        let row: String
        let decision: Int
    }

    func rows(_ progress: Progress) throws -> [Row] {
        var crowd = AgentCrowd(count: agents, seed: LogBench.seed)
        let ordinary = try measured("index", &crowd, decisions: decisions, progress)
        var alike = AgentCrowd(count: agents, seed: LogBench.seed, areAlike: true)
        let worst = try measured("alike", &alike, decisions: max(1, decisions / 20), progress)
        let of = "TOP-3 of \(agents) agents"
        func row(
            _ name: String, _ what: String, _ rounds: [Round], _ percent: Double, target: Target? = nil
        ) -> Row {
            Row(
                "dispatch.\(name).p\(Int(percent))", "\(what), p\(Int(percent))", .microseconds,
                rounds.map { Latencies(nanoseconds: $0.decided).percentileMicroseconds(percent) },
                baseline: (
                    "full scan", rounds.map { Latencies(nanoseconds: $0.scanned).percentileMicroseconds(percent) }
                ), target: target)
        }
        func work(_ name: String, _ what: String, _ rounds: [Round], _ percent: Double) -> Row {
            Row(
                "dispatch.\(name).cpu.p\(Int(percent))", "\(what), processor time, p\(Int(percent))", .microseconds,
                rounds.map { Latencies(nanoseconds: $0.worked).percentileMicroseconds(percent) })
        }
        func change(_ percent: Double) -> Row {
            Row(
                "dispatch.change.p\(Int(percent))", "what happens to an agent, p\(Int(percent))", .microseconds,
                ordinary.map { Latencies(nanoseconds: $0.changed).percentileMicroseconds(percent) })
        }
        let hard = "\(of) who are all alike and just came"
        return [
            row("index", of, ordinary, 50), row("index", of, ordinary, 99, target: .atMost(50, "p99 50 us")),
            work("index", of, ordinary, 50), work("index", of, ordinary, 99),
            row("alike", hard, worst, 50), row("alike", hard, worst, 99), work("alike", hard, worst, 99),
            change(50), change(99),
        ]
    }

    private func measured(
        _ name: String, _ crowd: inout AgentCrowd, decisions: Int, _ progress: Progress
    ) throws -> [Round] {
        var all: [Round] = []
        for number in 1...rounds {
            progress.say("round \(number) of \(rounds): \(name)")
            var round = Round()
            for decision in 0..<decisions {
                for _ in 0..<Self.changesADecision { round.changed.append(Self.time { crowd.change() }.1) }
                let query = crowd.query()
                let work = Stopwatch.threadNanoseconds
                let (decided, time) = Self.time { crowd.pool.decide(query) }
                round.worked.append(Stopwatch.threadNanoseconds - work)
                round.decided.append(time)
                if decision % Self.decisionsAScan == 0 {
                    let (scanned, time) = Self.time { crowd.pool.decideByScan(query) }
                    round.scanned.append(time)
                    guard scanned == decided else { throw Differs(row: name, decision: decision) }
                }
                if let best = decided.candidates.first { crowd.took(best.agent) }
            }
            all.append(round)
        }
        return all
    }

    /// What `body` gives, and the nanoseconds that it took.
    static func time<Result>(_ body: () throws -> Result) rethrows -> (Result, Int64) {
        let start = MonotonicInstant.now
        let result = try body()
        return (result, MonotonicInstant.now.nanoseconds - start.nanoseconds)
    }
}
