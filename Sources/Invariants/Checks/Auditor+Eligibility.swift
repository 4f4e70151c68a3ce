internal import Events
internal import Policies

// Who could be offered a ticket, by the state that the events left.
extension Auditor {
    /// Why the agent could not be offered the ticket; nil for whoever could.
    /// - Parameters:
    ///   - atLeast: of those who passed it by only who did so a short while ago.
    ///   - othersAtLeast: the same of those to whom whoever is held back leaves it: they may be more than the product
    ///     knew, where somebody has it dispatched by hand.
    func obstacle(
        _ agent: UInt64, _ slot: Int, at instant: Instant, isFromQueue: Bool, atLeast: Bool = false,
        othersAtLeast: Bool = true
    ) -> Obstacle? {
        let index = Int(agent) - 1
        switch agents[index].presence {
        case .offline: return .offline
        case .busy: return .busy
        case .online: break
        }
        if !agents[index].hasRoom { return .full }
        if let skill = tickets[slot].skill, !agents[index].skills.contains(skill) { return .skillMissing }
        if tickets[slot].excludes(agent, at: instant, atLeast: atLeast, isConfirming: isConfirming) { return .declined }
        let rules = tickets[slot].rules
        if isFromQueue, agents[index].isLevelled(rules.levelling, at: instant),
            hasOther(than: agent, slot, at: instant, atLeast: othersAtLeast)
        {
            return .levelled
        }
        return rules.rings.contains { isIn($0, agent, slot) } ? nil : .outsideRings
    }

    /// Whether anybody else has the skill, is in a ring for the ticket and did not pass it by: at work or not, full or
    /// not. O(those with its skill), and most often O(1).
    private func hasOther(than agent: UInt64, _ slot: Int, at instant: Instant, atLeast: Bool) -> Bool {
        let column = tickets[slot].skill.map { $0 + 1 } ?? 0
        guard column < everybody.count else { return false }
        let other = everybody[column].first { other in
            other != agent && !tickets[slot].excludes(other, at: instant, atLeast: atLeast, isConfirming: isConfirming)
                && tickets[slot].rules.rings.contains { isIn($0, other, slot) }
        }
        return other != nil
    }

    func isIn(_ ring: PolicyRules.Ring, _ agent: UInt64, _ slot: Int) -> Bool {
        let index = Int(agent) - 1
        return (ring.pools.isEmpty || ring.pools.contains(agents[index].pool))
            && (!ring.isRegional || agents[index].serves(tickets[slot].region))
    }

    /// The first agent who could be offered the ticket, `where` they also are. O(those available with its skill).
    func firstAgent(
        _ slot: Int, at instant: Instant, isFromQueue: Bool, where isRight: (UInt64) -> Bool = { _ in true }
    ) -> UInt64? {
        let column = tickets[slot].skill.map { $0 + 1 } ?? 0
        guard column < available.count else { return nil }
        return available[column].first { agent in
            obstacle(agent, slot, at: instant, isFromQueue: isFromQueue) == nil && isRight(agent)
        }
    }

    /// Whether a dispatcher confirms each offer: as the policy in force has it, whatever it was when a ticket came.
    var isConfirming: Bool { policies.last?.isConfirming ?? false }

    /// The first ticket of the queue that the agent could be offered; none without `all` where somebody confirms.
    func firstTicket(
        _ agent: UInt64, before end: (priority: Priority, ticket: UInt64)? = nil, all: Bool = false,
        at instant: Instant
    ) -> UInt64? {
        guard waiting.count > 0, agents[Int(agent) - 1].isAvailable, all || !isConfirming else { return nil }
        return waiting.first(skills: agents[Int(agent) - 1].skills, before: end) { ticket in
            guard let slot = tickets.slot(ticket) else { return false }
            return obstacle(agent, slot, at: instant, isFromQueue: true) == nil
        }
    }

    /// Takes an agent into those who are available, if they are, or out of them.
    mutating func setAvailable(_ index: Int, _ isIn: Bool) {
        guard agents[index].isAvailable else { return }
        let agent = UInt64(index) + 1
        for column in [0] + agents[index].skills.map({ $0 + 1 }) {
            while available.count <= column { available.append(OrdinalRuns()) }
            if isIn { available[column].insert(agent) } else { available[column].remove(agent) }
        }
    }

    /// Takes an agent into those there are, or out of them.
    mutating func setThere(_ index: Int, _ isIn: Bool) {
        guard agents[index].mayCome else { return }
        let agent = UInt64(index) + 1
        for column in [0] + agents[index].skills.map({ $0 + 1 }) {
            while everybody.count <= column { everybody.append(OrdinalRuns()) }
            if isIn { everybody[column].insert(agent) } else { everybody[column].remove(agent) }
        }
    }

    /// Frees whoever is held back: perhaps there is nobody any more to whom they leave what waits.
    mutating func freeHeldBack() {
        guard waiting.count > 0 else { return }
        for index in agents.indices where agents[index].isAvailable {
            let isHeldBack = policies.contains { agents[index].isLevelled($0.levelling, at: now) }
            if isHeldBack { freed.agents.append(UInt64(index) + 1) }
        }
    }

    /// Changes how many tickets and offers an agent has.
    mutating func load(_ agent: UInt64, by change: Int) {
        guard let index = index(ofAgent: agent) else { return }
        let wasAvailable = agents[index].isAvailable
        let open = Int(agents[index].open) + change
        let willHaveRoom = max(0, open) < Int(agents[index].capacity)
        if wasAvailable, !willHaveRoom { setAvailable(index, false) }
        agents[index].open = UInt64(max(0, open))
        if !wasAvailable { setAvailable(index, true) }
        if change < 0 { freed.agents.append(agent) }
    }

    /// Whether somebody could take what waits.
    mutating func checkWaiting(_ freed: Freed, by instant: Instant) {
        guard waiting.count > 0 else { return }
        for agent in Freed.unique(freed.agents) {
            guard let ticket = firstTicket(agent, at: instant) else { continue }
            reportWaiting(ticket, agent)
        }
        for ticket in Freed.unique(freed.tickets) {
            guard let slot = tickets.slot(ticket), tickets[slot].isQueued, !isConfirming,
                let agent = firstAgent(slot, at: instant, isFromQueue: true)
            else { continue }
            reportWaiting(ticket, agent)
        }
    }

    private mutating func reportWaiting(_ ticket: UInt64, _ agent: UInt64) {
        guard let slot = tickets.slot(ticket), !tickets[slot].isReported else { return }
        tickets[slot].isReported = true
        report(
            .waits, ticket: ticket, agent: agent,
            expected: LocalText("此人可以处理，不应再等", "the agent could take it: it should not wait"))
    }
}
