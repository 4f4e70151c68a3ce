internal import Events
internal import HeapModule
internal import Policies

// Offers, and how they end.
extension Auditor {
    mutating func foldOffer(_ event: borrowing EventView) throws(WireError) {
        let (ordinal, agent) = try event.leadingNumbers()
        guard let slot = slot(event, ordinal) else { return }
        switch event.type {
        case .dispatchProposed: return proposed(slot, try Self.chosen(event.fields(DispatchProposed.self), .decision))
        case .proposalWithdrawn: return proposalWithdrawn(slot)
        case .offerMade:
            guard isKnown(agent, ticket: ordinal) else { return }
            return offered(slot, agent, try Self.chosen(event.fields(OfferMade.self), .decision))
        default: break
        }
        guard isKnown(agent, ticket: ordinal) || event.type == .assignmentApproved else { return }
        switch event.type {
        case .offerAccepted:
            expect(slot, [.offered])
            expectHolder(slot, agent)
            tickets[slot].lifeCycle = .accepted
            tickets[slot].offersUnanswered = 0
            happens(.accepted, slot)
        case .offerDeclined:
            expect(slot, [.offered])
            returned(slot, agent, isUnanswered: true)
        case .offerExpired:
            expect(slot, [.offered])
            if let dueAt = try event.fields(OfferExpired.self).instant(.dueAt), dueAt > now {
                report(
                    .clockFires, ticket: ordinal, agent: agent,
                    expected: LocalText("应在 \(dueAt.milliseconds) 之后", "not before \(dueAt.milliseconds)"))
            }
            returned(slot, agent, isUnanswered: true)
        case .assignmentWithdrawn:
            expect(slot, [.offered, .accepted, .inProgress])
            let wasAccepted = try event.fields(AssignmentWithdrawn.self).flag(.wasAccepted)
            if wasAccepted != (tickets[slot].lifeCycle != .offered) {
                report(
                    .lifeCycle, ticket: ordinal, agent: agent,
                    expected: LocalText("是否已接单与实际不符", "whether it was accepted is not as it was"))
            }
            returned(slot, agent, isUnanswered: false)
        case .assignmentRequested:
            expect(slot, [.waiting, .offered, .accepted, .inProgress])
            tickets[slot].requested = agent
            // Then an offer in the same command is by hand.
            if !tickets[slot].rules.asksApproval {
                approved = (ordinal, agent)
            } else if event.isLastOfCommand {
                // What is agreed to as it is asked for waits for nobody.
                happens(.assignmentRequested, slot)
                requestedAt = sequence
            }
        default: answered(slot, agent, event.type)
        }
    }

    /// What a decision came to.
    private struct Chosen {
        var ring = ""
        var candidates: [UInt64] = []
    }

    private static func chosen<Payload: Event>(
        _ fields: borrowing EventFields<Payload>, _ field: Payload.Field
    ) throws(WireError) -> Chosen {
        var chosen = Chosen()
        guard let decision = try fields.message(field, Decision.self) else { return chosen }
        chosen.ring = try decision.text(.ring)
        try decision.forEach(.candidates, Candidate.self) { candidate throws(WireError) in
            chosen.candidates.append(try candidate.number(.agent))
        }
        return chosen
    }

    /// A supervisor agreed to an assignment, or did not.
    private mutating func answered(_ slot: Int, _ agent: UInt64, _ type: EventType) {
        expect(slot, [.waiting, .offered, .accepted, .inProgress])
        if tickets[slot].requested != agent {
            report(
                .decision, ticket: tickets[slot].ordinal, agent: agent,
                expected: LocalText("没有人申请派给此人", "nobody asked for this agent"))
        }
        tickets[slot].requested = 0
        checkApproval(slot, agent)
        guard type == .assignmentApproved else { return }
        approved = (tickets[slot].ordinal, agent)
        // What was agreed to as it was asked for waits for nobody, and no deadline for that.
        let requestedAt = requestedAt
        if requestedAt != 0 { happened.removeAll { $0.sequence == requestedAt } }
    }

    private mutating func proposed(_ slot: Int, _ chosen: Chosen) {
        expect(slot, [.waiting])
        let ordinal = tickets[slot].ordinal
        if !isConfirming {
            report(.decision, ticket: ordinal, expected: LocalText("规则不需要确认", "the policy asks nobody to confirm"))
        }
        let isFromQueue = tickets[slot].isQueued
        for agent in chosen.candidates where isKnown(agent, ticket: ordinal) {
            if let obstacle = obstacleNow(agent, slot, isFromQueue: isFromQueue) {
                reportIneligible(slot, agent, obstacle)
            }
        }
        if let best = chosen.candidates.first, index(ofAgent: best) != nil {
            // Whoever has a ticket dispatched again by hand has chosen it.
            if isFromQueue, actor == .system { checkOrder(slot, best, all: true) }
            checkRing(slot, best, chosen.ring, isFromQueue: isFromQueue)
        }
        unqueue(slot)
        tickets[slot].proposed = chosen.candidates
        tickets[slot].isInReview = false
        touched.append(ordinal)
        happens(.proposed, slot)
    }

