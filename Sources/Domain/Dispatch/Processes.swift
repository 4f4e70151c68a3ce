public import Events

// What happens by itself. Each command is decided like any other, and may find that there is nothing to do.
extension DomainState {
    /// What to do because of an event that was just folded in: whoever may have become free gets the first ticket of
    /// the queue that they can take.
    public func react(to event: borrowing EventView) throws(WireError) -> [Command] {
        let agent: AgentOrdinal
        switch event.type {
        case .agentChanged: agent = try event.fields(AgentChanged.self).ordinal(.agent)
        case .presenceChanged: agent = try event.fields(PresenceChanged.self).ordinal(.agent)
        // Who was just offered one from the queue may have room for another.
        case .offerMade: agent = try event.fields(OfferMade.self).ordinal(.agent)
        case .offerDeclined: agent = try event.fields(OfferDeclined.self).ordinal(.agent)
        case .offerExpired: agent = try event.fields(OfferExpired.self).ordinal(.agent)
        case .ticketResolved: agent = try event.fields(TicketResolved.self).ordinal(.agent)
        default: return []
        }
        return firstWaiting(for: agent, at: event.recordedAt).map { [.dispatch($0)] } ?? []
    }

    /// What to do after a restart: what should have happened while nobody was there is found by ``takeDue(at:)``; here
    /// is what a crash cut off between an event and the reaction to it.
    public func resume(at now: Instant) -> [Command] {
        var commands: [Command] = []
        for agent in agents {
            if let ticket = firstWaiting(for: agent.agent, at: now) { commands.append(.dispatch(ticket)) }
        }
        return commands
    }

    /// When the next deadline may be due; nil while there is none.
    public var nextDue: Instant? { deadlines.next }

    /// Takes the deadlines out that are due at `now`, as commands, for those that still stand.
    public mutating func takeDue(at now: Instant) -> [Command] {
        deadlines.takeDue(at: now).compactMap { due in
            guard let ticket = openTickets[due.ticket] else { return nil }
            switch due.kind {
            case .offerExpires:
                let stands = ticket.lifeCycle == .offered && ticket.offerExpiresAt == due.dueAt
                return stands ? .expireOffer(due.ticket, due.agent, dueAt: due.dueAt) : nil
            case .offerAgain: return ticket.isQueued ? .dispatch(due.ticket) : nil
            }
        }
    }

    private func firstWaiting(for agent: AgentOrdinal, at now: Instant) -> TicketOrdinal? {
        guard queue.count > 0, let state = try? self.agent(agent), state.presence == .online, state.hasRoom else {
            return nil
        }
        let dispatcher = Dispatcher(state: self, now: now)
        return queue.first { ticket in openTickets[ticket].map { dispatcher.canTake(state, $0) } ?? false }
    }
}
