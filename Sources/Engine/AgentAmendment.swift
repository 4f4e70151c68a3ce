public import Events

/// What is to be otherwise with the agent of this identifier, or how a new one is: what is nil stays as it is, whoever
/// else changes the agent at the same time.
public struct AgentAmendment: Hashable, Sendable {
    public var identifier: String
    public var name: String?
    /// All of them. One without a date keeps the one that it has.
    public var skills: [Skill]?
    public var regions: [String]?
    public var department: String?
    public var capacity: UInt64?
    public var pool: String?

    public init(of identifier: String) { self.identifier = identifier }

    /// The agent from then on. A capacity of 0 is the policy's.
    /// - Parameter known: nil for a new one.
    func applied(to known: AgentChanged?) -> AgentChanged {
        var change = known ?? AgentChanged()
        change.identifier = identifier
        // Whoever is changed by hand is no longer known from a record alone.
        change.source = ""
        if let name { change.name = name }
        if let regions { change.regions = regions }
        if let department { change.department = department }
        if let capacity { change.capacity = capacity }
        if let pool { change.pool = pool }
        if let skills {
            let old = change.skills
            change.skills = skills.map { skill in
                var skill = skill
                skill.since = skill.since ?? old.first { $0.name == skill.name }?.since
                return skill
            }
        }
        return change
    }
}
