internal import Events
internal import Policies

/// Makes the events of a past ticket, step by step.
struct PastStory {
    private(set) var occurrences: [Occurrence] = []
    private let state: DomainState
    private let past: PastTicket
    private let now: Instant
    private var ticket: TicketState
    private var isAccepted = false
    private var isResolved = false
    private var isOver = false
    private var last: Instant
    /// Those whom the story introduces or teaches something, in the order in which they appear.
    private var changed: [AgentChanged] = []

    init(_ state: DomainState, _ past: PastTicket, of customer: CustomerOrdinal, now: Instant) {
        self.state = state
        self.past = past
        self.now = now
        last = past.submittedAt
        ticket = TicketState(
            ticket: state.nextTicket, customer: customer, policyVersion: state.policy.version,
            submittedAt: past.submittedAt, region: "")
        (ticket.category, ticket.priority) = (past.category, past.priority)
    }

    /// Agents as they are from now on.
    var people: [AgentChanged] { changed }

    mutating func begin() throws(Refusal) {
        try check(past.submittedAt, nil)
        if !past.category.isEmpty { try checkCategory(past.category) }
        var submitted = TicketSubmitted()
        (submitted.ticket, submitted.customer) = (ticket.ticket, ticket.customer)
        submitted.number = state.pastNumber(past)
        (submitted.channel, submitted.content) = (past.channel, past.content)
        (submitted.source, submitted.sourceCase) = (past.origin.source, past.origin.name)
        add(submitted, at: past.submittedAt)
        if !past.category.isEmpty {
            var classified = TicketClassified()
            (classified.ticket, classified.category) = (ticket.ticket, past.category)
            classified.confidence = past.confidence
            add(classified, at: past.submittedAt)
        }
        var prioritised = TicketPrioritised()
        (prioritised.ticket, prioritised.priority) = (ticket.ticket, past.priority)
        add(prioritised, at: past.submittedAt)
    }

    mutating func take(_ step: PastStep, _ index: Int) throws(Refusal) {
        try check(step.at, index)
        if isOver, step.kind != .reopened { throw .impossiblePast(step: index, .isOver) }
        switch step.kind {
        case .assigned, .accepted: try give(step, index)
        case .reassigned: try takeBack(step, index)
        case .classified: try classify(step)
        case .escalated:
            var event = TicketEscalated()
            (event.ticket, event.to) = (ticket.ticket, Policy.Recipient.supervisor.rawValue)
            add(event, at: step.at)
        case .reopened: reopen(step)
        case .resolved: try resolve(step, index)
        case .closed: close(.elsewhere, at: step.at)
        case .abandoned:
            if isResolved { throw .impossiblePast(step: index, .isResolved) }
            close(.abandoned, at: step.at)
        }
        last = step.at
    }

    /// What the record leaves open is over here: nobody is to be offered what was dealt with years ago. What was
    /// resolved was over there too, whether or not the record says so.
    mutating func end() {
        if !isOver { close(isResolved ? .elsewhere : .recordEnded, at: last) }
    }

    private mutating func add(_ event: any Event, at instant: Instant) {
        occurrences.append(Occurrence(event, at: instant))
    }

    private func check(_ instant: Instant, _ index: Int?) throws(Refusal) {
        guard instant.milliseconds > 0 else { throw .impossiblePast(step: index, .tooEarly) }
        guard instant <= now else { throw .impossiblePast(step: index, .inFuture(now: now)) }
        guard instant >= last else { throw .impossiblePast(step: index, .outOfOrder) }
    }

    private func checkCategory(_ code: String) throws(Refusal) {
        guard state.policy.category(code) != nil else {
            throw .unknownCategory(code, known: state.policy.triage.categories.map(\.code))
        }
    }

    private mutating func give(_ step: PastStep, _ index: Int) throws(Refusal) {
        guard !step.agent.isEmpty else { throw .impossiblePast(step: index, .agentMissing) }
        if isResolved { throw .impossiblePast(step: index, .isResolved) }
        let agent = agent(step.agent)
        if let holder = ticket.holder, holder != agent || isAccepted || step.kind == .assigned {
            throw .impossiblePast(step: index, .hasItAlready(identifier(holder)))
        }
        if ticket.holder == nil {
            var offer = OfferMade()
            (offer.ticket, offer.agent) = (ticket.ticket, agent)
            // Where the record tells both, when it was given and when it was taken, the answer was in time or late.
            if step.kind == .assigned { offer.expiresAt = state.offerEnd(ticket, at: step.at) }
            add(offer, at: step.at)
            ticket.holder = agent
        }
        guard step.kind == .accepted else { return }
        var accepted = OfferAccepted()
        (accepted.ticket, accepted.agent) = (ticket.ticket, agent)
        add(accepted, at: step.at)
        isAccepted = true
        learn(agent, at: step.at)
    }

