/// Finds many words in a text at once, by their bytes: UTF-8 keeps whole characters apart. Latin letters are found in
/// either case, and only as whole words: a Latin letter or digit right before or behind one makes another word of it,
/// a Chinese character does not.
struct WordFinder: Sendable {
    private let words: [[UInt8]]
    private let negations: [[UInt8]]
    /// The words that begin with a byte.
    private let byFirst: [[Int]]

    /// - Parameter negations: right before a word, one of them takes its meaning away.
    init(_ words: [String], negations: [String]) {
        self.words = words.map(Self.folded)
        self.negations = negations.map(Self.folded).filter { !$0.isEmpty }
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
        let bytes = Self.folded(text)
        for start in bytes.indices {
            for word in byFirst[Int(bytes[start])] where !said[word] {
                said[word] = Self.has(words[word], in: bytes, at: start) && !isNegated(bytes, start)
            }
        }
        return said
    }

    /// Blanks and hyphens may stand between: not urgent, non-urgent.
    private func isNegated(_ bytes: [UInt8], _ start: Int) -> Bool {
        var end = start
        while end > 0, bytes[end - 1] == UInt8(ascii: " ") || bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
        return negations.contains { $0.count <= end && Self.has($0, in: bytes, at: end - $0.count) }
    }

    private static func has(_ word: [UInt8], in bytes: [UInt8], at start: Int) -> Bool {
        let end = start + word.count
        guard end <= bytes.count else { return false }
        for offset in word.indices where bytes[start + offset] != word[offset] { return false }
        if isLatin(word[0]), start > 0, isLatin(bytes[start - 1]) { return false }
        if isLatin(word[word.count - 1]), end < bytes.count, isLatin(bytes[end]) { return false }
        return true
    }

    /// With small Latin letters; nothing else changes, and no byte moves.
    private static func folded(_ text: String) -> [UInt8] {
        text.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }

    private static func isLatin(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
