public import Events

extension DomainState {
    /// Folds one event in, as it lies in the log: what happens live and what is replayed take the same way.
    /// - Throws: if the event's bytes are not what its contract says. An event that contradicts the state is a bug, of
    ///   this version or of the one that wrote it, and traps.
    public mutating func evolve(_ event: borrowing EventView) throws(WireError) {
        switch event.type {
        case .policyPublished, .customerRevealed, .attachmentAdded: break
        case .accountCreated: accountNames.append(try event.fields(AccountCreated.self).text(.name))
        case .agentChanged: evolveAgent(try AgentChanged(decoding: event.payload))
        case .presenceChanged:
            let fields = try event.fields(PresenceChanged.self)
            let agent: AgentOrdinal = try fields.ordinal(.agent)
            guard let presence: Presence = try fields.choice(.presence) else { return }
            withAgent(agent) { $0.presence = presence }
        case .customerRegistered:
            let fields = try event.fields(CustomerRegistered.self)
            let customer: CustomerOrdinal = try fields.ordinal(.customer)
            precondition(customer == nextCustomer, "ordinals are dense")
            customersErased.append(false)
            customerTiers.append(try fields.text(.tier))
        case .customerErased:
            let customer: CustomerOrdinal = try event.fields(CustomerErased.self).ordinal(.customer)
            customersErased[Int(customer.rawValue) - 1] = true
        case .ticketSubmitted, .ticketClassified, .ticketPrioritised, .ticketQueued, .offerMade, .offerAccepted,
            .offerDeclined, .offerExpired, .progressRecorded, .ticketResolved, .ticketRated, .ticketClosed:
            try evolveTicket(event)
        case .notificationQueued, .notificationDelivered, .notificationFailed, .notificationGivenUp:
            try evolveNotification(event)
        case .reviewRequested, .ticketReviewed, .ticketReopened, .dispatchProposed, .assignmentRequested,
            .assignmentApproved, .assignmentRejected, .assignmentWithdrawn, .deadlineStarted, .deadlineStopped,
            .deadlinePaused, .deadlineResumed, .deadlineMoved, .deadlineWarned, .deadlineBreached, .surveySent,
            .surveyRevoked:
            try evolveTicket(event)
        case .accountChanged, .passwordSet, .tokenIssued, .tokenRevoked, .departmentChanged, .customerContacted,
            .ticketEscalated, .notificationRead:
            break
        }
    }

    private mutating func evolveAgent(_ change: AgentChanged) {
        let index = Int(change.agent.rawValue) - 1
        if change.agent == nextAgent {
            agents.append(AgentState(change, presence: .offline, open: 0))
        } else {
            agentByIdentifier[agents[index].identifier] = nil
            agents[index] = AgentState(change, presence: agents[index].presence, open: agents[index].open)
        }
        agentByIdentifier[change.identifier] = change.agent
    }

    mutating func withAgent(_ agent: AgentOrdinal, _ body: (inout AgentState) -> Void) {
        let index = Int(agent.rawValue) - 1
        count(agents[index], isThere: false)
        body(&agents[index])
        count(agents[index], isThere: true)
    }

    /// Keeps the sums over those on line.
    private mutating func count(_ agent: AgentState, isThere: Bool) {
        guard agent.presence == .online else { return }
        if isThere {
            onlineCount += 1
            onlineOpen += agent.open
        } else {
            onlineCount -= 1
            onlineOpen -= agent.open
        }
    }
}
