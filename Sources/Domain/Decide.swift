public import Events

extension DomainState {
    /// What happens because of `command` at `now`, if anything does: the events of one atomic append. Changes nothing.
    /// - Throws: why it is refused.
    public func decide(_ command: Command, at now: Instant) throws(Refusal) -> [any Event] {
        switch command {
        case .changeAgent(let change): try decide(change)
        case .changePresence(let agent, let presence): try decide(agent, presence)
        case .submit(let submission): try decide(submission, at: now)
        case .accept(let ticket, let agent): try accept(ticket, agent)
        case .decline(let ticket, let agent, let reason): try decline(ticket, agent, reason, at: now)
        case .expireOffer(let ticket, let agent, let dueAt): try expire(ticket, agent, dueAt, at: now)
        case .withdrawOffer(let ticket, let agent): withdrawOffer(ticket, agent, at: now)
        case .renewProposal(let ticket): try renewProposal(ticket, at: now)
        case .offerWaiting(let agent, let proposing): offerWaiting(agent, proposing: proposing, at: now)
        case .progress(let ticket, let agent, let stage, let note): try progress(ticket, agent, stage, note)
        case .resolve(let ticket, let agent, let solution): try resolve(ticket, agent, solution)
        case .rate(let ticket, let grade, let comment, let reasons): try rate(ticket, grade, comment, reasons)
        case .classify(let ticket, let category, let reason): try classify(ticket, category, reason, at: now)
        case .prioritise(let ticket, let priority, let reason): try prioritise(ticket, priority, reason, at: now)
        case .review(let ticket, let needsFollowUp, let note): try review(ticket, needsFollowUp, note, at: now)
        case .confirm(let ticket, let agent): try confirm(ticket, agent, at: now)
        case .assign(let ticket, let agent, let reason, let account):
            try assign(ticket, agent, reason, by: account, at: now)
        case .approve(let ticket, let account): try approve(ticket, by: account, at: now)
        case .reject(let ticket, let reason, let account): try reject(ticket, reason, by: account)
        case .reassign(let ticket, let reason): try reassign(ticket, reason, at: now)
        case .contact(let ticket, let agent, let reasons, let note): try contact(ticket, agent, reasons, note)
        case .reopen(let ticket, let note): try reopen(ticket, note, at: now)
        case .escalate(let ticket, let to, let note): try escalate(ticket, to, note)
        case .tick(let ticket, let triggers): tick(ticket, triggers, at: now)
        case .move(let ticket): moved(ticket, at: now)
        case .fire(let ticket, let deadline, let due): try fire(ticket, deadline, at: due, now: now)
        case .notify(let ticket, let triggers): notify(ticket, triggers)
        case .survey(let ticket, let hash, let token): try survey(ticket, hash, token, at: now)
        case .noteDeliveries(let deliveries): try note(deliveries)
        case .markRead(let notification, let account): try markRead(notification, account)
        case .close(let ticket): try close(ticket)
        case .attach(let attachment): try attach(attachment)
        case .account(let command): try decide(command, at: now)
        case .reveal(let customer, let ticket, let reason): try reveal(customer, ticket, reason)
        case .erase(let customer, let keySlot, let reason): try erase(customer, keySlot, reason, at: now)
        case .publishPolicy(let policy): try publish(policy)
        case .bringIn(let past): try bringIn(past, at: now).map(\.event)
        }
    }
}
