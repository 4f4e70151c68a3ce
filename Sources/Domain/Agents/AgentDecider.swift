internal import Events

extension DomainState {
    /// An agent as it is from now on; nothing if it is so already.
    func decide(_ change: AgentChanged) throws(Refusal) -> [any Event] {
        let ordinal = change.agent
        if let holder = agentByIdentifier[change.identifier], holder != ordinal {
            throw .identifierTaken(change.identifier, by: holder)
        }
        if ordinal != nextAgent {
            let known = try agent(ordinal)
            if AgentState(change, presence: known.presence, open: known.open) == known { return [] }
        }
        return [change]
    }

    func decide(_ agent: AgentOrdinal, _ presence: Presence) throws(Refusal) -> [any Event] {
        guard try self.agent(agent).presence != presence else { return [] }
        var event = PresenceChanged()
        event.agent = agent
        event.presence = presence
        return [event]
    }
}

extension AgentState {
    init(_ change: AgentChanged, presence: Presence, open: UInt64) {
        self.init(
            agent: change.agent, identifier: change.identifier, name: change.name,
            skills: Dictionary(change.skills.map { ($0.name, $0.level) }) { max($0, $1) },
            regions: Set(change.regions), department: change.department, capacity: change.capacity,
            presence: presence, open: open)
    }
}
