internal import Dispatching
internal import Events

/// Which tickets wait for a dispatcher with an agent among their candidates: whoever goes or changes is looked up here,
/// and no ticket else is looked at.
struct ProposalIndex: Sendable {
    private var tickets: [AgentOrdinal: Set<TicketOrdinal>] = [:]

    mutating func change(_ ticket: TicketOrdinal, from old: [AgentOrdinal], to new: [AgentOrdinal]) {
        for agent in old {
            tickets[agent]?.remove(ticket)
            if tickets[agent]?.isEmpty == true { tickets[agent] = nil }
        }
        for agent in new { tickets[agent, default: []].insert(ticket) }
    }

    /// In the order of the tickets.
    func tickets(of agent: AgentOrdinal) -> [TicketOrdinal] { (tickets[agent] ?? []).sorted() }

    func count(of agent: AgentOrdinal) -> Int { tickets[agent]?.count ?? 0 }

    /// Every ticket, in their order.
    var all: [TicketOrdinal] { Set(tickets.values.joined()).sorted() }
}

// Proposals that nobody can confirm any more are made anew by themselves.
extension DomainState {
    /// What waits for a dispatcher with this agent as a candidate, and whom no candidate can take now.
    func staleProposals(of agent: AgentOrdinal, at now: Instant) -> [TicketOrdinal] {
        proposals.tickets(of: agent).filter { isStale($0, at: now) }
    }

    func isStale(_ ticket: TicketOrdinal, at now: Instant) -> Bool {
        guard let state = openTickets[ticket], !state.proposed.isEmpty else { return false }
        // Whom a person had proposed may be confirmed, however often they passed the ticket by.
        let query = query(state, isByHand: true, at: now)
        return !state.proposed.contains { pool.canTake($0, query) }
    }

    /// What waits for a dispatcher where none is asked any more, by priority and age.
    func proposalsOfNobody() -> [Command] {
        if isConfirming { return [] }
        let waiting = proposals.all.compactMap { openTickets[$0] }
        let inOrder = waiting.sorted { ($1.priority, $0.ticket) < ($0.priority, $1.ticket) }
        return inOrder.map { .renewProposal($0.ticket) }
    }

    /// Withdraws a proposal whose candidates have all gone, and proposes others or queues the ticket. Where nobody is
    /// asked to confirm any more, the ticket is dispatched by itself.
    func renewProposal(_ ticket: TicketOrdinal, at now: Instant) throws(Refusal) -> [any Event] {
        let state = try self.ticket(ticket, for: .dispatch)
        guard isConfirming else { return state.proposed.isEmpty ? [] : dispatch(state, at: now, isAgain: false) }
        guard isStale(ticket, at: now) else { return [] }
        var withdrawn = ProposalWithdrawn()
        withdrawn.ticket = ticket
        return [withdrawn] + dispatch(state, at: now, isAgain: false)
    }

    /// Whether an agent who was just proposed may be proposed for another ticket of the queue. Until a dispatcher
    /// confirms them, proposals take no room: as many are made as would fill it, and the rest waits for others.
    func mayBeProposedMore(_ agent: AgentOrdinal) -> Bool {
        let state = known(agent)
        return state.hasRoom && UInt64(proposals.count(of: agent)) < state.capacity - state.open
    }

    mutating func propose(_ ticket: TicketOrdinal, _ candidates: [AgentOrdinal]) {
        guard let old = openTickets[ticket]?.proposed, old != candidates else { return }
        proposals.change(ticket, from: old, to: candidates)
        withTicket(ticket) { $0.proposed = candidates }
    }
}
