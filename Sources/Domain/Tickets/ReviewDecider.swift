internal import Events
internal import Policies

// What people say about a ticket, in place of triage or after it.
extension DomainState {
    /// Another category, or the same for a ticket that waited for a person: then it is dispatched. So is one that waits
    /// in the queue or for a dispatcher, as it may take another skill.
    func classify(
        _ ticket: TicketOrdinal, _ category: String, _ reason: [UInt8], at now: Instant
    ) throws(Refusal) -> [any Event] {
        var state = try self.ticket(ticket, for: .classify)
        let rules = rules(of: state)
        guard rules.policy.category(category) != nil else {
            throw .unknownCategory(category, known: rules.policy.triage.categories.map(\.code))
        }
        guard state.isInReview || state.category != category else { return [] }
        var event = TicketClassified()
        (event.ticket, event.category, event.confidence, event.reason) = (ticket, category, 1_000_000, reason)
        event.from = state.category
        (state.category, state.offersUnanswered) = (category, 0)
        let events: [any Event] = [event] + (misplaced(state) ?? reviewAsked(of: state))
        guard state.isInReview || state.isQueued || !state.proposed.isEmpty else { return events }
        return events + dispatch(state, at: now, isAgain: state.isQueued)
    }

    /// A ticket that was offered often enough in vain is offered anew, and candidates are proposed by the weights of
    /// the priority that it has now.
    func prioritise(
        _ ticket: TicketOrdinal, _ priority: Priority, _ reason: [UInt8], at now: Instant
    ) throws(Refusal) -> [any Event] {
        var state = try self.ticket(ticket, for: .prioritise)
        guard state.priority != priority else { return [] }
        var event = TicketPrioritised()
        (event.ticket, event.priority, event.reason, event.from) = (ticket, priority, reason, state.priority)
        (state.priority, state.offersUnanswered) = (priority, 0)
        let events: [any Event] = [event] + reviewAsked(of: state)
        guard state.isQueued || !state.proposed.isEmpty else { return events }
        return events + dispatch(state, at: now, isAgain: state.isQueued)
    }

    /// Marks a ticket whose holder has not the skill that it takes now: who is to have it is for people to say.
    private func misplaced(_ ticket: TicketState) -> [any Event]? {
        guard let holder = ticket.holder, implausibilities(ticket, holder).contains(.skillMissing) else { return nil }
        var event = ReviewRequested()
        (event.ticket, event.because) = (ticket.ticket, .handlerLacksSkill)
        return [event]
    }

    /// Marks a ticket that the policy wants a supervisor to look at, once.
    func reviewAsked(of ticket: TicketState) -> [any Event] {
        let policy = rules(of: ticket).policy
        let review = policy.triage.review
        let parent = policy.category(ticket.category)?.parent ?? ""
        let isAsked =
            review.tiers.contains(ticket.tier) || review.priorities.contains(ticket.priority)
            || review.categories.contains { $0 == ticket.category || $0 == parent }
        guard isAsked, !ticket.isToBeReviewed, !ticket.wasReviewed else { return [] }
        var event = ReviewRequested()
        (event.ticket, event.because) = (ticket.ticket, .policyAsks)
        return [event]
    }

    /// The review blocks nothing but the dispatch of a ticket that triage was not sure of.
    func review(
        _ ticket: TicketOrdinal, _ needsFollowUp: Bool, _ note: [UInt8], at now: Instant
    ) throws(Refusal) -> [any Event] {
        let state = try self.ticket(ticket, for: .review)
        var event = TicketReviewed()
        (event.ticket, event.needsFollowUp, event.note) = (ticket, needsFollowUp, note)
        guard state.isInReview else { return [event] }
        return [event] + dispatch(state, at: now, isAgain: false)
    }
}
