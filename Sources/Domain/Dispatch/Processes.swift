internal import Dispatching
public import Events
internal import Policies

// What happens by itself. Each command is decided like any other, and may find that there is nothing to do.
extension DomainState {
    /// What to do because of an event that was just folded in: the ticket's clocks go by it, people are told, and
    /// whoever may have become free gets the first ticket of the queue that they can take.
    public func react(to event: borrowing EventView) throws(WireError) -> [Command] {
        // What is over starts no clock, and nobody is told of it or freed by it.
        if event.isPast { return [] }
        var commands: [Command] = []
        if let ticket = try event.ticket(), let state = openTickets[ticket] {
            let triggers = try triggers(of: event, on: state)
            let rules = rules(of: state)
            if !triggers.isEmpty {
                if rules.policy.deadlines.contains(where: { $0.isConcerned(by: triggers) }) {
                    commands.append(.tick(ticket, triggers))
                }
                if rules.policy.notices.contains(where: { $0.on.contains(where: triggers.contains) }) {
                    commands.append(.notify(ticket, triggers))
                }
                if rules.policy.feedback.asks.contains(where: triggers.contains), state.lifeCycle == .resolved {
                    commands.append(.survey(ticket, tokenHash: [], token: []))
                }
            }
            let isTriage = event.type == .ticketClassified || event.type == .ticketPrioritised
            if isTriage, !state.clocks.isEmpty || !state.begun.isEmpty { commands.append(.move(ticket)) }
        }
        if queue.count > 0, let agent = try mayHaveRoom(because: event), pool.isAvailable(agent) {
            commands.append(.offerWaiting(agent, proposing: true))
        }
        switch event.type {
        case .policyPublished where isConfirming != wasConfirming: commands += proposalsOfNobody() + offersToAll()
        case .agentChanged, .presenceChanged:
            let agent = AgentOrdinal(rawValue: try event.leadingNumbers().first)
            commands += staleProposals(of: agent, at: event.recordedAt).map { .renewProposal($0) }
            if event.type == .agentChanged {
                let alone = leftAlone(at: event.recordedAt).filter { $0 != agent }
                commands += alone.map { .offerWaiting($0, proposing: true) }
            }
        // Whoever has no room any more is no candidate elsewhere.
        case .offerMade:
            let agent: AgentOrdinal = try event.fields(OfferMade.self).ordinal(.agent)
            commands += staleProposals(of: agent, at: event.recordedAt).map { .renewProposal($0) }
        case .accountChanged:
            let account = AccountOrdinal(rawValue: try event.leadingNumbers().first)
            commands += lostOffers(of: accounts[Int(account.rawValue) - 1])
            commands += leftAlone(at: event.recordedAt).map { .offerWaiting($0, proposing: true) }
        case .dispatchProposed:
            let ticket = TicketOrdinal(rawValue: try event.leadingNumbers().first)
            if queue.count > 0, let agent = openTickets[ticket]?.proposed.first, mayBeProposedMore(agent) {
                commands.append(.offerWaiting(agent, proposing: true))
            }
        default: break
        }
        return commands
    }

    /// The agent who may be able to take a ticket now and could not before.
    private func mayHaveRoom(because event: borrowing EventView) throws(WireError) -> AgentOrdinal? {
        switch event.type {
        case .agentChanged: try event.fields(AgentChanged.self).ordinal(.agent)
        case .presenceChanged: try event.fields(PresenceChanged.self).ordinal(.agent)
        // Who was just offered one from the queue may have room for another.
        case .offerMade: try event.fields(OfferMade.self).ordinal(.agent)
        case .offerDeclined: try event.fields(OfferDeclined.self).ordinal(.agent)
        case .offerExpired: try event.fields(OfferExpired.self).ordinal(.agent)
        case .assignmentWithdrawn: try event.fields(AssignmentWithdrawn.self).ordinal(.agent)
        case .ticketResolved: try event.fields(TicketResolved.self).ordinal(.agent)
        default: nil
        }
    }

    /// What to do after a restart: what should have happened while nobody was there is found by ``takeDue(at:)``; here
    /// is what a crash cut off between an event and the reaction to it.
    public func resume(at now: Instant) -> [Command] {
        let lost = accounts.flatMap { account in presentStill(account) + lostOffers(of: account) }
        let renewed =
            lost + proposals.all.filter { isStale($0, at: now) }.map { Command.renewProposal($0) } + proposalsOfNobody()
        return renewed + offersToAll()
    }

    /// Whoever is there gets what waits: perhaps it may go to them only now.
    private func offersToAll() -> [Command] {
        if queue.count == 0 { return [] }
        return agents.map(\.agent).filter(pool.isAvailable).map { .offerWaiting($0, proposing: true) }
    }

    /// When the next deadline may be due; nil while there is none.
    public var nextDue: Instant? { schedule.next }

    /// Takes the deadlines out that are due at `now`, as commands, for those that still stand.
    public mutating func takeDue(at now: Instant) -> [Command] {
        schedule.takeDue(at: now).compactMap { stands($0) }
    }
}
