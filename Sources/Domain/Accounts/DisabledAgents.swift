internal import Dispatching
internal import Events

// Agents for whom nobody acts any more.
extension DomainState {
    /// The account that acted for the agent until it was disabled; nil while another does, and for an agent who never
    /// had one.
    func disabledAccount(of agent: AgentOrdinal) -> AccountOrdinal? {
        let all = accounts.filter { $0.agent == agent }
        return all.contains { !$0.isDisabled } ? nil : all.last?.account
    }

    /// Whoever was on line when their account was disabled, before that signed them off.
    func presentStill(_ account: AccountState) -> [Command] {
        guard account.isDisabled, let agent = account.agent, known(agent).presence != .offline,
            disabledAccount(of: agent) == account.account
        else { return [] }
        return [.changePresence(agent, .offline)]
    }

    /// What is offered to the agent of an account that was disabled just now, or before a crash.
    func lostOffers(of account: AccountState) -> [Command] {
        guard account.isDisabled, let agent = account.agent, known(agent).open > 0,
            disabledAccount(of: agent) == account.account
        else { return [] }
        let lost = openTickets.values.filter { $0.lifeCycle == .offered && $0.holder == agent }
        return lost.map(\.ticket).sorted().map { .withdrawOffer($0, agent) }
    }

    /// The offer ends, and the next candidate gets one.
    func withdrawOffer(_ ticket: TicketOrdinal, _ agent: AgentOrdinal, at now: Instant) -> [any Event] {
        guard let state = openTickets[ticket], state.lifeCycle == .offered, state.holder == agent else { return [] }
        return [withdrawn(state, from: agent, reason: [])]
            + dispatchNext(state, passedBy: agent, isUnanswered: false, at: now)
    }
}