    private mutating func takeBack(_ step: PastStep, _ index: Int) throws(Refusal) {
        guard let holder = ticket.holder, !isResolved else { throw .impossiblePast(step: index, .nobodyHasIt) }
        var event = AssignmentWithdrawn()
        (event.ticket, event.agent, event.wasAccepted) = (ticket.ticket, holder, isAccepted)
        add(event, at: step.at)
        (ticket.holder, isAccepted) = (nil, false)
    }

    private mutating func classify(_ step: PastStep) throws(Refusal) {
        try checkCategory(step.category)
        guard step.category != ticket.category else { return }
        var event = TicketClassified()
        (event.ticket, event.category, event.confidence) = (ticket.ticket, step.category, past.confidence)
        event.from = ticket.category
        add(event, at: step.at)
        ticket.category = step.category
    }

    /// Also where the record does not say that it was over: it says that it began anew.
    private mutating func reopen(_ step: PastStep) {
        ticket.cycle += 1
        var event = TicketReopened()
        (event.ticket, event.cycle) = (ticket.ticket, ticket.cycle)
        add(event, at: step.at)
        (ticket.holder, isAccepted, isResolved, isOver) = (nil, false, false, false)
    }

    /// By whoever the record says did it, whether or not it says that they had it.
    private mutating func resolve(_ step: PastStep, _ index: Int) throws(Refusal) {
        if isResolved { throw .impossiblePast(step: index, .isResolved) }
        var event = TicketResolved()
        event.ticket = ticket.ticket
        if !step.agent.isEmpty {
            event.agent = agent(step.agent)
            learn(event.agent, at: step.at)
        }
        add(event, at: step.at)
        isResolved = true
    }

    private mutating func close(_ closing: Closing, at instant: Instant) {
        add(DomainState.closed(ticket.ticket, closing), at: instant)
        isOver = true
    }
}

// Who appears in it.
extension PastStory {
    /// The agent with an identifier: one of this place, or one whom the story introduces. Nobody can be offered
    /// anything by that: whoever is introduced is off line, and has no account.
    private mutating func agent(_ identifier: String) -> AgentOrdinal {
        if let known = state.agentByIdentifier[identifier] { return known }
        if let known = changed.first(where: { $0.identifier == identifier }) { return known.agent }
        let introduced = UInt64(changed.count { $0.agent >= state.nextAgent })
        var agent = AgentChanged()
        agent.agent = AgentOrdinal(rawValue: state.nextAgent.rawValue + introduced)
        agent.identifier = identifier
        agent.name = past.agentNames[identifier] ?? identifier
        agent.capacity = state.policy.dispatch.capacity
        agent.source = past.origin.source
        changed.append(agent)
        return agent.agent
    }

    private func identifier(_ agent: AgentOrdinal) -> String {
        changed.first { $0.agent == agent }?.identifier ?? state.profiles[Int(agent.rawValue) - 1].identifier
    }

    /// Whoever took such a ticket can do such work, since the first of them. Of somebody whom people have introduced or
    /// changed, people say what they can.
    private mutating func learn(_ agent: AgentOrdinal, at instant: Instant) {
        guard let code = state.policy.category(ticket.category)?.skill else { return }
        let place = changed.firstIndex { $0.agent == agent }
        var profile = place.map { changed[$0] } ?? state.profiles[Int(agent.rawValue) - 1]
        guard !profile.source.isEmpty else { return }
        if let index = profile.skills.firstIndex(where: { $0.name == code }) {
            guard let since = profile.skills[index].since, instant < since else { return }
            profile.skills[index].since = instant
        } else {
            guard profile.skills.count < Self.skillsMax else { return }
            profile.skills.append(Skill(name: code, level: Self.level, since: instant))
        }
        if let place { changed[place] = profile } else { changed.append(profile) }
    }

    /// A record says who took what, and nothing of how well.
    private static let level: UInt64 = 3
    /// As many as people may give somebody.
    private static let skillsMax = 64
}
