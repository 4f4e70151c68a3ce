internal import Events
internal import Policies

extension DomainState {
    /// What deadlines and notices wait for, as far as an event is it; of a ticket that is open.
    func triggers(of event: borrowing EventView, on ticket: TicketState) throws(WireError) -> [Policy.Trigger] {
        switch event.type {
        case .ticketSubmitted: return [.submitted]
        case .dispatchProposed: return [.proposed]
        case .ticketQueued: return [.queued]
        case .offerMade: return [.offered]
        case .offerAccepted: return [.accepted]
        case .offerDeclined, .offerExpired, .assignmentWithdrawn: return [.returned]
        case .progressRecorded:
            let stage = try event.fields(ProgressRecorded.self).text(.stage)
            return stage.isEmpty ? [.progressed] : [.progressed, .stage(stage)]
        case .customerContacted:
            let fields = try event.fields(CustomerContacted.self)
            let isCall = isCallBack(by: try fields.ordinal(.agent), reasons: fields.has(.reasons), on: ticket)
            return isCall ? [.contacted, .calledBack] : [.contacted]
        case .ticketResolved: return [.resolved]
        case .surveySent: return [.surveyed]
        case .ticketRated:
            guard let grade = Grade(rawValue: try event.leadingNumbers().second),
                let choice = rules(of: ticket).policy.choice(grade)
            else { return [.rated] }
            return [.rated, .graded(choice.code)]
        // What a clock does when it runs out is not what it waits for, nor is what the handler does whose work the
        // customer found wanting.
        case .ticketEscalated:
            let isByClock = try !event.fields(TicketEscalated.self).text(.deadline).isEmpty
            let isByHandler = ticket.lifeCycle == .resolved && ticket.holder != nil && agent(of: event) == ticket.holder
            return isByClock || isByHandler ? [] : [.escalated]
        case .ticketReopened: return [.reopened]
        case .ticketClosed: return [.closed]
        case .reviewRequested: return [.reviewRequested]
        // One that was agreed to as it was made waits for nobody.
        case .assignmentRequested: return ticket.requested == nil ? [] : [.assignmentRequested]
        default: return []
        }
    }

    /// As whom the account acts that did it.
    private func agent(of event: borrowing EventView) -> AgentOrdinal? {
        guard event.actorKind == .account, event.actor >= 1, event.actor <= UInt64(accounts.count) else { return nil }
        return accounts[Int(event.actor) - 1].agent
    }

    /// Whether somebody other than the handler spoke to a customer who had found the work wanting, and put down why;
    /// where the policy has reasons for that.
    private func isCallBack(by agent: AgentOrdinal?, reasons: Bool, on ticket: TicketState) -> Bool {
        guard ticket.lifeCycle == .resolved, ticket.grade != nil, agent == nil || agent != ticket.holder else {
            return false
        }
        return reasons || rules(of: ticket).policy.feedback.reasons.isEmpty
    }
}
