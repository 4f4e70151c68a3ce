internal import Events
internal import Policies

// The best of a ring, down the trees.
extension AgentPool {
    func leaders(_ reach: Reach, _ request: Request, _ ranking: Ranking, overdue: [Int]) -> Leaders {
        var leaders = Leaders()
        // Those for whom a rank does not hold: it knows nothing of affinity, and not that a time has come.
        for agent in request.previous { offer(agent, reach, request, to: &leaders) }
        for agent in overdue where !request.previous.contains(agent) { offer(agent, reach, request, to: &leaders) }
        let holdsUntil = pass.holdsUntil(count).milliseconds
        let growth = ranking.rules.growth(in: request.now.milliseconds - holdsUntil)
        for pool in reach.coverage.indices where reach.coverage[pool] != .nobody {
            guard let list = list(pool: pool, for: request) else { continue }
            let descent = Descent(
                list: list, growth: growth << 32, nearer: ranking.rules.weights.region << 32,
                regionBit: request.regionBit, takesOnlyNear: reach.coverage[pool] == .near)
            descend(descent, ranking.free[list].nodes, request, to: &leaders)
            if !request.isFromQueue { descend(descent, ranking.levelled[list].nodes, request, to: &leaders) }
        }
        return leaders
    }

    private func offer(_ agent: Int, _ reach: Reach, _ request: Request, to leaders: inout Leaders) {
        let isNear = isNear(agent, request)
        guard reach.covers(pool: figures[agent].pool, isNear: isNear), reason(agent, request) == nil,
            let membership = membership(agent, for: request)
        else { return }
        let fit = fit(membership.list, membership.slot, isNeeded: request.needsSkill)
        let isPrevious = request.previous.contains(agent)
        let terms = terms(agent, fit, request, isNear: isNear, isPrevious: isPrevious)
        leaders.offer(agent, terms, request.rules.weights)
    }

    /// One way down a list's trees.
    private struct Descent {
        let list: Int
        /// What time may have added since the ranks held, as part of a key.
        let growth: UInt64
        /// What being near adds, as part of a key.
        let nearer: UInt64
        let regionBit: UInt64
        let takesOnlyNear: Bool

        /// The largest key that anybody below a node with this key and mask can have; 0 if there is nobody to look at.
        func bound(_ key: UInt64, _ mask: UInt64) -> UInt64 {
            guard key != 0 else { return 0 }
            if mask & regionBit != 0 { return key + growth + nearer }
            return takesOnlyNear ? 0 : key + growth
        }
    }

    private func descend(_ descent: Descent, _ nodes: [UInt64], _ request: Request, to leaders: inout Leaders) {
        guard nodes.count > 1 else { return }
        let bound = descent.bound(nodes[1], lists[descent.list].masks[1])
        if bound > leaders.threshold { descend(descent, 1, nodes, lists[descent.list].masks, request, to: &leaders) }
    }

    /// - Precondition: somebody below the node may be among the leaders.
    private func descend(
        _ descent: Descent, _ node: Int, _ nodes: [UInt64], _ masks: [UInt64], _ request: Request,
        to leaders: inout Leaders
    ) {
        guard node < nodes.count / 2 else {
            return look(descent, node - nodes.count / 2, nodes[node], request, to: &leaders)
        }
        let left = descent.bound(nodes[2 * node], masks[2 * node])
        let right = descent.bound(nodes[2 * node + 1], masks[2 * node + 1])
        // The better one first: it raises the threshold for the other.
        let isLeftFirst = left >= right
        if max(left, right) > leaders.threshold {
            descend(descent, 2 * node + (isLeftFirst ? 0 : 1), nodes, masks, request, to: &leaders)
        }
        if min(left, right) > leaders.threshold {
            descend(descent, 2 * node + (isLeftFirst ? 1 : 0), nodes, masks, request, to: &leaders)
        }
    }

    /// Looks at a single agent, who is available and has the skill.
    private func look(
        _ descent: Descent, _ slot: Int, _ key: UInt64, _ request: Request, to leaders: inout Leaders
    ) {
        let member = lists[descent.list].members[slot]
        let agent = member.agent
        let isNear = isNear(agent, request)
        guard isNear || !descent.takesOnlyNear, isNear || key + descent.growth > leaders.threshold,
            !request.previous.contains(agent), !request.excludes(agent)
        else { return }
        let fit = Fit(isNeeded: request.needsSkill, level: member.level, since: member.since)
        let terms = terms(agent, fit, request, isNear: isNear, isPrevious: false)
        leaders.offer(agent, terms, request.rules.weights)
    }
}
