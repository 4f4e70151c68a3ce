package import Events

/// What an administrator says of an agent; the rest follows from what happens.
package struct AgentProfile: Hashable, Sendable {
    package struct Skill: Hashable, Sendable {
        /// As the policy's categories name it.
        package var code: String
        /// From 1, a beginner, to 5; more counts as 5.
        package var level: UInt64
        /// Since when the agent has done such work; nil if that is not known.
        package var since: Instant?

        package init(code: String, level: UInt64, since: Instant? = nil) {
            self.code = code
            self.level = level
            self.since = since
        }
    }

    /// A skill that is named twice counts with the higher level.
    package var skills: [Skill]
    /// Codes of the regions that the agent serves; empty for all.
    package var regions: [String]
    /// What rings choose by.
    package var pool: String
    /// Tickets and offers at once; 0 for none at all.
    package var capacity: UInt64
    /// Only a record of earlier work names the agent. Until they come, nobody waits for them.
    package var isOfRecord: Bool

    package static let ordinaryPool = "regular"

    package init(
        skills: [Skill] = [], regions: [String] = [], pool: String = Self.ordinaryPool, capacity: UInt64,
        isOfRecord: Bool = false
    ) {
        self.skills = skills
        self.regions = regions
        self.pool = pool
        self.capacity = capacity
        self.isOfRecord = isOfRecord
    }
}
