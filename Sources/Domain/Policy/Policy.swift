public import Events

/// The rules that tickets run under: a profile, as it was published.
public struct Policy: Hashable, Sendable {
    /// 1 for the first that was published, then gapless.
    public var version: UInt64
    public var profile: String
    /// Codes of the channels that requests come over.
    public var channels: [String]
    /// The customer's words for how soon it has to be, the calmest first, and the least priority that each asks for.
    public var urgencies: [Urgency]
    public var categories: [Category]
    /// Words that raise a ticket's priority, the highest priority first.
    public var priorityWords: [PriorityWords]
    /// The priority of a text without any such word.
    public var priorityOtherwise: Priority
    /// Placed before a word, one of these takes its meaning away: 非 in 非紧急.
    public var negations: [String]
    /// How long an agent may take to accept an offer.
    public var acceptWithin: Duration
    /// How long an offer that was declined or ran out keeps its agent from being offered the same ticket.
    public var offerAgainAfter: Duration
    /// Open tickets that an agent takes who has no capacity of their own.
    public var capacity: UInt64
    public var scoreWeights: ScoreWeights
    /// Stages between acceptance and the end, in the order in which they may follow each other.
    public var stages: [Stage]
    public var numbering: Numbering

    public struct Urgency: Hashable, Sendable {
        public var code: String
        public var priority: Priority
    }

    public struct Category: Hashable, Sendable {
        public var code: String
        /// What an agent must be able to do; nil where anybody will do.
        public var skill: String?
        /// Words by which a text is recognised as being about this.
        public var words: [String]
    }

    public struct PriorityWords: Hashable, Sendable {
        public var priority: Priority
        public var words: [String]
    }

    /// What each dimension counts for, in millionths; together 1,000,000.
    public struct ScoreWeights: Hashable, Sendable {
        public var skill: UInt64
        public var load: UInt64
        public var region: UInt64
    }

    public struct Stage: Hashable, Sendable {
        public var code: String
        public var lifeCycle: LifeCycle
    }
}

extension Policy {
    public func category(_ code: String) -> Category? { categories.first { $0.code == code } }
    public func urgency(_ code: String) -> Urgency? { urgencies.first { $0.code == code } }
    public func stage(_ code: String) -> Stage? { stages.first { $0.code == code } }
}
