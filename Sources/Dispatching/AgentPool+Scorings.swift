package import Events
internal import Policies

extension AgentPool {
    /// How somebody who could take a ticket would score, with the share of the load apart: it alone changes with what
    /// else they are given.
    package struct Scoring: Hashable, Sendable {
        package let agent: AgentOrdinal
        /// In millionths.
        package let withoutLoad: UInt64
        package let loadWeight: UInt64
        /// Open tickets, and how many there may be.
        package let open: UInt64
        package let capacity: UInt64

        package init(agent: AgentOrdinal, withoutLoad: UInt64, loadWeight: UInt64, open: UInt64, capacity: UInt64) {
            self.agent = agent
            self.withoutLoad = withoutLoad
            self.loadWeight = loadWeight
            self.open = open
            self.capacity = capacity
        }

        /// The score of a ticket that is given when so many are open.
        package func score(open: UInt64) -> UInt64 {
            let headroom = open < capacity ? Millionths.share(capacity - open, of: capacity) : 0
            return withoutLoad + headroom * loadWeight / Millionths.whole
        }
    }

    /// Everybody who could take a ticket, in the first ring that has anybody, by ordinal: what ``decide(_:)`` chooses
    /// from. O(n): for whoever judges decisions, not for deciding.
    package func scorings(_ query: Query) -> [Scoring] {
        let request = Request(query, self)
        var looked = Reach(pools: pools.count)
        for ring in request.dispatch.rings {
            var reach = Reach(pools: pools.count)
            reach.add(ring, pools)
            var found: [Scoring] = []
            for agent in figures.indices {
                let (pool, isNear) = (figures[agent].pool, isNear(agent, request))
                guard reach.covers(pool: pool, isNear: isNear), !looked.covers(pool: pool, isNear: isNear),
                    reason(agent, request) == nil, let membership = membership(agent, for: request)
                else { continue }
                let fit = fit(membership.list, membership.slot, isNeeded: request.needsSkill)
                let isPrevious = request.previous.contains(agent)
                var terms = terms(agent, fit, request, isNear: isNear, isPrevious: isPrevious)
                terms.load = 0
                found.append(
                    Scoring(
                        agent: AgentOrdinal(rawValue: UInt64(agent) + 1),
                        withoutLoad: terms.score(request.rules.weights), loadWeight: request.rules.weights.load,
                        open: figures[agent].open, capacity: figures[agent].capacity))
            }
            if !found.isEmpty { return found }
            looked.add(ring, pools)
        }
        return []
    }
}
