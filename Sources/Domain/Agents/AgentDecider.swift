internal import Events
internal import Policies

extension DomainState {
    /// An agent as it is from now on; nothing if it is so already.
    func decide(_ change: AgentChanged) throws(Refusal) -> [any Event] {
        let ordinal = change.agent
        if let holder = agentByIdentifier[change.identifier], holder != ordinal {
            throw .identifierTaken(change.identifier, by: holder)
        }
        let known = ordinal == nextAgent ? nil : try agent(ordinal).profile
        if known == change { return [] }
        try check(change, known)
        return [change]
    }

    /// A skill or a pool is one of the policy's, a department one that there is. What the agent has already stays,
    /// although the policy has dropped it.
    private func check(_ change: AgentChanged, _ known: AgentChanged?) throws(Refusal) {
        let skills = policy.skills.map(\.code)
        let old = Set(known?.skills.map(\.name) ?? [])
        for skill in change.skills where !skills.contains(skill.name) && !old.contains(skill.name) {
            throw .unknownSkill(skill.name, known: skills)
        }
        let pools = policy.dispatch.pools.map(\.code)
        guard change.pool.isEmpty || change.pool == known?.pool || pools.contains(change.pool) else {
            throw .unknownPool(change.pool, known: pools)
        }
        guard
            change.department.isEmpty || change.department == known?.department || departments[change.department] != nil
        else { throw .unknownDepartment(change.department, known: departments.keys.sorted()) }
    }

    func decide(_ agent: AgentOrdinal, _ presence: Presence) throws(Refusal) -> [any Event] {
        guard try self.agent(agent).presence != presence else { return [] }
        if presence != .offline, let account = disabledAccount(of: agent) { throw .accountDisabled(account) }
        var event = PresenceChanged()
        event.agent = agent
        event.presence = presence
        return [event]
    }
}
