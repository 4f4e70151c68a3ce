internal import Dispatching
internal import Events

extension DomainState {
    /// Who is held back by levelling and is the only one now for something that waits: the last of the others lost the
    /// skill, is not looked at for it any more, or left. In their order.
    ///
    /// Cost: a look at every agent and, while anybody is held back, a look at everything that waits.
    func leftAlone(at now: Instant) -> [AgentOrdinal] {
        guard queue.count > 0 else { return [] }
        let levellings = levellings
        let heldBack = profiles.map(\.agent)
            .filter { agent in
                pool.isAvailable(agent)
                    && levellings.contains { levelling in
                        pool.levelledUntil(agent, levelling).map { now < $0 } ?? false
                    }
            }
        if heldBack.isEmpty { return [] }
        var alone: Set<AgentOrdinal> = []
        for ticket in queue.tickets {
            guard let state = openTickets[ticket], let only = pool.onlyOne(query(state, at: now)) else { continue }
            alone.insert(only)
        }
        return heldBack.filter(alone.contains)
    }
}
