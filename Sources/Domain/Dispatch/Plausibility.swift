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
        let state = agents[Int(agent.rawValue) - 1]
        var found: [Implausibility] = []
        if let skill = rules(of: ticket).policy.category(ticket.category)?.skill, state.skills[skill] == nil {
            found.append(.skillMissing)
        }
        if isFarAboveMean(state.open, rules(of: ticket).policy.dispatch.plausibility.loadFactorMax) {
            found.append(.overloaded)
        }
        if !ticket.region.isEmpty, !state.regions.isEmpty, !state.regions.contains(ticket.region) {
            found.append(.otherRegion)
        }
        if ticket.requested == agent { found.append(.askedFor) }
        return found
    }

    /// Whether so many open tickets are more than `factor` millionths of the mean of those on line, and more than one.
    private func isFarAboveMean(_ open: UInt64, _ factor: UInt64) -> Bool {
        guard open > 1, onlineCount > 0 else { return false }
        return open * onlineCount * 1_000_000 > onlineOpen * factor
    }
}
