internal import Events
internal import Policies

// From the submission to the queue.
extension Auditor {
    mutating func submitted(_ event: borrowing EventView) throws(WireError) {
        let fields = try event.fields(TicketSubmitted.self)
        guard let (ordinal, number, rules) = try admitted(event) else { return }
        let slot = tickets.add(
            OpenTicket(
                ordinal: ordinal, number: number, rules: rules, region: try fields.text(.region).foldedName))
        touched.append(ordinal)
        happens(.submitted, slot)
        let source = try fields.text(.source)
        guard !source.isEmpty else { return }
        report(
            .pastWhole, ticket: ordinal,
            expected: LocalText("引自 \(source)，应写明发生时间", "what comes from \(source) says when it happened"))
    }

    /// The next ticket, under its number and the policy in force; nil where there is nothing to go on by.
    mutating func admitted(
        _ event: borrowing EventView
    ) throws(WireError) -> (ordinal: UInt64, number: String, rules: PolicyRules)? {
        let fields = try event.fields(TicketSubmitted.self)
        let ordinal = try fields.number(.ticket)
        let number = try fields.text(.number)
        let next = ticketCount + 1
        if ordinal != next {
            report(.subject, ticket: ordinal, expected: LocalText("应为第 \(next) 张工单", "ticket \(next) is next"))
            guard ordinal > 0, tickets.slot(ordinal) == nil else { return nil }
        }
        ticketCount += 1
        guard let rules = policies.last else { return nil }
        if event.policyVersion != rules.version {
            report(
                .policy, ticket: ordinal,
                expected: LocalText("应按现行版本 \(rules.version) 受理", "version \(rules.version) is in force"))
        }
        switch numbers.note(number, rules.numbering) {
        case .isNew: break
        case .isTaken:
            report(
                .number, ticket: ordinal, expected: LocalText("\(number) 已属另一工单", "\(number) is another ticket's"))
        case .hasNoForm:
            report(
                .number, ticket: ordinal,
                expected: LocalText("\(number) 不合规则的格式", "\(number) is not as the policy forms numbers"))
        }
        return (ordinal, number, rules)
    }

    mutating func foldTriage(_ event: borrowing EventView) throws(WireError) {
        let (ordinal, second) = try event.leadingNumbers()
        guard let slot = slot(event, ordinal) else { return }
        switch event.type {
        case .ticketClassified:
            expect(slot, [.waiting, .offered, .accepted, .inProgress])
            triaged(slot)
            let skill = tickets[slot].rules.skill(try event.fields(TicketClassified.self).text(.category))
            guard skill != tickets[slot].skill || tickets[slot].offersUnanswered > 0 else { return }
            changeQueued(slot) { ($0.skill, $0.offersUnanswered) = (skill, 0) }
        case .ticketPrioritised:
            expect(slot, [.waiting, .offered, .accepted, .inProgress])
            triaged(slot)
            guard let priority = Priority(rawValue: second), priority != tickets[slot].priority else { return }
            changeQueued(slot) { ($0.priority, $0.offersUnanswered) = (priority, 0) }
        case .ticketQueued: queued(slot)
        case .reviewRequested:
            happens(.reviewRequested, slot)
            // Nobody waits for what the policy only wants to be looked at.
            guard ReviewBecause(rawValue: second)?.isForLater != true else { return }
            expect(slot, [.waiting])
            tickets[slot].isInReview = true
        case .ticketReviewed:
            tickets[slot].isInReview = false
            touched.append(ordinal)
        case .customerContacted:
            happens(.contacted, slot)
            let fields = try event.fields(CustomerContacted.self)
            let isHandler = try fields.number(.agent) == tickets[slot].holder && tickets[slot].holder != 0
            let hasReason = fields.has(.reasons) || !tickets[slot].rules.hasReasons
            let isJudged = tickets[slot].lifeCycle == .resolved && tickets[slot].isGraded
            if isJudged, !isHandler, hasReason { happens(.calledBack, slot) }
        case .ticketEscalated:
            // One that a clock made is no answer to it, nor is the handler's own.
            let holder = tickets[slot].lifeCycle == .resolved ? tickets[slot].holder : 0
            let isByHandler = holder != 0 && actorAgent == holder
            let isByClock = try !event.fields(TicketEscalated.self).text(.deadline).isEmpty
            if !isByClock, !isByHandler { happens(.escalated, slot) }
        default: break
        }
    }

    private mutating func queued(_ slot: Int) {
        expect(slot, [.waiting])
        let ordinal = tickets[slot].ordinal
        if tickets[slot].isQueued {
            report(.lifeCycle, ticket: ordinal, expected: LocalText("已在队列中", "it is in the queue already"))
        } else {
            if let agent = firstAgent(slot, at: now, isFromQueue: false) {
                report(
                    .waits, ticket: ordinal, agent: agent,
                    expected: LocalText("此人可以处理，不应排队", "the agent could take it: it should not be queued"))
            }
            waiting.insert(ordinal, tickets[slot].priority, skill: tickets[slot].skill)
        }
        tickets[slot].isQueued = true
        tickets[slot].isInReview = false
        tickets[slot].isReported = false
        tickets[slot].proposed = []
        touched.append(ordinal)
        freed.tickets.append(ordinal)
        happens(.queued, slot)
    }

    /// Changes what a ticket's place in the queue goes by.
    private mutating func changeQueued(_ slot: Int, _ body: (inout OpenTicket) -> Void) {
        let isQueued = tickets[slot].isQueued
        if isQueued { unqueue(slot) }
        body(&tickets[slot])
        guard isQueued else { return }
        waiting.insert(tickets[slot].ordinal, tickets[slot].priority, skill: tickets[slot].skill)
        tickets[slot].isQueued = true
        freed.tickets.append(tickets[slot].ordinal)
    }

    mutating func unqueue(_ slot: Int) {
        guard tickets[slot].isQueued else { return }
        waiting.remove(tickets[slot].ordinal, tickets[slot].priority, skill: tickets[slot].skill)
        tickets[slot].isQueued = false
    }

    /// Reports where a ticket's life has not come that far, or is past it.
    mutating func expect(_ slot: Int, _ allowed: [LifeCycle]) {
        let lifeCycle = tickets[slot].lifeCycle
        guard !allowed.contains(lifeCycle) else { return }
        let names = allowed.map { "\($0)" }.joined(separator: ", ")
        report(
            .lifeCycle, ticket: tickets[slot].ordinal,
            expected: LocalText("应为 \(names)，实为 \(lifeCycle)", "\(names), and it was \(lifeCycle)"))
    }
}
