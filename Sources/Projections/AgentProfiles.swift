public import Events

/// What is known of each agent.
public struct AgentProfiles: Sendable {
    public struct Profile: Hashable, Sendable {
        public internal(set) var agent: AgentChanged
        /// The sequence number that introduced the agent.
        public let introducedAt: UInt64
        /// The last sequence number that changed it.
        public internal(set) var revision: UInt64
    }

    /// By ordinal, from 1.
    public private(set) var profiles: [Profile] = []

    public init() {}

    public subscript(_ agent: AgentOrdinal) -> Profile? {
        guard agent.rawValue > 0, agent.rawValue <= UInt64(profiles.count) else { return nil }
        return profiles[Int(agent.rawValue) - 1]
    }

    /// Folds one event in.
    public mutating func fold(_ event: borrowing EventView, sequence: UInt64) throws(WireError) {
        switch event.type {
        case .agentChanged:
            let agent = try AgentChanged(decoding: event.payload)
            let index = Int(agent.agent.rawValue) - 1
            if index == profiles.count {
                profiles.append(Profile(agent: agent, introducedAt: sequence, revision: sequence))
            } else {
                (profiles[index].agent, profiles[index].revision) = (agent, sequence)
            }
        case .presenceChanged:
            let agent: AgentOrdinal = try event.fields(PresenceChanged.self).ordinal(.agent)
            profiles[Int(agent.rawValue) - 1].revision = sequence
        default: break
        }
    }
}

extension AgentProfiles {
    public func write(to form: inout CanonicalBytes) {
        form.list(profiles) { profile, form in
            let agent = profile.agent
            for text in [agent.identifier, agent.name, agent.department] { form.text(text) }
            form.list(agent.skills) { skill, form in
                form.text(skill.name)
                form.number(skill.level)
            }
            form.list(agent.regions) { $1.text($0) }
            for number in [agent.capacity, profile.introducedAt, profile.revision] { form.number(number) }
        }
    }
}
