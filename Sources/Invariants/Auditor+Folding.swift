internal import Events
internal import HeapModule
internal import Policies

extension Auditor {
    mutating func fold(_ event: borrowing EventView) throws(WireError) {
        if event.isPast { return try foldPast(event) }
        switch event.type {
        case .policyPublished: try published(event)
        case .agentChanged: try changed(event)
        case .presenceChanged: try cameOrWent(event)
        case .ticketSubmitted: try submitted(event)
        case .ticketClassified, .ticketPrioritised, .ticketQueued, .reviewRequested, .ticketReviewed,
            .customerContacted, .ticketEscalated, .attachmentAdded:
            try foldTriage(event)
        case .dispatchProposed, .proposalWithdrawn, .offerMade, .offerAccepted, .offerDeclined, .offerExpired,
            .assignmentRequested,
            .assignmentApproved, .assignmentRejected, .assignmentWithdrawn:
            try foldOffer(event)
        case .progressRecorded, .ticketResolved, .ticketRated, .ticketClosed, .ticketReopened, .surveySent,
            .surveyRevoked:
            try foldWork(event)
        case .deadlineStarted, .deadlineStopped, .deadlinePaused, .deadlineResumed, .deadlineMoved, .deadlineWarned,
            .deadlineBreached:
            try foldDeadline(event)
        case .accountCreated, .accountChanged: try foldAccount(event)
        case .passwordSet, .tokenIssued, .tokenRevoked, .departmentChanged,
            .customerRegistered, .customerRevealed, .customerErased, .notificationQueued, .notificationDelivered,
            .notificationFailed, .notificationGivenUp, .notificationRead, .nothingChanged:
            break
        }
    }

    /// The open ticket that an event is about, by its slot; reports where there is none.
    mutating func slot(_ event: borrowing EventView, _ ordinal: UInt64) -> Int? {
        guard let slot = tickets.slot(ordinal) else {
            report(.subject, ticket: ordinal, expected: LocalText("没有这张未关闭的工单", "there is no such open ticket"))
            return nil
        }
        let version = tickets[slot].rules.version
        if event.policyVersion != version {
            report(
                .policy, ticket: ordinal,
                expected: LocalText("工单按版本 \(version) 处理", "the ticket runs under version \(version)"))
        }
        return slot
    }

    /// Whether there is such an agent; reports where there is none.
    mutating func isKnown(_ agent: UInt64, ticket: UInt64 = 0) -> Bool {
        if index(ofAgent: agent) != nil { return true }
        report(.subject, ticket: ticket, agent: agent, expected: LocalText("没有此人", "there is no such agent"))
        return false
    }

    private mutating func published(_ event: borrowing EventView) throws(WireError) {
        let published = try PolicyPublished(decoding: event.payload).lifted
        let next = UInt64(policies.count) + 1
        if published.version != next {
            report(.policy, expected: LocalText("下一版本应为 \(next)", "version \(next) is next"))
        }
        let policy: Policy
        do throws(PolicyRefusal) { policy = try Policy(canonical: published.canonical, version: next) } catch {
            return report(.policy, expected: LocalText("规则应可读", "a policy that was published can be read"))
        }
        let rules = PolicyRules(policy, skills: &skills, pools: &pools)
        let isNew = !policies.contains { $0.levelling == rules.levelling }
        policies.append(rules)
        guard isNew else { return }
        for agent in agents.indices { noteLevellingEnd(agent, rules.levelling) }
    }

    private mutating func changed(_ event: borrowing EventView) throws(WireError) {
        let change = try AgentChanged(decoding: event.payload)
        let ordinal = change.agent.rawValue
        if ordinal == UInt64(agents.count) + 1 { agents.append(AgentRecord()) }
        guard isKnown(ordinal) else { return }
        let index = Int(ordinal) - 1
        if let holder = agentOrdinals[change.identifier], holder != ordinal {
            report(
                .subject, agent: ordinal,
                expected: LocalText("标识属于另一人", "the identifier is another agent's"))
        }
        setAvailable(index, false)
        setThere(index, false)
        agentOrdinals[agents[index].identifier] = nil
        agentOrdinals[change.identifier] = ordinal
        agents[index].identifier = change.identifier
        agents[index].skills = change.skills.map { skills.add($0.name) }.reduce(into: []) { all, skill in
            if !all.contains(skill) { all.append(skill) }
        }
        agents[index].regions = change.regions.map(\.foldedName)
        agents[index].pool = pools.add(change.pool.isEmpty ? Self.ordinaryPool : change.pool)
        agents[index].capacity = change.capacity
        agents[index].isOfRecord = !change.source.isEmpty
        setAvailable(index, true)
        setThere(index, true)
        noteLevellingEnds(index)
        freed.agents.append(ordinal)
        freeHeldBack()
    }

    /// Of agents of whom nothing else is said.
    private static let ordinaryPool = "regular"

    private mutating func cameOrWent(_ event: borrowing EventView) throws(WireError) {
        let (agent, number) = try event.leadingNumbers()
        guard isKnown(agent), let presence = Presence(rawValue: number) else { return }
        let index = Int(agent) - 1
        setAvailable(index, false)
        setThere(index, false)
        if presence == .offline { agents[index].signedOutAt = now }
        if agents[index].presence == .offline, presence != .offline, agents[index].wasAway(at: now) {
            (agents[index].signedInAt, agents[index].queueOffers) = (now, 0)
        }
        agents[index].presence = presence
        setAvailable(index, true)
        setThere(index, true)
        freed.agents.append(agent)
    }

    /// When each policy that something may run under lets the agent have more of the queue again.
    mutating func noteLevellingEnds(_ agent: Int) {
        for place in policies.indices
        where !policies[..<place].contains(where: { $0.levelling == policies[place].levelling }) {
            noteLevellingEnd(agent, policies[place].levelling)
        }
    }

    private mutating func noteLevellingEnd(_ agent: Int, _ levelling: PolicyRules.Levelling) {
        guard let end = agents[agent].levellingEnd(levelling), end > now else { return }
        ends.insert(Ending(at: end, agent: UInt64(agent) + 1))
    }
}

/// When something ends that keeps an agent from being offered a ticket.
struct Ending: Comparable, Sendable {
    let at: Instant
    let agent: UInt64

    static func < (left: Self, right: Self) -> Bool { (left.at, left.agent) < (right.at, right.agent) }
}
