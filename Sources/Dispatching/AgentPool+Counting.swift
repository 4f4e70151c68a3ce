internal import Events
internal import HeapModule

// Counting without looking at everybody.
extension AgentPool {
    /// Everybody within `reach`, by what the lists count and, one by one, those whom the ticket excludes.
    func counts(_ reach: Reach, _ request: Request, overdue: [Int]) -> Counts {
        var counts = Counts()
        var withSkill = Tally()
        for pool in reach.coverage.indices where reach.coverage[pool] != .nobody {
            let all = tally(list(pool: pool, skill: nil), reach.coverage[pool], request)
            let able = request.needsSkill ? tally(list(pool: pool, for: request), reach.coverage[pool], request) : all
            counts[.offline] += all.offline + all.notExpected
            counts[.busy] += all.busy
            counts[.full] += all.full
            counts[.skillMissing] += all.withRoom - able.withRoom
            withSkill += able
        }
        var levelled = withSkill.levelled
        // Numbers are added up: the order, which is another in every process, does not matter.
        for agent in request.excluded.keys {
            guard let index = index(of: agent), request.excludes(index), couldTake(index, reach, request) else {
                continue
            }
            counts[.declined] += 1
            if figures[index].standing == .levelled { levelled -= 1 }
        }
        for agent in overdue where !request.excludes(agent) && couldTake(agent, reach, request) { levelled -= 1 }
        if request.holdsBack { counts[.levelled] = levelled }
        counts.eligible = withSkill.withRoom - counts[.declined] - counts[.levelled]
        return counts
    }

    /// Counted as levelled, which they are no longer at the time of the request: most often nobody, and O(n) of those
    /// levelled where there is somebody.
    func overdue(_ request: Request) -> [Int] {
        guard request.holdsBack, let first = levellingEnds.min, first.at <= request.now else { return [] }
        let agents = levellingEnds.unordered.filter { end in
            end.at <= request.now && figures[end.agent].standing == .levelled
                && !figures[end.agent].isLevelled(levelling, at: request.now)
        }
        return agents.map(\.agent).sorted().reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }

    private func couldTake(_ agent: Int, _ reach: Reach, _ request: Request) -> Bool {
        figures[agent].standing.isAvailable && membership(agent, for: request) != nil
            && reach.covers(pool: figures[agent].pool, isNear: isNear(agent, request))
    }

    func tally(_ list: Int?, _ coverage: Reach.Coverage, _ request: Request) -> Tally {
        guard let list else { return Tally() }
        return coverage == .near && request.hasRegion ? lists[list].serving(request.region) : lists[list].all
    }
}
