internal import Dispatching
public import Events
internal import Policies

extension DomainState {
    /// Folds one event in, as it lies in the log: what happens live and what is replayed take the same way.
    /// - Throws: if the event's bytes are not what its contract says. An event that contradicts the state is a bug, of
    ///   this version or of the one that wrote it, and traps.
    public mutating func evolve(_ event: borrowing EventView) throws(WireError) {
        // An agent is introduced now, whatever the record is of.
        if event.isPast { return try evolvePast(event) }
        switch event.type {
        case .customerRevealed: break
        case .attachmentAdded: if let ticket = try event.ticket() { openTickets[ticket]?.additions += 1 }
        case .policyPublished: try published(event)
        case .accountCreated, .accountChanged, .passwordSet, .tokenIssued, .tokenRevoked, .departmentChanged:
            try evolveAccount(event)
        case .agentChanged: evolveAgent(try AgentChanged(decoding: event.payload), at: event.recordedAt)
        case .presenceChanged:
            let fields = try event.fields(PresenceChanged.self)
            let agent: AgentOrdinal = try fields.ordinal(.agent)
            guard let presence: Presence = try fields.choice(.presence) else { return }
            cameOrWent(agent, presence, at: event.recordedAt)
        case .customerRegistered:
            let fields = try event.fields(CustomerRegistered.self)
            let customer: CustomerOrdinal = try fields.ordinal(.customer)
            precondition(customer == nextCustomer, "ordinals are dense")
            customersErased.append(false)
            customerTiers.append(try fields.text(.tier))
            lastHandlers.append(nil)
        case .customerErased:
            let customer: CustomerOrdinal = try event.fields(CustomerErased.self).ordinal(.customer)
            customersErased[Int(customer.rawValue) - 1] = true
        case .ticketSubmitted, .ticketClassified, .ticketPrioritised, .ticketQueued, .offerMade, .offerAccepted,
            .offerDeclined, .offerExpired, .progressRecorded, .ticketResolved, .ticketRated, .ticketClosed:
            try evolveTicket(event)
        case .notificationQueued, .notificationDelivered, .notificationFailed, .notificationGivenUp:
            try evolveNotification(event)
        case .reviewRequested, .ticketReviewed, .ticketReopened, .dispatchProposed, .proposalWithdrawn,
            .assignmentRequested, .assignmentApproved, .assignmentRejected, .assignmentWithdrawn, .deadlineStarted,
            .deadlineStopped, .deadlinePaused, .deadlineResumed, .deadlineMoved, .deadlineWarned, .deadlineBreached,
            .surveySent,
            .surveyRevoked:
            try evolveTicket(event)
        case .customerContacted, .ticketEscalated, .notificationRead, .nothingChanged: break
        }
        if haveRestingDeadlines { try noteBegun(event) }
    }

    private mutating func evolveAgent(_ change: AgentChanged, at instant: Instant) {
        pool.set(change.agent, AgentProfile(change), at: instant)
        if change.agent == nextAgent {
            profiles.append(change)
        } else {
            let index = Int(change.agent.rawValue) - 1
            agentByIdentifier[profiles[index].identifier] = nil
            profiles[index] = change
        }
        agentByIdentifier[change.identifier] = change.agent
        planNextWindows(change.agent, after: instant)
    }

    private mutating func cameOrWent(_ agent: AgentOrdinal, _ presence: Presence, at instant: Instant) {
        let wasOffline = pool.presence(of: agent) == .offline
        pool.change(agent, presence, at: instant)
        guard wasOffline, presence != .offline else { return }
        // Whoever just signed in gets the rest of their share of the queue later, busy at first or not: at the end of
        // the window of each policy that something in the queue may run under.
        let windows = Set(levellings.filter { !$0.repeats }.map(\.window))
        for window in windows.sorted() { planLevellingEnd(agent, instant.advanced(by: window)) }
    }

    /// Of the policies that something in the queue may run under.
    var levellings: Set<Policy.Levelling> { Set(rulesByVersion.values.map(\.policy.dispatch.levelling)) }

    /// Whoever was offered enough out of the queue for now gets more of it with the next window.
    mutating func planNextWindows(_ agent: AgentOrdinal, after now: Instant) {
        let ends = levellings.filter(\.repeats).compactMap { pool.levelledUntil(agent, $0) }.filter { $0 > now }
        for end in Set(ends).sorted() { planLevellingEnd(agent, end) }
    }

    /// Looks again at what waits when an agent may be offered more of it.
    mutating func planLevellingEnd(_ agent: AgentOrdinal, _ end: Instant) {
        schedule.add(
            Schedule.Entry(
                dueAt: end, kind: .levelledAgain, ticket: TicketOrdinal(rawValue: 0), detail: agent.rawValue))
    }
}
