package import Events
internal import Policies

// Who is there for a ticket, at work or not. Whoever is levelled leaves it to others who may still come; where there is
// nobody else, holding them back would make the customer wait for nobody.
extension AgentPool {
    /// The only one there is for such a ticket, at work or not; nil where there are several, or nobody. As a decision
    /// costs and, where there is one, O(n) of those with the skill.
    package func onlyOne(_ query: Query) -> AgentOrdinal? {
        let request = Request(query, self)
        let reach = everyRing(request)
        guard countThere(request, reach) == 1 else { return nil }
        for pool in reach.coverage.indices where reach.coverage[pool] != .nobody {
            guard let list = list(pool: pool, for: request) else { continue }
            let isNearby = reach.coverage[pool] == .near && request.hasRegion
            let near = [lists[list].near(nil), request.region.flatMap { lists[list].near($0) }].compactMap { $0 }
            for list in isNearby ? near : [list] {
                let only = lists[list].members.first {
                    $0.agent >= 0 && figures[$0.agent].standing != .notExpected && !request.excludes($0.agent)
                }
                if let only { return AgentOrdinal(rawValue: UInt64(only.agent) + 1) }
            }
        }
        return nil
    }

    /// How many are there for a ticket: a ring of its rules looks at them, they have the skill, they did not pass it by
    /// a short while ago, they have come at least once if only a record names them, and somebody acts for them still.
    /// Presence and load come and go, and do not matter. O(pools), and O(1) for each of those whom the ticket excludes.
    func countThere(_ request: Request) -> Int { countThere(request, everyRing(request)) }

    private func countThere(_ request: Request, _ reach: Reach) -> Int {
        var count = 0
        for pool in reach.coverage.indices where reach.coverage[pool] != .nobody {
            count += tally(list(pool: pool, for: request), reach.coverage[pool], request).everybody
        }
        // Numbers are added up: the order, which is another in every process, does not matter.
        for agent in request.excluded.keys {
            guard let index = index(of: agent), request.excludes(index), figures[index].standing != .notExpected,
                membership(index, for: request) != nil,
                reach.covers(pool: figures[index].pool, isNear: isNear(index, request))
            else { continue }
            count -= 1
        }
        return count
    }

    func everyRing(_ request: Request) -> Reach {
        var reach = Reach(pools: pools.count)
        for ring in request.dispatch.rings { reach.add(ring, pools) }
        return reach
    }
}
