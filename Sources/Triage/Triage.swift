public import Domain
public import Events

/// What a text is about and how soon it has to be dealt with, by the words in it. Pure: the same text and policy give
/// the same finding for ever.
public struct Triage: Sendable {
    private let policy: Policy

    public init(_ policy: Policy) { self.policy = policy }

    /// A finding and the words that decided it.
    public struct Reading: Hashable, Sendable {
        /// Empty where no word of any category is in the text.
        public var category = ""
        /// From 0 to 1,000,000: the share of the hits that speak for the category.
        public var confidence: UInt64 = 0
        public var categoryWords: [String] = []
        public var priority: Priority
        public var priorityWords: [String] = []
    }

    /// Cost: one search of the text for each word of the policy.
    public func read(_ text: String) -> Reading {
        var reading = Reading(priority: policy.priorityOtherwise)
        // Negations first: 非紧急 is not 紧急. Then the highest hit.
        for entry in policy.priorityWords.sorted(by: { $0.priority > $1.priority }) {
            let hits = entry.words.filter { isSaid($0, in: text) }
            guard !hits.isEmpty else { continue }
            (reading.priority, reading.priorityWords) = (entry.priority, hits)
            break
        }
        var total: UInt64 = 0
        var best: UInt64 = 0
        for category in policy.categories {
            let hits = category.words.filter { isSaid($0, in: text) }
            let count = UInt64(hits.count)
            total += count
            // Between equals the policy's order decides.
            if count > best { (reading.category, reading.categoryWords, best) = (category.code, hits, count) }
        }
        if total > 0 { reading.confidence = 1_000_000 * best / total }
        return reading
    }

    /// Whether `word` is in the text somewhere without a negation right before it.
    private func isSaid(_ word: String, in text: String) -> Bool {
        var rest = text[...]
        while let range = rest.firstRange(of: word) {
            let before = text[..<range.lowerBound]
            if !policy.negations.contains(where: { before.hasSuffix($0) }) { return true }
            rest = text[range.upperBound...]
        }
        return false
    }
}
