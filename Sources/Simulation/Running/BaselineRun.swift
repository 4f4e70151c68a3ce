internal import Events
internal import HeapModule

/// The same workload under a rule as simple as people use: the same people, shifts, skills, capacities and services,
/// and a queue by priority and age.
package struct BaselineRun {
    private let workload: Workload
    private let chooser: Chooser
    private var happenings: Heap<Happening>
    private var outcomes: [Outcome]
    private var isOnline: [Bool]
    private var open: [Int]
    private let takers: Takers
    /// By skill, those of each priority in the order in which they came.
    private var waiting: [Int?: [[Int]]] = [:]
    private var last = -1

    /// - Parameter chooser: round robin, or the fewest open tickets.
    package static func run(_ workload: Workload, _ chooser: Chooser) -> RunResult {
        var run = BaselineRun(workload, chooser)
        while let next = run.happenings.popMin() { run.carryOut(next) }
        return RunResult(outcomes: run.outcomes)
    }

    private init(_ workload: Workload, _ chooser: Chooser) {
        self.workload = workload
        self.chooser = chooser
        takers = Takers(workload)
        happenings = Heap(Happening.all(of: workload))
        outcomes = [Outcome](repeating: Outcome(), count: workload.arrivals.count)
        isOnline = [Bool](repeating: false, count: workload.agents.count)
        open = [Int](repeating: 0, count: workload.agents.count)
    }

    private mutating func carryOut(_ happening: Happening) {
        switch happening.kind {
        case .cameOnline:
            isOnline[happening.number] = true
            fill(happening.number, at: happening.at)
        case .wentOffline: isOnline[happening.number] = false
        case .arrived:
            if let agent = choose(workload.arrivals[happening.number].skill) {
                give(happening.number, to: agent, at: happening.at)
            } else {
                let arrival = workload.arrivals[happening.number]
                let rank = Int((arrival.priority ?? .medium).rawValue)
                waiting[arrival.skill, default: Self.noneWaiting][rank].append(happening.number)
            }
        case .resolved:
            outcomes[happening.number].endedAt = happening.at
            guard let agent = outcomes[happening.number].agent else { return }
            open[agent] -= 1
            fill(agent, at: happening.at)
        }
    }

    private func isFree(_ agent: Int) -> Bool { isOnline[agent] && open[agent] < workload.agents[agent].capacity }

    private mutating func choose(_ skill: Int?) -> Int? {
        let free = takers[skill].filter(isFree)
        guard let first = free.first else { return nil }
        guard chooser == .roundRobin else { return free.min { (open[$0], $0) < (open[$1], $1) } }
        let next = free.first { $0 > last } ?? first
        last = next
        return next
    }

    /// Gives whoever may have room what they can take: the oldest of the highest priority.
    private mutating func fill(_ agent: Int, at now: Instant) {
        let skills = [nil] + workload.agents[agent].skills.map { Optional($0) }
        while isFree(agent) {
            var best: (rank: Int, number: Int, skill: Int?)?
            for skill in skills {
                guard let ranks = waiting[skill], let rank = ranks.lastIndex(where: { !$0.isEmpty }) else { continue }
                let number = ranks[rank][0]
                // Numbers are in the order in which they came.
                if let best, (best.rank, number) >= (rank, best.number) { continue }
                best = (rank, number, skill)
            }
            guard let best else { return }
            waiting[best.skill]?[best.rank].removeFirst()
            give(best.number, to: agent, at: now)
        }
    }

    private static var noneWaiting: [[Int]] { [[Int]](repeating: [], count: Priority.allCases.count + 1) }

    private mutating func give(_ number: Int, to agent: Int, at now: Instant) {
        open[agent] += 1
        let (service, isAbandoned) = workload.arrivals[number].service(from: now)
        (outcomes[number].offeredAt, outcomes[number].agent) = (now, agent)
        outcomes[number].isAbandoned = isAbandoned
        happenings.insert(Happening(at: now.advanced(by: service), kind: .resolved, number: number))
    }
}
