/// How a dispatch was decided: stored, never computed again.
public struct Decision: Message {
    /// Agents of the ring who could have taken the ticket.
    public var eligible: UInt64 = 0
    /// Of the rings that were looked at.
    public var leftOut: [LeftOutCount] = []
    /// The best, the first one first: at most three, and behind them whom somebody chose instead.
    public var candidates: [Candidate] = []
    /// The code of the ring that they are in; empty where nobody was eligible in any.
    public var ring = ""

    public init() {}

    public enum Field: Int, FieldNumber { case eligible = 1, leftOut, candidates, ring }
    public static let contractName = "Decision"
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.eligible, &eligible)
        try coder.field(.leftOut, &leftOut)
        try coder.field(.candidates, &candidates)
        try coder.field(.ring, &ring)
    }
}

/// How many agents a decision left out for one reason.
public struct LeftOutCount: Message {
    public var reason: LeftOut?
    public var count: UInt64 = 0

    public init() {}
    public init(_ reason: LeftOut, count: UInt64) {
        self.reason = reason
        self.count = count
    }

    public enum Field: Int, FieldNumber { case reason = 1, count }
    public static let contractName = "LeftOutCount"
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.reason, &reason)
        try coder.field(.count, &count)
    }
}

/// An agent who could have taken a ticket, and what spoke for it.
public struct Candidate: Message {
    public var agent = AgentOrdinal(rawValue: 0)
    /// The sum of the terms, in millionths.
    public var score: UInt64 = 0
    public var terms: [ScoreTerm] = []
    /// What would look odd about an offer to the agent: codes. Only of what a dispatcher has to confirm.
    public var flags: [String] = []

    public init() {}

    public enum Field: Int, FieldNumber { case agent = 1, score, terms, flags }
    public static let contractName = "Candidate"
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.agent, &agent)
        try coder.field(.score, &score)
        try coder.field(.terms, &terms)
        try coder.field(.flags, &flags)
    }
}

/// What one dimension adds to a score.
public struct ScoreTerm: Message {
    /// The dimension's code, as the policy names it.
    public var dimension = ""
    /// How well the agent does in it, from 0 to 1,000,000.
    public var value: UInt64 = 0
    /// What that counts for, in millionths of the whole.
    public var weight: UInt64 = 0
    /// There was nothing to compare: it counts whole, and says nothing of the agent. Not marked before there was this.
    public var isMoot = false

    public init() {}

    public enum Field: Int, FieldNumber { case dimension = 1, value, weight, isMoot }
    public static let contractName = "ScoreTerm"
    public mutating func code<Coder: FieldCoder<Field>>(_ coder: inout Coder) throws(WireError) {
        try coder.field(.dimension, &dimension)
        try coder.field(.value, &value)
        try coder.field(.weight, &weight)
        try coder.field(.isMoot, &isMoot)
    }
}