    /// Only what nobody can confirm any more is withdrawn.
    private mutating func proposalWithdrawn(_ slot: Int) {
        expect(slot, [.waiting])
        let ordinal = tickets[slot].ordinal
        let candidates = tickets[slot].proposed
        if candidates.isEmpty {
            report(.decision, ticket: ordinal, expected: LocalText("没有待确认的人选", "nobody was proposed"))
        }
        for agent in candidates where index(ofAgent: agent) != nil {
            guard obstacle(agent, slot, at: now, isFromQueue: false) == nil else { continue }
            report(
                .decision, ticket: ordinal, agent: agent,
                expected: LocalText("此人仍可接单，不应撤回", "the agent could take it still: the proposal stands"))
        }
        tickets[slot].proposed = []
        touched.append(ordinal)
    }

    private mutating func offered(_ slot: Int, _ agent: UInt64, _ chosen: Chosen) {
        let ordinal = tickets[slot].ordinal
        if tickets[slot].holder != 0 {
            let holder = tickets[slot].holder
            report(
                .holder, ticket: ordinal, agent: agent,
                expected: LocalText("工单仍在第 \(holder) 号人员手中", "agent number \(holder) still has it"))
            load(holder, by: -1)
        } else {
            expect(slot, [.waiting])
        }
        checkOffer(slot, agent, chosen)
        if tickets[slot].isQueued {
            agents[Int(agent) - 1].queueOffers += 1
            noteLevellingEnds(Int(agent) - 1)
        }
        unqueue(slot)
        load(agent, by: 1)
        tickets[slot].lifeCycle = .offered
        tickets[slot].holder = agent
        if tickets[slot].requested == agent { tickets[slot].requested = 0 }
        tickets[slot].isInReview = false
        tickets[slot].proposed = []
        happens(.offered, slot)
    }

    /// By hand, which an approval before it in the command tells or, where the policy asks for none, a request, an
    /// offer goes to whoever is not off line and has room, skilled or not: people decided so. A dispatcher confirms a
    /// candidate, who has to be eligible still. Otherwise it goes to the best.
    private mutating func checkOffer(_ slot: Int, _ agent: UInt64, _ chosen: Chosen) {
        let ordinal = tickets[slot].ordinal
        let isByHand = approved.map { $0.ticket == ordinal && $0.agent == agent } ?? false
        // What waited for a dispatcher goes by itself where none is asked any more.
        let isConfirmed = !tickets[slot].proposed.isEmpty && (isConfirming || actor != .system)
        let isFromQueue = tickets[slot].isQueued
        if let obstacle = obstacleNow(agent, slot, isFromQueue: isFromQueue) {
            switch obstacle {
            case .full: reportFull(slot, agent)
            case .offline: reportIneligible(slot, agent, obstacle)
            default: if !isByHand { reportIneligible(slot, agent, obstacle) }
            }
        }
        if isByHand { return }
        if isConfirmed {
            checkConfirmation(slot, agent)
            guard !tickets[slot].proposed.contains(agent) else { return }
            return report(
                .decision, ticket: ordinal, agent: agent,
                expected: LocalText("应为所推荐的人选之一", "it goes to one of those who were proposed"))
        }
        if isConfirming {
            report(.decision, ticket: ordinal, agent: agent, expected: LocalText("须先确认", "somebody has to confirm it"))
        }
        if chosen.candidates.first != agent {
            report(
                .decision, ticket: ordinal, agent: agent,
                expected: LocalText("应派给得分最高的人选", "it goes to the first of its candidates"))
        }
        checkRing(slot, agent, chosen.ring, isFromQueue: isFromQueue)
        if isFromQueue { checkOrder(slot, agent, all: false) }
    }

    /// Why the agent may not be offered the ticket now. Whoever has a ticket dispatched by hand does so whatever was in
    /// vain before; and by a policy without a bound an agent once was asked again as soon as after a first time.
    private func obstacleNow(_ agent: UInt64, _ slot: Int, isFromQueue: Bool) -> Obstacle? {
        let atLeast = actor != .system || tickets[slot].rules.offersMax == nil
        return obstacle(
            agent, slot, at: now, isFromQueue: isFromQueue, atLeast: atLeast, othersAtLeast: false)
    }

