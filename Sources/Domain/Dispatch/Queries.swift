internal import Dispatching
internal import Events
internal import Policies

extension DomainState {
    /// What is asked of the agents for a ticket.
    /// - Parameter isByHand: a person has it dispatched, whoever passed it by however often.
    func query(_ ticket: TicketState, isByHand: Bool = false, at now: Instant) -> AgentPool.Query {
        let rules = rules(of: ticket)
        var query = AgentPool.Query(
            rules: rules.policy.dispatch, priority: ticket.priority,
            skill: rules.policy.category(ticket.category)?.skill,
            region: ticket.region, now: now)
        query.excluded = ticket.excluded(rules.policy.dispatch, isByHand: isByHand, isConfirming: isConfirming)
        query.previous = [ticket.previousHolder, lastHandler(of: ticket.customer)].compactMap { $0 }
        query.isFromQueue = ticket.isQueued
        return query
    }

    /// Whether a dispatcher confirms each offer: the house's way now, whatever it was when a ticket came. Who has gone
    /// over to automatic dispatch waits for nobody, and where somebody confirms again nothing goes past them.
    var isConfirming: Bool { policy.dispatch.mode == .confirm }

    /// The same under the version before.
    var wasConfirming: Bool { rules(version: policy.version - 1).policy.dispatch.mode == .confirm }

    /// Nil also for a customer who is only about to be registered.
    private func lastHandler(of customer: CustomerOrdinal) -> AgentOrdinal? {
        customer < nextCustomer ? lastHandlers[Int(customer.rawValue) - 1]?.agent : nil
    }

    /// Who could take the ticket, who best, and how many were left out and why.
    func decision(_ ticket: TicketState, isByHand: Bool = false, at now: Instant) -> Decision {
        pool.decide(query(ticket, isByHand: isByHand, at: now))
    }

    /// The first ticket of the queue that the agent can take.
    /// - Parameter proposing: also where a dispatcher has to confirm it.
    func firstWaiting(for agent: AgentOrdinal, proposing: Bool, at now: Instant) -> TicketState? {
        guard proposing || !isConfirming else { return nil }
        return queue.first(for: agent, in: pool) { ticket in
            openTickets[ticket].map { pool.canTake(agent, query($0, at: now)) } ?? false
        }.flatMap { openTickets[$0] }
    }
}

extension AgentProfile {
    init(_ change: AgentChanged) {
        self.init(
            skills: change.skills.map { Skill(code: $0.name, level: $0.level, since: $0.since) },
            regions: change.regions.map(\.foldedName),
            pool: change.pool.isEmpty ? Self.ordinaryPool : change.pool, capacity: change.capacity,
            isOfRecord: !change.source.isEmpty)
    }
}
