internal import Dispatching
internal import Events
internal import Seeds
internal import SimulatedStorage

/// Tickets that wait, in the index and in one sorted array for each priority, which is gone through.
struct WaitingRows {
    let waiting: Int
    let looks: Int
    let rounds: Int

    private struct Round {
        var found: [Int64] = []
        var scanned: [Int64] = []
        var inserted: [Int64] = []
        var moved: [Int64] = []
    }

    func rows(_ progress: Progress) -> [Row] {
        var all: [Round] = []
        for number in 1...rounds {
            progress.say("round \(number) of \(rounds): waiting")
            all.append(round(SplitMix64(seed: LogBench.seed + UInt64(number))))
        }
        func row(
            _ name: String, _ what: String, _ percent: Double, _ baseline: String, _ figures: KeyPath<Round, [Int64]>,
            _ baselines: KeyPath<Round, [Int64]>
        ) -> Row {
            func values(_ path: KeyPath<Round, [Int64]>) -> [Double] {
                all.map { Latencies(nanoseconds: $0[keyPath: path]).percentileMicroseconds(percent) }
            }
            return Row(
                "dispatch.\(name).p\(Int(percent))", "\(what), p\(Int(percent))", .microseconds, values(figures),
                baseline: (baseline, values(baselines)))
        }
        return [50, 99].flatMap { percent in
            [
                row(
                    "first", "the ticket for a free agent, of \(waiting) waiting", percent, "going through them",
                    \.found, \.scanned),
                row(
                    "insert", "a ticket comes back among \(waiting)", percent, "a sorted array", \.inserted, \.moved),
            ]
        }
    }

    /// Thirty skills, of which the agents who ask have one to four; three tickets in four need one of ten that they
    /// never have, and what they could take is among the youngest.
    private func round(_ seed: SplitMix64) -> Round {
        var random = seed
        var round = Round()
        var index = WaitingIndex()
        var lists = Priority.allCases.map { _ in [UInt64]() }
        var skills: [UInt64: Int] = [:]
        for number in 1...waiting {
            // Every other ordinal, so that others come back between them.
            let (ticket, priority) = (UInt64(number) * 2, Priority.allCases[random.below(4)])
            let isYoung = number > waiting * 9 / 10
            let skill = isYoung && random.coin() ? random.below(20) : 20 + random.below(10)
            index.set(TicketOrdinal(rawValue: ticket), priority, skill: "skill-\(skill)")
            lists[Int(priority.rawValue) - 1].append(ticket)
            skills[ticket] = skill
        }
        for _ in 0..<looks {
            let own = (0..<random.number(in: 1...4)).map { _ in random.below(20) }
            let codes = own.map { "skill-\($0)" }
            let (found, time) = DecisionRows.time { index.first(withSkills: codes) { _ in true } }
            round.found.append(time)
            let (scanned, scanTime) = DecisionRows.time {
                for list in lists.reversed() {
                    if let ticket = list.first(where: { ticket in skills[ticket].map { own.contains($0) } ?? true }) {
                        return TicketOrdinal?.some(TicketOrdinal(rawValue: ticket))
                    }
                }
                return nil
            }
            round.scanned.append(scanTime)
            precondition(found == scanned, "both find the same ticket")
        }
        for _ in 0..<looks * 20 {
            let ticket = UInt64(random.below(waiting)) * 2 + 1
            round.inserted.append(
                DecisionRows.time { index.set(TicketOrdinal(rawValue: ticket), .low, skill: "skill-20") }.1)
            round.moved.append(DecisionRows.time { Self.insert(ticket, &lists[0]) }.1)
            index.remove(TicketOrdinal(rawValue: ticket))
            lists[0].removeAll { $0 == ticket }
        }
        return round
    }

    private static func insert(_ ticket: UInt64, _ list: inout [UInt64]) {
        var (low, high) = (0, list.count)
        while low < high {
            let middle = (low + high) / 2
            if list[middle] < ticket { low = middle + 1 } else { high = middle }
        }
        list.insert(ticket, at: low)
    }
}
