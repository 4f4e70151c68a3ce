internal import Dispatching
internal import Events
internal import Policies

/// What makes an offer look odd. The codes are in the event for ever.
enum Implausibility: String {
    case skillMissing = "skill-missing"
    /// Far more open tickets than the mean of those on line.
    case overloaded
    case otherRegion = "other-region"
    /// Somebody asked for this agent.
    case askedFor = "asked-for"
}

extension DomainState {
    func implausibilities(_ ticket: TicketState, _ agent: AgentOrdinal) -> [Implausibility] {
        let state = known(agent)
        var found: [Implausibility] = []
        if let skill = rules(of: ticket).policy.category(ticket.category)?.skill,
            !state.profile.skills.contains(where: { $0.name == skill })
        {
            found.append(.skillMissing)
        }
        if isFarAboveMean(state.open, rules(of: ticket).policy.dispatch.plausibility.loadFactorMax) {
            found.append(.overloaded)
        }
        if !ticket.region.isEmpty, !state.profile.regions.isEmpty,
            !state.profile.regions.contains(where: { $0.foldedName == ticket.region })
        {
            found.append(.otherRegion)
        }
        if ticket.requested == agent { found.append(.askedFor) }
        return found
    }

    /// Whether so many open tickets are more than `factor` millionths of the mean of those on line, and more than one.
    private func isFarAboveMean(_ open: UInt64, _ factor: UInt64) -> Bool {
        guard open > 1, pool.onlineCount > 0 else { return false }
        return open * pool.onlineCount * 1_000_000 > pool.onlineOpen * factor
    }
}
