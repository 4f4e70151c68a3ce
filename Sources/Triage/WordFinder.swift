internal import Policies

/// Finds many words in a text at once.
struct WordFinder: Sendable {
    struct Word: Sendable {
        var text: String
        /// A negation takes its meaning away.
        var isNegatable = true
        /// Words of one group that are listed behind a negation have none of their meanings.
        var group: Int
    }

    private let words: [Word]
    private let folded: [[UInt8]]
    private let negations: NegationFinder
    /// The words that begin with a byte.
    private let byFirst: [[Int]]

    init(_ words: [Word], negations: NegationFinder) {
        self.words = words
        folded = words.map(\.text.foldedWord)
        self.negations = negations
        var byFirst = [[Int]](repeating: [], count: 256)
        for (index, word) in folded.enumerated() {
            if let first = word.first { byFirst[Int(first)].append(index) }
        }
        self.byFirst = byFirst
    }

    /// Whether each word is in the text somewhere and its meaning is not taken away there.
    /// Cost: one pass over the text; at each byte a look at the words that begin with it.
    func said(in text: FoldedText) -> [Bool] {
        var said = [Bool](repeating: false, count: words.count)
        var negated: Set<NegatedEnd> = []
        for start in text.bytes.indices {
            for index in byFirst[Int(text.bytes[start])] where text.has(folded[index], at: start) {
                let group = words[index].group
                let isNegated =
                    words[index].isNegatable
                    && negations.negates(text, at: start) { negated.contains(NegatedEnd(place: $0, group: group)) }
                if isNegated {
                    negated.insert(NegatedEnd(place: start + folded[index].count, group: group))
                } else {
                    said[index] = true
                }
            }
        }
        return said
    }

    /// Where a word of a group ends whose meaning is taken away.
    private struct NegatedEnd: Hashable {
        var place: Int
        var group: Int
    }
}