    private mutating func reportFull(_ slot: Int, _ agent: UInt64) {
        let (open, capacity) = (agents[Int(agent) - 1].open, agents[Int(agent) - 1].capacity)
        report(
            .capacity, ticket: tickets[slot].ordinal, agent: agent,
            expected: LocalText("容量 \(capacity)，已有 \(open)", "\(capacity) at most, and there are \(open) already"))
    }

    private mutating func reportIneligible(_ slot: Int, _ agent: UInt64, _ obstacle: Obstacle) {
        let what =
            switch obstacle {
            case .offline: LocalText("此人离线", "the agent is off line")
            case .busy: LocalText("此人忙碌", "the agent is busy")
            case .full: LocalText("此人已满", "the agent has no room")
            case .skillMissing: LocalText("此人没有所需技能", "the agent lacks the skill")
            case .declined: LocalText("此人不久前拒绝或超时", "the agent declined it, or had it, a short while ago")
            case .levelled: LocalText("此人刚上线，已得到足够", "the agent just signed in and had enough of the queue")
            case .outsideRings: LocalText("此人不在任何派单环中", "the agent is in no ring for it")
            }
        report(.eligible, ticket: tickets[slot].ordinal, agent: agent, expected: what)
    }

    /// The decision's ring has the agent, and those before it have nobody.
    private mutating func checkRing(_ slot: Int, _ agent: UInt64, _ code: String, isFromQueue: Bool) {
        let rings = tickets[slot].rules.rings
        guard let place = rings.firstIndex(where: { $0.code == code }), isIn(rings[place], agent, slot) else {
            return report(
                .ring, ticket: tickets[slot].ordinal, agent: agent,
                expected: LocalText("派单环 \(code) 没有此人", "the ring \(code) does not have the agent"))
        }
        guard place > 0 else { return }
        let earlier = firstAgent(slot, at: now, isFromQueue: isFromQueue) { agent in
            rings[..<place].contains { isIn($0, agent, slot) }
        }
        guard let earlier else { return }
        report(
            .ring, ticket: tickets[slot].ordinal, agent: earlier,
            expected: LocalText("前一派单环的此人可以处理", "the agent, of a ring before \(code), could take it"))
    }

    /// Nothing that stands before the ticket in the queue could have gone to the agent.
    private mutating func checkOrder(_ slot: Int, _ agent: UInt64, all: Bool) {
        let ordinal = tickets[slot].ordinal
        let first = firstTicket(agent, before: (tickets[slot].priority, ordinal), all: all, at: now)
        guard let first, let earlier = tickets.slot(first) else { return }
        let number = tickets[earlier].number
        report(
            .queueOrder, ticket: ordinal, agent: agent,
            expected: LocalText("应先派 \(number)", "\(number) stood before it and could have gone to the agent"))
    }

    /// The ticket is the agent's no longer.
    private mutating func returned(_ slot: Int, _ agent: UInt64, isUnanswered: Bool) {
        expectHolder(slot, agent)
        let holder = tickets[slot].holder
        if holder != 0 { load(holder, by: -1) }
        let place = tickets[slot].passedBy.firstIndex { $0.agent == agent }
        let times = (place.map { tickets[slot].passedBy[$0].times } ?? 0) + 1
        let rules = tickets[slot].rules
        let passed = Passed(
            agent: agent, times: times, first: Instant(milliseconds: now.milliseconds + rules.offerAgainAfter),
            until: Instant(milliseconds: now.milliseconds + rules.wait(times)))
        if let place { tickets[slot].passedBy[place] = passed } else { tickets[slot].passedBy.append(passed) }
        tickets[slot].offersUnanswered = isUnanswered ? tickets[slot].offersUnanswered + 1 : 0
        ends.insert(Ending(at: passed.until, agent: agent))
        tickets[slot].lifeCycle = .waiting
        tickets[slot].stage = ""
        tickets[slot].holder = 0
        touched.append(tickets[slot].ordinal)
        happens(.returned, slot)
    }

    mutating func expectHolder(_ slot: Int, _ agent: UInt64) {
        let holder = tickets[slot].holder
        guard holder != agent else { return }
        report(
            .holder, ticket: tickets[slot].ordinal, agent: agent,
            expected: holder == 0
                ? LocalText("没有人持有该工单", "nobody has the ticket")
                : LocalText("该工单在第 \(holder) 号人员手中", "agent number \(holder) has the ticket"))
    }
}
