package import Events
internal import Policies

extension AgentPool {
    /// The same decision by looking at every agent, O(n): by rules that are not prepared, and what the other way is
    /// measured against.
    package func decideByScan(_ query: Query) -> Decision { decideByScan(Request(query, self)) }

    func decideByScan(_ request: Request) -> Decision {
        var looked = Reach(pools: pools.count)
        var counts = Counts()
        for ring in request.dispatch.rings {
            var reach = Reach(pools: pools.count)
            reach.add(ring, pools)
            var leaders = Leaders()
            var eligible = 0
            for agent in figures.indices {
                let (pool, isNear) = (figures[agent].pool, isNear(agent, request))
                // Whoever is in a ring before was left out there, and counted.
                guard reach.covers(pool: pool, isNear: isNear), !looked.covers(pool: pool, isNear: isNear) else {
                    continue
                }
                if let reason = reason(agent, request) {
                    counts[reason] += 1
                    continue
                }
                eligible += 1
                guard let membership = membership(agent, for: request) else { continue }
                let fit = fit(membership.list, membership.slot, isNeeded: request.needsSkill)
                let isPrevious = request.previous.contains(agent)
                let terms = terms(agent, fit, request, isNear: isNear, isPrevious: isPrevious)
                leaders.offer(agent, terms, request.rules.weights)
            }
            if eligible > 0 { return decision(ring, eligible, counts, leaders, request) }
            looked.add(ring, pools)
        }
        return decision(nil, 0, counts, Leaders(), request)
    }
}
