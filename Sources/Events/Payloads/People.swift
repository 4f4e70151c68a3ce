/// An agent is as follows from now on. The first for an ordinal introduces it.
public struct AgentChanged: Event {
    public var agent = AgentOrdinal(rawValue: 0)
    /// As addresses and people name the agent.
    public var identifier = ""
    public var name = ""
    public var skills: [Skill] = []
    public var regions: [String] = []
    public var department = ""
    /// Tickets that the agent may hold or be offered at once.
    public var capacity: UInt64 = 0
    /// A code: the rings of a dispatch choose by it. Empty for the regular one.
    public var pool = ""
    /// The record that the agent is known from, and nothing else: its name; empty for whoever was introduced or changed
    /// by hand.
    public var source = ""

    public init() {}

    public enum Field: Int, FieldNumber {
        case agent = 1, identifier, name, skills, regions, department, capacity, pool, source
    }
    public static let type = EventType.agentChanged
    public var subjects: [Subject] { [.agent(agent)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.agent, &agent)
        try coder.field(.identifier, &identifier)
        try coder.field(.name, &name)
        try coder.field(.skills, &skills)
        try coder.field(.regions, &regions)
        try coder.field(.department, &department)
        try coder.field(.capacity, &capacity)
        try coder.field(.pool, &pool)
        try coder.field(.source, &source)
    }
}

/// An agent came, went or is busy.
public struct PresenceChanged: Event {
    public var agent = AgentOrdinal(rawValue: 0)
    public var presence: Presence?

    public init() {}

    public enum Field: Int, FieldNumber { case agent = 1, presence }
    public static let type = EventType.presenceChanged
    public var subjects: [Subject] { [.agent(agent)] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.agent, &agent)
        try coder.field(.presence, &presence)
    }
}

/// Somebody may sign in from now on.
public struct AccountCreated: Event {
    public var account = AccountOrdinal(rawValue: 0)
    /// The staff number, or what a program is called.
    public var name = ""
    public var roles: [String] = []
    /// SHA-256 of the token: 32 bytes.
    public var tokenHash: [UInt8] = []
    /// Whom the account acts as; nil for none.
    public var agent: AgentOrdinal?
    /// What people call the account's holder.
    public var displayName = ""
    /// A code.
    public var department = ""
    /// Whose own it is, where it is a customer's.
    public var customer: CustomerOrdinal?

    public init() {}

    public enum Field: Int, FieldNumber {
        case account = 1, name, roles, tokenHash, agent, displayName, department, customer
    }
    public static let type = EventType.accountCreated
    public var subjects: [Subject] {
        [.account(account)] + (agent.map { [.agent($0)] } ?? []) + (customer.map { [.customer($0)] } ?? [])
    }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.account, &account)
        try coder.field(.name, &name)
        try coder.field(.roles, &roles)
        try coder.field(.tokenHash, &tokenHash, byteCount: 32)
        try coder.field(.agent, &agent)
        try coder.field(.displayName, &displayName)
        try coder.field(.department, &department)
        try coder.field(.customer, &customer)
    }
}

/// Tickets run under this policy from now on.
public struct PolicyPublished: Event {
    /// 1 for the first, then gapless.
    public var version: UInt64 = 0
    public var profile = ""
    /// The policy file as it was published.
    public var source: [UInt8] = []
    /// The policy as programs read it; empty in events that are older than this field. Read it by ``lifted``.
    public var canonical: [UInt8] = []

    public init() {}

    public enum Field: Int, FieldNumber { case version = 1, profile, source, canonical }
    public static let type = EventType.policyPublished
    public var subjects: [Subject] { [] }
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.version, &version)
        try coder.field(.profile, &profile)
        try coder.field(.source, &source)
        try coder.field(.canonical, &canonical)
    }
}

/// What an agent can do, and how well.
public struct Skill: Message {
    /// A code of the policy.
    public var name = ""
    /// From 1, a beginner, to 5.
    public var level: UInt64 = 0
    /// Since when the agent has worked in it; nil where nobody said.
    public var since: Instant?

    public init() {}
    public init(name: String, level: UInt64, since: Instant? = nil) {
        self.name = name
        self.level = level
        self.since = since
    }

    public enum Field: Int, FieldNumber { case name = 1, level, since }
    public static let contractName = "Skill"
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.name, &name)
        try coder.field(.level, &level)
        try coder.field(.since, &since)
    }
}
