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
        case .dispatch(let ticket): dispatch(try self.ticket(ticket, for: .dispatch), at: now, isAgain: true)
        case .progress(let ticket, let agent, let stage, let note): try progress(ticket, agent, stage, note)
        case .resolve(let ticket, let agent, let solution): try resolve(ticket, agent, solution)
        case .rate(let ticket, let grade, let comment): try rate(ticket, grade, comment)
        case .close(let ticket): try close(ticket)
        case .attach(let attachment): try attach(attachment)
        case .createAccount(let account): try create(account)
        case .reveal(let customer, let ticket, let reason): try reveal(customer, ticket, reason)
        case .erase(let customer, let keySlot): try erase(customer, keySlot)
        case .publishPolicy(let policy): try publish(policy)
        }
    }
}
