package import Events
internal import HeapModule
package import Policies

// What happens to agents. Each is O(log n) for each of the agent's skills, by each of its regions, in each of the
// rankings, besides a share in ranking the others as time passes.
extension AgentPool {
    /// Rankings that are kept; decisions by rules beyond them are scans.
    package static let rankingsMax = 16

    /// Ranks agents by these rules from now on: those of the newest policy first, then of others that tickets still run
    /// under. By other rules decisions are the same, but full scans; so are those for tickets out of the queue where
    /// the levelling is not that of the newest policy. O(n log n).
    package mutating func prepare(_ rules: [Policy.Dispatch], at instant: Instant) {
        latest = max(latest, instant)
        levelling = rules.first?.levelling
        var all: [ScoreRules] = []
        for rule in rules.flatMap(ScoreRules.all) where rule.weights.scoreMax != nil && !all.contains(rule) {
            all.append(rule)
        }
        let nobody = [Tournament](repeating: Tournament(), count: lists.count)
        rankings = all.prefix(Self.rankingsMax).map { rules in
            var ranking = Ranking(rules)
            (ranking.free, ranking.levelled) = (nobody, nobody)
            return ranking
        }
        pass.start = latest.milliseconds
        levellingEnds = Heap()
        for agent in figures.indices {
            figures[agent].levellingEndNoted = nil
            stand(agent)
            noteLevellingEnd(agent)
            rank(agent)
        }
        pass.next = count
    }

    /// Brings the agents' standings and ranks up to `instant`; every change does so by itself. Decisions are the same
    /// without, but after a minute in which nothing happened they look at more agents.
    package mutating func advance(to instant: Instant) {
        latest = max(latest, instant)
        while let first = levellingEnds.min, first.at <= latest {
            levellingEnds.removeMin()
            place(first.agent)
        }
        rankInTurn()
    }

    /// Takes an agent in, or changes what is said of it.
    /// - Precondition: the ordinals of those taken in are dense.
    package mutating func set(_ agent: AgentOrdinal, _ profile: AgentProfile, at instant: Instant) {
        advance(to: instant)
        if let index = index(of: agent) {
            leaveLists(index)
            figures[index].capacity = profile.capacity
            join(index, profile)
            return
        }
        precondition(agent.rawValue == UInt64(count) + 1, "ordinals are dense")
        precondition(agent.rawValue <= UInt64(UInt32.max), "a rank has room for the ordinal")
        figures.append(
            AgentFigures(capacity: profile.capacity, pool: 0, regionMask: RegionMask.any, servesAnyRegion: true))
        spans.append(OnlineTime())
        memberships.append([])
        regions.append([])
        processing.append(ProcessingTimes())
        profiles.append(profile)
        join(count - 1, profile)
    }

    package mutating func change(_ agent: AgentOrdinal, _ presence: Presence, at instant: Instant) {
        advance(to: instant)
        let index = known(agent)
        let old = figures[index].presence
        guard old != presence else { return }
        if old == .online {
            onlineCount -= 1
            onlineOpen -= figures[index].open
        }
        if presence == .online {
            onlineCount += 1
            onlineOpen += figures[index].open
        }
        if let since = figures[index].onlineSince {
            spans[index].add(from: since, to: latest)
            figures[index].onlineSince = nil
        }
        if presence == .online { figures[index].onlineSince = latest }
        if presence == .offline { figures[index].signedOutAt = latest }
        if old == .offline, figures[index].beginsAnew(at: latest) {
            (figures[index].signedInAt, figures[index].queueOffers) = (latest, 0)
        }
        figures[index].presence = presence
        place(index)
    }

    /// Nobody acts for the agent any more, or somebody does again: whoever has left is waited for by nobody.
    package mutating func set(_ agent: AgentOrdinal, hasLeft: Bool, at instant: Instant) {
        advance(to: instant)
        let index = known(agent)
        figures[index].hasLeft = hasLeft
        place(index)
    }

    /// A ticket, or the offer of one, is the agent's.
    /// - Parameter isFromQueue: whether it had waited in the queue, which counts for levelling.
    package mutating func took(_ agent: AgentOrdinal, isFromQueue: Bool, at instant: Instant) {
        advance(to: instant)
        let index = known(agent)
        figures[index].open += 1
        if figures[index].presence == .online { onlineOpen += 1 }
        if isFromQueue { figures[index].queueOffers += 1 }
        place(index)
    }

    /// A ticket, or the offer of one, is the agent's no longer.
    /// - Precondition: there was one.
    package mutating func gaveBack(_ agent: AgentOrdinal, at instant: Instant) {
        advance(to: instant)
        let index = known(agent)
        precondition(figures[index].open > 0, "only what was taken is given back")
        figures[index].open -= 1
        if figures[index].presence == .online { onlineOpen -= 1 }
        place(index)
    }

    /// The agent answered an offer, or let it run out, which is not in time.
    package mutating func answered(_ agent: AgentOrdinal, isInTime: Bool, at instant: Instant) {
        advance(to: instant)
        let index = known(agent)
        figures[index].answers.add(isInTime: isInTime)
        place(index)
    }

    /// The agent was done with a ticket of a category after so long. O(1).
    package mutating func processed(_ agent: AgentOrdinal, category: String, in duration: Duration) {
        processing[known(agent)].add(category: categories.add(category), milliseconds: duration.milliseconds)
    }

    private func known(_ agent: AgentOrdinal) -> Int {
        guard let index = index(of: agent) else { preconditionFailure("an agent was taken in before it does anything") }
        return index
    }
}
