internal import Events
internal import Policies

extension DomainState {
    /// Registers the customer if new, the ticket, what triage found, and the offer or the place in the queue.
    func decide(_ submission: Submission, at now: Instant) throws(Refusal) -> [any Event] {
        try checkCodes(submission)
        var events: [any Event] = []
        let customer: CustomerOrdinal
        var usualTier = submission.tier
        switch submission.customer {
        case .known(let ordinal):
            guard ordinal.rawValue > 0, ordinal < nextCustomer else { throw .unknownCustomer(ordinal) }
            guard !customersErased[Int(ordinal.rawValue) - 1] else { throw .erased(ordinal) }
            customer = ordinal
            usualTier = customerTiers[Int(ordinal.rawValue) - 1]
        case .new(var registered):
            customer = nextCustomer
            (registered.customer, registered.tier) = (customer, submission.tier)
            events.append(registered)
        }
        // A ticket without the customer's own word is as urgent as the policy says such a one is.
        let urgency = submission.urgency.isEmpty ? policy.intake.urgencyOtherwise ?? "" : submission.urgency
        let asked = policy.urgency(urgency)?.priority ?? .low
        let priority = max(submission.finding.priority, asked)
        var ticket = TicketState(
            ticket: nextTicket, customer: customer, policyVersion: policy.version, submittedAt: now,
            region: submission.region.foldedName)
        ticket.category = submission.finding.category
        ticket.priority = priority
        ticket.tier = submission.tier.isEmpty ? usualTier : submission.tier
        var submitted = submitted(ticket, submission, urgency, number: number(at: now, channel: submission.channel))
        if ticket.tier != usualTier { submitted.tier = ticket.tier }
        events.append(submitted)
        events.append(Self.classified(ticket, submission))
        let raisedFor = asked > submission.finding.priority ? urgency : ""
        events.append(Self.prioritised(ticket, submission.finding, raisedFor: raisedFor))
        events += reviewAsked(of: ticket)
        if let doubt = submission.finding.doubt {
            var review = ReviewRequested()
            (review.ticket, review.because) = (ticket.ticket, doubt)
            return events + [review]
        }
        return events + dispatch(ticket, at: now, isAgain: false)
    }

    private func checkCodes(_ submission: Submission) throws(Refusal) {
        let channels = policy.intake.channels.map(\.code)
        guard channels.contains(submission.channel) else {
            throw .unknownChannel(submission.channel, known: channels)
        }
        if policy.channel(submission.channel)?.isConfirmed == true, !submission.isCustomersOwn {
            guard submission.isConfirmed else { throw .missing(["confirmed"]) }
        }
        guard submission.urgency.isEmpty || policy.urgency(submission.urgency) != nil else {
            throw .unknownUrgency(submission.urgency, known: policy.intake.urgencies.map(\.code))
        }
        guard submission.kind.isEmpty || policy.intake.types.contains(where: { $0.code == submission.kind }) else {
            throw .unknownType(submission.kind, known: policy.intake.types.map(\.code))
        }
        let tiers = policy.intake.tiers.map(\.code)
        guard submission.tier.isEmpty || tiers.isEmpty || tiers.contains(submission.tier) else {
            throw .unknownTier(submission.tier, known: tiers)
        }
        for code in [submission.category, submission.finding.category] where !code.isEmpty {
            guard policy.category(code) != nil else {
                throw .unknownCategory(code, known: policy.triage.categories.map(\.code))
            }
        }
    }

    private func submitted(
        _ ticket: TicketState, _ submission: Submission, _ urgency: String, number: String
    ) -> TicketSubmitted {
        var event = TicketSubmitted()
        event.ticket = ticket.ticket
        event.number = number
        event.customer = ticket.customer
        event.channel = submission.channel
        event.urgency = urgency
        event.kind = submission.kind
        event.category = submission.category
        event.region = submission.region
        event.orderNumber = submission.orderNumber
        event.content = submission.content
        event.memberNumber = submission.memberNumber
        event.isConfirmed = submission.isConfirmed
        event.earlierNumber = submission.earlierNumber
        event.wishedAt = submission.wishedAt
        return event
    }

    /// Words are told where they decided: not where somebody chose the category.
    private static func classified(_ ticket: TicketState, _ submission: Submission) -> TicketClassified {
        var event = TicketClassified()
        event.ticket = ticket.ticket
        event.category = submission.finding.category
        event.confidence = submission.finding.confidence
        if submission.category.isEmpty { event.words = submission.finding.categoryWords }
        return event
    }

    /// - Parameter raisedFor: the urgency that asks for more than the words do, which decide otherwise.
    private static func prioritised(
        _ ticket: TicketState, _ finding: Submission.Finding, raisedFor urgency: String
    ) -> TicketPrioritised {
        var event = TicketPrioritised()
        event.ticket = ticket.ticket
        event.priority = ticket.priority
        event.urgency = urgency
        if urgency.isEmpty { event.words = finding.priorityWords }
        return event
    }
}
