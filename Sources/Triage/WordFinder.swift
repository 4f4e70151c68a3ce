internal import Policies

/// Finds many words in a text at once.
struct WordFinder: Sendable {
    private let words: [[UInt8]]
    private let negations: NegationFinder
    /// The words that begin with a byte.
    private let byFirst: [[Int]]

    init(_ words: [String], negations: NegationFinder) {
        self.words = words.map(\.foldedWord)
        self.negations = negations
        var byFirst = [[Int]](repeating: [], count: 256)
        for (index, word) in self.words.enumerated() {
            if let first = word.first { byFirst[Int(first)].append(index) }
        }
        self.byFirst = byFirst
    }

    /// Whether each word is in the text somewhere and its meaning is not taken away there.
    /// Cost: one pass over the text; at each byte a look at the words that begin with it.
    func said(in text: FoldedText) -> [Bool] {
        var said = [Bool](repeating: false, count: words.count)
        for start in text.bytes.indices {
            for word in byFirst[Int(text.bytes[start])] where !said[word] {
                said[word] = text.has(words[word], at: start) && !negations.negates(text, at: start)
            }
        }
        return said
    }
}
