package import Events
internal import HeapModule
internal import Policies

extension AgentPool {
    /// Who could take a ticket, who best, and how many were left out and why.
    ///
    /// Rings are looked at in turn until somebody is eligible: the candidates, and the count of the eligible, are of
    /// that ring, the counts of those left out of all rings up to it, each agent once. Equal scores go to whoever was
    /// taken in first, so that every process decides alike.
    ///
    /// Some microseconds by rules that are prepared. It becomes O(n) of a list where more of its agents are within a
    /// hair of one another than can be told apart (all alike, say, and none of them with a history), or where a request
    /// excludes most of the best.
    package func decide(_ query: Query) -> Decision {
        let request = Request(query, self)
        guard let ranking = rankings.first(where: { $0.rules == request.rules }),
            !request.holdsBack || levelling == request.dispatch.levelling
        else { return decideByScan(request) }
        let overdue = overdue(request)
        var looked = Reach(pools: pools.count)
        for ring in request.dispatch.rings {
            var reach = Reach(pools: pools.count)
            reach.add(ring, pools)
            looked.add(ring, pools)
            let own = counts(reach, request, overdue: overdue)
            guard own.eligible > 0 else { continue }
            let leaders = leaders(reach, request, ranking, overdue: overdue)
            let all = looked == reach ? own : counts(looked, request, overdue: overdue)
            return decision(ring, own.eligible, all, leaders, request)
        }
        return decision(nil, 0, counts(looked, request, overdue: overdue), Leaders(), request)
    }

    /// The decision where people chose an agent, who is one of the candidates then, behind the best if need be, unless
    /// the rules leave them out. That they passed the ticket by and are levelled does not: whoever chose them wants so.
    package func decide(_ query: Query, choosing agent: AgentOrdinal) -> Decision {
        var query = query
        query.excluded[agent] = nil
        query.isFromQueue = false
        var decision = decide(query)
        guard let index = index(of: agent), !decision.candidates.contains(where: { $0.agent == agent }) else {
            return decision
        }
        let request = Request(query, self)
        var chosen = Leaders()
        offer(index, everyRing(request), request, to: &chosen)
        decision.candidates += chosen.candidates(request.rules.weights)
        return decision
    }

    /// Whether an agent could take a ticket, in whatever ring.
    package func canTake(_ agent: AgentOrdinal, _ query: Query) -> Bool {
        guard let index = index(of: agent) else { return false }
        let request = Request(query, self, of: index)
        return reason(index, request) == nil && isInRing(index, request)
    }

    /// Why an agent could not take a ticket: the first reason that applies. nil for whoever could, if a ring has them.
    package func leftOut(_ agent: AgentOrdinal, _ query: Query) -> LeftOut? {
        index(of: agent).flatMap { reason($0, Request(query, self, of: $0)) }
    }

    /// Whether any ring of the rules looks at an agent for such a ticket.
    package func isInRing(_ agent: AgentOrdinal, _ query: Query) -> Bool {
        index(of: agent).map { isInRing($0, Request(query, self, of: $0)) } ?? false
    }

    private func isInRing(_ agent: Int, _ request: Request) -> Bool {
        let pool = profiles[agent].pool
        return request.dispatch.rings.contains { ring in
            (ring.pools.isEmpty || ring.pools.contains(pool)) && (!ring.isRegional || isNear(agent, request))
        }
    }

    func decision(
        _ ring: Policy.Ring?, _ eligible: Int, _ counts: Counts, _ leaders: Leaders, _ request: Request
    ) -> Decision {
        var decision = Decision()
        decision.ring = ring?.code ?? ""
        decision.eligible = UInt64(eligible)
        decision.leftOut = counts.stored
        decision.candidates = leaders.candidates(request.rules.weights)
        return decision
    }
}
