public import Policies
public import Events

/// What a text is about and how soon it has to be dealt with, by the words in it. Pure: the same text and policy give
/// the same finding for ever.
public struct Triage: Sendable {
    private let priorityOtherwise: Priority
    /// The highest first.
    private let priorityWords: [Policy.PriorityWords]
    private let categories: [Policy.Category]
    private let priorityFinder: WordFinder
    private let categoryFinder: WordFinder
    private let confidenceMin: UInt64
    private let charactersMin: Int

    public init(_ policy: Policy) {
        priorityOtherwise = policy.triage.otherwise
        priorityWords = policy.triage.lexicon.sorted { $0.priority > $1.priority }
        categories = policy.triage.categories
        confidenceMin = policy.triage.confidenceMin
        charactersMin = Int(clamping: policy.triage.charactersMin)
        priorityFinder = WordFinder(priorityWords.flatMap(\.words), negations: policy.triage.negations)
        categoryFinder = WordFinder(categories.flatMap(\.words), negations: policy.triage.negations)
    }

    /// A finding and the words that decided it.
    public struct Reading: Hashable, Sendable {
        /// Empty where no word of any category is in the text.
        public var category = ""
        /// From 0 to 1,000,000: the share of the hits that speak for the category.
        public var confidence: UInt64 = 0
        public var categoryWords: [String] = []
        public var priority: Priority
        public var priorityWords: [String] = []
        /// Why a person has to look first; nil where the words say enough.
        public var doubt: ReviewBecause?
    }

    /// Cost: two passes over the text; about a microsecond for a hundred characters.
    public func read(_ text: String) -> Reading {
        var reading = Reading(priority: priorityOtherwise)
        // Negations first: 非紧急 is not 紧急. Then the highest hit.
        let priorityHits = Self.hits(priorityWords.map(\.words), priorityFinder.said(in: text))
        if let index = priorityHits.firstIndex(where: { !$0.isEmpty }) {
            (reading.priority, reading.priorityWords) = (priorityWords[index].priority, priorityHits[index])
        }
        var total: UInt64 = 0
        var best: UInt64 = 0
        for (category, hits) in zip(categories, Self.hits(categories.map(\.words), categoryFinder.said(in: text))) {
            let count = UInt64(hits.count)
            total += count
            // Between equals the policy's order decides.
            if count > best { (reading.category, reading.categoryWords, best) = (category.code, hits, count) }
        }
        if total > 0 { reading.confidence = 1_000_000 * best / total }
        if text.count < charactersMin {
            reading.doubt = .tooVague
        } else if reading.confidence < confidenceMin {
            reading.doubt = .lowConfidence
        }
        return reading
    }

    /// Of each list the words that are said, where `said` goes through all lists.
    private static func hits(_ lists: [[String]], _ said: [Bool]) -> [[String]] {
        var rest = said[...]
        return lists.map { words in
            defer { rest = rest.dropFirst(words.count) }
            return zip(words, rest).filter(\.1).map(\.0)
        }
    }
}
