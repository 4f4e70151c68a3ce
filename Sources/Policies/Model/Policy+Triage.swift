public import Events

extension Policy {
    /// How a request gets its category and its priority.
    public struct Triage: Hashable, Sendable {
        /// On two levels: those whose parent is empty, each followed by those below it.
        public var categories: [Category]
        /// Words that give a ticket its priority, the highest priority first.
        public var lexicon: [PriorityWords]
        /// The priority of a text without any such word.
        public var otherwise: Priority
        /// Before a word, one of these takes its meaning away: 非 in 非紧急.
        public var negations: [String]
        /// What may stand between a negation and the word that it takes the meaning from: 需要 in 不需要加急.
        public var fillers: [String]
        /// What joins words that one negation takes the meaning from: or in no outage or crash.
        public var conjunctions: [String]
        /// What ends as a negation does, or as one with a filler, and is none: 类别, 是不是, 不得不.
        public var pseudoNegations: [String]
        /// A finding below this confidence, in millionths, goes to people before anybody is offered the ticket.
        public var confidenceMin: UInt64
        /// A description of fewer characters is too vague to be sorted by words; 0 where none is.
        public var charactersMin: UInt64
        /// Which tickets a supervisor looks at, to confirm the priority or change it. Nobody waits for that.
        public var review: Review
    }

    /// Tickets of one of these tiers, categories or priorities.
    public struct Review: Hashable, Sendable {
        public var tiers: [String]
        /// With those below them.
        public var categories: [String]
        public var priorities: [Priority]
    }

    public struct Category: Hashable, Sendable {
        public var code: String
        public var name: LocalText
        /// The code of the category above; empty for the first level.
        public var parent: String
        /// What an agent must be able to do; nil where anybody will do. What the file does not say of a category of the
        /// second level is as the one above it says; so is the estimate.
        public var skill: String?
        /// Words by which a text is recognised as being about this.
        public var words: [String]
        /// A negation takes the words' meaning away: 没有故障 is no fault. Not where what is lacking is what the request
        /// is about: 没有发货 is about a delivery. A category of the second level is as the one above it.
        public var isNegatable: Bool
        /// How long such a ticket takes while nobody's own history says otherwise.
        public var estimate: Duration
    }

    public struct PriorityWords: Hashable, Sendable {
        public var priority: Priority
        public var words: [String]
    }
}

extension Policy.Triage {
    public typealias Category = Policy.Category
    public typealias PriorityWords = Policy.PriorityWords
}
