public import Policies
public import Events

/// What a text is about and how soon it has to be dealt with, by the words in it. Pure: the same text and policy give
/// the same finding for ever.
public struct Triage: Sendable {
    private let priorityOtherwise: Priority
    /// The highest first.
    private let priorityWords: [Policy.PriorityWords]
    /// Each of the first level is followed by those below it.
    private let categories: [Policy.Category]
    /// A category of the first level with those below it, as their places in ``categories``.
    private let families: [Range<Int>]
    /// Of each family the words of all its categories, folded.
    private let familyWords: [Set<[UInt8]>]
    /// Of all words of ``categories``, one after another, whether their family has each already; empty where none has.
    private let isRepeated: [Bool]
    private let priorityFinder: WordFinder
    private let categoryFinder: WordFinder
    private let confidenceMin: UInt64
    private let charactersMin: Int

    public init(_ policy: Policy) {
        priorityOtherwise = policy.triage.otherwise
        priorityWords = policy.triage.lexicon.sorted { $0.priority > $1.priority }
        let categories = policy.triage.categories
        self.categories = categories
        let starts = categories.indices.filter { categories[$0].parent.isEmpty }
        families = zip(starts, starts.dropFirst() + [categories.count]).map { $0..<$1 }
        familyWords = families.map { Set(categories[$0].flatMap(\.words).map(\.foldedWord)) }
        let isRepeated = families.flatMap { family in
            var seen: Set<[UInt8]> = []
            return categories[family].flatMap(\.words).map { !seen.insert($0.foldedWord).inserted }
        }
        self.isRepeated = isRepeated.contains(true) ? isRepeated : []
        confidenceMin = policy.triage.confidenceMin
        charactersMin = Int(clamping: policy.triage.charactersMin)
        let negations = NegationFinder(policy.triage)
        let priorityWords = priorityWords.enumerated().flatMap { index, entry in
            entry.words.map { WordFinder.Word(text: $0, group: index) }
        }
        priorityFinder = WordFinder(priorityWords, negations: negations)
        let categoryWords = families.enumerated().flatMap { index, family in
            categories[family].flatMap { category in
                category.words.map { WordFinder.Word(text: $0, isNegatable: category.isNegatable, group: index) }
            }
        }
        categoryFinder = WordFinder(categoryWords, negations: negations)
    }

    /// A finding and the words that decided it.
    public struct Reading: Hashable, Sendable {
        /// Empty where no word of any category is in the text.
        public var category = ""
        /// From 0 to 1,000,000: how many of the hits speak for the category of the first level, of all hits and one
        /// that speaks for nothing. So one word is not certain, and more words are surer: 50 %, 66 %, 75 %.
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
        let folded = FoldedText(text)
        let family = findCategory(in: folded, &reading)
        findPriority(in: folded, of: family, &reading)
        if text.count < charactersMin {
            reading.doubt = .tooVague
        } else if reading.confidence < confidenceMin {
            reading.doubt = .lowConfidence
        }
        return reading
    }

    /// Negations first: 非紧急 is not 紧急. Then the highest hit. A word that asks for less than no word at all counts where
    /// it is what the request is about, or nobody knows what that is: 建议尽快修复，无法登录 is no suggestion.
    private func findPriority(in text: FoldedText, of family: Int?, _ reading: inout Reading) {
        let hits = Self.hits(priorityWords.map(\.words), priorityFinder.said(in: text))
        for (entry, hits) in zip(priorityWords, hits) {
            let words = hits.filter { word in
                guard entry.priority < priorityOtherwise, let family else { return true }
                return familyWords[family].contains(word.foldedWord)
            }
            guard words.isEmpty else { return (reading.priority, reading.priorityWords) = (entry.priority, words) }
        }
    }

    /// First the category of the first level for which most words speak, its children's among them; then the child for
    /// which most do, if any does. Between equals the policy's order decides. A word that several of a family have
    /// speaks for each of them, and for the family once.
    /// - Returns: which of ``families`` it is.
    private func findCategory(in text: FoldedText, _ reading: inout Reading) -> Int? {
        let (lists, said) = (categories.map(\.words), categoryFinder.said(in: text))
        let hits = Self.hits(lists, said)
        let once = isRepeated.isEmpty ? hits : Self.hits(lists, zip(said, isRepeated).map { $0 && !$1 })
        var best: (index: Int, family: Range<Int>, count: Int)?
        var total = 0
        for (index, family) in families.enumerated() {
            let count = once[family].reduce(0) { $0 + $1.count }
            total += count
            if count > best?.count ?? 0 { best = (index, family, count) }
        }
        guard let best else { return nil }
        let child = best.family.dropFirst().reduce(best.family.lowerBound) { chosen, child in
            let least = chosen == best.family.lowerBound ? 0 : hits[chosen].count
            return hits[child].count > least ? child : chosen
        }
        reading.category = categories[child].code
        reading.categoryWords = once[best.family].flatMap { $0 }
        reading.confidence = UInt64(1_000_000 * best.count / (total + 1))
        return best.index
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
