public import Events

/// An agent, as far as decisions need it.
public struct AgentState: Hashable, Sendable {
    public let agent: AgentOrdinal
    public internal(set) var identifier: String
    public internal(set) var name: String
    /// The level from 1 to 5, by the skill's code.
    public internal(set) var skills: [String: UInt64]
    public internal(set) var regions: Set<String>
    public internal(set) var department: String
    public internal(set) var capacity: UInt64
    public internal(set) var presence = Presence.offline
    /// Tickets accepted and not resolved, and open offers.
    public internal(set) var open: UInt64 = 0

    public var hasRoom: Bool { open < capacity }
}
