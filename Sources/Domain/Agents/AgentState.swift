internal import Dispatching
public import Events

/// An agent at one moment: what an administrator says of them, and what follows from what happened.
public struct AgentState: Hashable, Sendable {
    /// As it was last changed.
    public let profile: AgentChanged
    public let presence: Presence
    /// Tickets accepted and not resolved, and open offers.
    public let open: UInt64

    public var agent: AgentOrdinal { profile.agent }
    public var capacity: UInt64 { profile.capacity }
    public var hasRoom: Bool { open < capacity }
}

extension DomainState {
    public func agent(_ ordinal: AgentOrdinal) throws(Refusal) -> AgentState {
        guard ordinal.rawValue > 0, ordinal.rawValue <= UInt64(profiles.count) else { throw .unknownAgent(ordinal) }
        return known(ordinal)
    }

    /// Of an agent whom an event names.
    func known(_ ordinal: AgentOrdinal) -> AgentState {
        AgentState(
            profile: profiles[Int(ordinal.rawValue) - 1], presence: pool.presence(of: ordinal) ?? .offline,
            open: pool.open(of: ordinal))
    }

    /// By ordinal, from 1.
    public var agents: [AgentState] { profiles.map { known($0.agent) } }
}
