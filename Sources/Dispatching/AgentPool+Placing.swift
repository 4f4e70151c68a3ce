internal import Events
internal import HeapModule
internal import Policies

// Where agents are counted and ranked.
extension AgentPool {
    /// Counts and ranks an agent whose figures have changed.
    mutating func place(_ agent: Int) {
        let old = figures[agent].standing
        stand(agent)
        let new = figures[agent].standing
        if new == .levelled { noteLevellingEnd(agent) }
        if old.isAvailable || new.isAvailable { rank(agent) }
    }

    mutating func stand(_ agent: Int) {
        let old = figures[agent].standing
        let new = figures[agent].standing(levelling, at: latest)
        guard old != new else { return }
        figures[agent].standing = new
        for membership in memberships[agent] where !membership.isNear {
            lists[membership.list].count(old, -1, regions: regions[agent])
            lists[membership.list].count(new, 1, regions: regions[agent])
        }
    }

    mutating func noteLevellingEnd(_ agent: Int) {
        guard figures[agent].standing == .levelled, let levelling,
            let end = figures[agent].levellingEnd(levelling), figures[agent].levellingEndNoted != end
        else { return }
        figures[agent].levellingEndNoted = end
        levellingEnds.insert(LevellingEnd(at: end, agent: agent))
    }

    /// Ranks those whose turn it is: as much of all of them as of the pass has passed.
    mutating func rankInTurn() {
        guard !rankings.isEmpty else { return }
        var elapsed = latest.milliseconds - pass.start
        if elapsed >= 2 * RankingPass.length {
            pass = RankingPass(start: latest.milliseconds, next: 0)
            return rankNext(upTo: count)
        }
        if elapsed >= RankingPass.length {
            rankNext(upTo: count)
            pass = RankingPass(start: pass.start + RankingPass.length, next: 0)
            elapsed -= RankingPass.length
        }
        rankNext(upTo: min(count, count * Int(elapsed) / Int(RankingPass.length) + 1))
    }

    private mutating func rankNext(upTo end: Int) {
        while pass.next < end {
            if figures[pass.next].standing.isAvailable { rank(pass.next) }
            pass.next += 1
        }
    }

    /// Ranks an agent by what it can score until the end of the pass; one who is not available nowhere.
    mutating func rank(_ agent: Int) {
        let standing = figures[agent].standing
        for number in rankings.indices {
            let rules = rankings[number].rules
            var terms = Terms()
            if standing.isAvailable {
                terms.load = figures[agent].headroom
                if rules.weights.presence > 0 {
                    terms.presence = rules.presence(online(agent, window: rules.window, at: pass.end))
                }
            }
            for membership in memberships[agent] {
                var key: UInt64 = 0
                let list = membership.list
                if standing.isAvailable {
                    let fit = fit(list, membership.slot, isNeeded: membership.hasSkill)
                    terms.skill = rules.skill(fit)
                    terms.experience = rules.experience(fit, figures[agent].answers, at: pass.end)
                    terms.preferred = rules.preferred(fit, figures[agent].answers, at: pass.end)
                    key = Tournament.key(score: terms.score(rules.weights), agent: agent)
                }
                rankings[number].free[list].set(membership.slot, standing == .available ? key : 0)
                rankings[number].levelled[list].set(membership.slot, standing == .levelled ? key : 0)
            }
        }
    }

    func fit(_ list: Int, _ slot: Int, isNeeded: Bool) -> Fit {
        let member = lists[list].members[slot]
        return Fit(isNeeded: isNeeded, level: member.level, since: member.since)
    }

    /// Takes an agent out of all lists.
    mutating func leaveLists(_ agent: Int) {
        for membership in memberships[agent] {
            let list = membership.list
            if !membership.isNear { lists[list].count(figures[agent].standing, -1, regions: regions[agent]) }
            for number in rankings.indices {
                rankings[number].free[list].set(membership.slot, 0)
                rankings[number].levelled[list].set(membership.slot, 0)
            }
            lists[list].remove(membership.slot)
        }
        memberships[agent] = []
    }

    /// Puts an agent who is in no list into those of its profile.
    mutating func join(_ agent: Int, _ profile: AgentProfile) {
        profiles[agent] = profile
        regions[agent] = profile.regions.map { regionNumbers.add($0) }
            .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        let pool = pools.add(profile.pool)
        if pool == listNumbers.count { listNumbers.append([]) }
        figures[agent].pool = pool
        figures[agent].servesAnyRegion = regions[agent].isEmpty
        figures[agent].regionMask = RegionMask.of(regions[agent])
        figures[agent].isOfRecord = profile.isOfRecord
        figures[agent].standing = figures[agent].standing(levelling, at: latest)
        enter(agent, addedList(pool: pool, column: 0), skill: nil)
        for skill in profile.bestSkills {
            enter(agent, addedList(pool: pool, column: skills.add(skill.code) + 1), skill: skill)
        }
        noteLevellingEnd(agent)
        rank(agent)
    }

    /// Into a list, where the agent is counted, and into those of the agent's regions within it.
    private mutating func enter(_ agent: Int, _ list: Int, skill: AgentProfile.Skill?) {
        lists[list].count(figures[agent].standing, 1, regions: regions[agent])
        let places = regions[agent].isEmpty ? [0] : regions[agent].map { $0 + 1 }
        for (list, isNear) in [(list, false)] + places.map({ (addedNear(list, $0), true) }) {
            let slot = lists[list]
                .add(MemberList.Member(agent: agent, level: skill?.level ?? 0, since: skill?.since))
            memberships[agent]
                .append(Membership(list: list, slot: slot, hasSkill: skill != nil, isNear: isNear))
        }
    }

    private mutating func addedNear(_ list: Int, _ place: Int) -> Int {
        while lists[list].near.count <= place { lists[list].near.append(-1) }
        if lists[list].near[place] < 0 { lists[list].near[place] = addList() }
        return lists[list].near[place]
    }

    private mutating func addedList(pool: Int, column: Int) -> Int {
        while listNumbers[pool].count <= column { listNumbers[pool].append(-1) }
        if listNumbers[pool][column] < 0 { listNumbers[pool][column] = addList() }
        return listNumbers[pool][column]
    }

    private mutating func addList() -> Int {
        lists.append(MemberList())
        for number in rankings.indices {
            rankings[number].free.append(Tournament())
            rankings[number].levelled.append(Tournament())
        }
        return lists.count - 1
    }
}

extension AgentProfile {
    /// Each skill once, with the highest level; of equal ones the first.
    fileprivate var bestSkills: [Skill] {
        var best: [Skill] = []
        for skill in skills {
            if let index = best.firstIndex(where: { $0.code == skill.code }) {
                if skill.level > best[index].level { best[index] = skill }
            } else {
                best.append(skill)
            }
        }
        return best
    }
}
