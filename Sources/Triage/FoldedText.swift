internal import Policies

/// A text as words are looked for in it: by its bytes, as UTF-8 keeps whole characters apart, with small Latin letters.
struct FoldedText {
    let bytes: [UInt8]

    init(_ text: String) { bytes = text.foldedWord }

    /// Whether a folded word stands at a place. Latin words are whole: a Latin letter or digit right before or behind
    /// one makes another word of it, a Chinese character does not.
    func has(_ word: [UInt8], at start: Int) -> Bool {
        let end = start + word.count
        guard start >= 0, end <= bytes.count else { return false }
        for offset in word.indices where bytes[start + offset] != word[offset] { return false }
        if Self.isLatin(word[0]), start > 0, Self.isLatin(bytes[start - 1]) { return false }
        if Self.isLatin(word[word.count - 1]), end < bytes.count, Self.isLatin(bytes[end]) { return false }
        return true
    }

    static func isLatin(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
