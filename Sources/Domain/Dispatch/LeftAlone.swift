internal import Dispatching
internal import Events

extension DomainState {
    /// Who is held back by levelling and is the only one now for something that waits: the last of the others lost the
    /// skill, is not looked at for it any more, or left. In their order.
    ///
    /// Cost: a look at every agent and, while anybody is held back, a look at everything that waits, and a decision for
    /// what is alike of it.
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
        var looked: Set<Wanted> = []
        for ticket in queue.tickets {
            guard let state = openTickets[ticket] else { continue }
            // Nobody else is asked for what nobody passed by, and is alike.
            if state.passedBy.isEmpty, !looked.insert(Wanted(state)).inserted { continue }
            if let only = pool.onlyOne(query(state, at: now)) { alone.insert(only) }
        }
        return heldBack.filter(alone.contains)
    }
}

/// By what a waiting ticket finds somebody.
private struct Wanted: Hashable {
    let policyVersion: UInt64
    let category: String
    let region: String

    init(_ ticket: TicketState) {
        (policyVersion, category, region) = (ticket.policyVersion, ticket.category, ticket.region)
    }
}
