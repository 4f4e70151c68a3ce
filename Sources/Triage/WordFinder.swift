/// Finds many words in a text at once, by their bytes: UTF-8 keeps whole characters apart.
struct WordFinder: Sendable {
    private let words: [[UInt8]]
    private let negations: [[UInt8]]
    /// The words that begin with a byte.
    private let byFirst: [[Int]]

    /// - Parameter negations: right before a word, one of them takes its meaning away.
    init(_ words: [String], negations: [String]) {
        self.words = words.map { Array($0.utf8) }
        self.negations = negations.map { Array($0.utf8) }.filter { !$0.isEmpty }
        var byFirst = [[Int]](repeating: [], count: 256)
        for (index, word) in self.words.enumerated() {
            if let first = word.first { byFirst[Int(first)].append(index) }
        }
        self.byFirst = byFirst
    }

    /// Whether each word is in the text somewhere without a negation right before it.
    /// Cost: one pass over the text; at each byte a look at the words that begin with it.
    func said(in text: String) -> [Bool] {
        var said = [Bool](repeating: false, count: words.count)
        let bytes = Array(text.utf8)
        for start in bytes.indices {
            for word in byFirst[Int(bytes[start])] where !said[word] {
                said[word] = Self.has(words[word], in: bytes, at: start) && !isNegated(bytes, start)
            }
        }
        return said
    }

    private func isNegated(_ bytes: [UInt8], _ start: Int) -> Bool {
        negations.contains { $0.count <= start && Self.has($0, in: bytes, at: start - $0.count) }
    }

    private static func has(_ word: [UInt8], in bytes: [UInt8], at start: Int) -> Bool {
        guard start + word.count <= bytes.count else { return false }
        for offset in word.indices where bytes[start + offset] != word[offset] { return false }
        return true
    }
}
