internal import Events
internal import HeapModule
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
        var trees: [Descent] = []
        for pool in reach.coverage.indices where reach.coverage[pool] != .nobody {
            guard let list = list(pool: pool, for: request) else { continue }
            let nearer = (growth + ranking.rules.weights.region) << 32
            func add(_ list: Int?, adding: UInt64, isNear: Bool) {
                guard let list else { return }
                trees.append(Descent(list: list, tree: ranking.free[list], adding: adding, isNear: isNear))
                if request.holdsBack { return }
                trees.append(Descent(list: list, tree: ranking.levelled[list], adding: adding, isNear: isNear))
            }
            guard request.hasRegion else {
                add(list, adding: nearer, isNear: true)
                continue
            }
            add(lists[list].near(nil), adding: nearer, isNear: true)
            if let region = request.region { add(lists[list].near(region), adding: nearer, isNear: true) }
            if reach.coverage[pool] == .everybody { add(list, adding: growth << 32, isNear: false) }
        }
        descend(trees, request, to: &leaders)
        return leaders
    }

    func offer(_ agent: Int, _ reach: Reach, _ request: Request, to leaders: inout Leaders) {
        let isNear = isNear(agent, request)
        guard reach.covers(pool: figures[agent].pool, isNear: isNear), reason(agent, request) == nil,
            let membership = membership(agent, for: request)
        else { return }
        let fit = fit(membership.list, membership.slot, isNeeded: request.needsSkill)
        let isPrevious = request.previous.contains(agent)
        let terms = terms(agent, fit, request, isNear: isNear, isPrevious: isPrevious)
        leaders.offer(agent, terms, request.rules.weights)
    }

    /// A way down one tree.
    private struct Descent {
        let list: Int
        let tree: Tournament
        /// What its members have above their ranks at most, as part of a key: by time, and by being near.
        let adding: UInt64
        /// Whether all of its members are near. Those near in another tree have one of their own.
        let isNear: Bool

        /// The largest key that anybody below the node can have; 0 if there is nobody to look at.
        func bound(_ node: Int) -> UInt64 { tree.nodes[node] == 0 ? 0 : tree.nodes[node] + adding }
    }

    /// A node that somebody better than the leaders may be below.
    private struct Step: Comparable {
        let bound: UInt64
        let descent: Int
        let node: Int

        static func < (left: Self, right: Self) -> Bool { left.bound < right.bound }
    }

    /// Always on from where the best may be, whatever the tree: what is looked at could not be left out.
    private func descend(_ trees: [Descent], _ request: Request, to leaders: inout Leaders) {
        var steps = Heap<Step>()
        steps.reserveCapacity(256)
        for (number, descent) in trees.enumerated() where !descent.tree.nodes.isEmpty {
            steps.insert(Step(bound: descent.bound(0), descent: number, node: 0))
        }
        while let step = steps.popMax(), step.bound > leaders.threshold {
            let descent = trees[step.descent]
            if step.node >= descent.tree.firstLeaf {
                let slot = step.node - descent.tree.firstLeaf
                look(descent, slot, request, to: &leaders)
                continue
            }
            for child in descent.tree.children(of: step.node) {
                let bound = descent.bound(child)
                if bound > leaders.threshold {
                    steps.insert(Step(bound: bound, descent: step.descent, node: child))
                }
            }
        }
    }

    /// Looks at a single agent, who is available and has the skill.
    private func look(_ descent: Descent, _ slot: Int, _ request: Request, to leaders: inout Leaders) {
        let member = lists[descent.list].members[slot]
        let agent = member.agent
        guard descent.isNear || !isNear(agent, request), !request.previous.contains(agent), !request.excludes(agent)
        else { return }
        let fit = Fit(isNeeded: request.needsSkill, level: member.level, since: member.since)
        let terms = terms(agent, fit, request, isNear: descent.isNear, isPrevious: false)
        leaders.offer(agent, terms, request.rules.weights)
    }
}
