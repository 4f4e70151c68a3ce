internal import Events

extension DomainState {
    /// An agent as it is from now on; nothing if it is so already.
    func decide(_ change: AgentChanged) throws(Refusal) -> [any Event] {
        let ordinal = change.agent
        if let holder = agentByIdentifier[change.identifier], holder != ordinal {
            throw .identifierTaken(change.identifier, by: holder)
        }
        if ordinal != nextAgent {
            if try agent(ordinal).profile == change { return [] }
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
