internal import Policies

/// Says whether the words before a place take away the meaning of what stands there, by four lists of a policy, after
/// NegEx (Chapman et al. 2001, "A simple algorithm for identifying negated findings").
///
/// It goes back from the place over joints and the words of the lists: fillers are passed over, each negation turns the
/// meaning round, and a pseudo-negation, or anything that is on no list, is the end. So punctuation and line ends bound
/// a negation's reach, and of 不能用了很紧急 the 不 belongs to 能用. Blanks and hyphens are joints behind Latin letters
/// and digits; behind a Chinese character a blank parts what is said: of 修好了没有 很紧急 the first half is a question.
/// A conjunction is the end too, and gives what is listed the negation of what stands before it: no outage or crash.
/// Where several words of the lists end at one place, the longest counts: 特别 is no 别. Two negations are none:
/// 不是没有故障 says that there is a fault.
struct NegationFinder: Sendable {
    private enum Role { case negation, filler, conjunction, pseudoNegation }

    private struct Term: Sendable {
        var word: [UInt8]
        var role: Role
    }

    /// By the last byte, the longest first.
    private let byLast: [[Term]]

    init(_ triage: Policy.Triage) {
        var byLast = [[Term]](repeating: [], count: 256)
        let lists: [([String], Role)] = [
            (triage.pseudoNegations, .pseudoNegation), (triage.negations, .negation), (triage.fillers, .filler),
            (triage.conjunctions, .conjunction),
        ]
        for (words, role) in lists {
            for word in words.map(\.foldedWord) {
                if let last = word.last { byLast[Int(last)].append(Term(word: word, role: role)) }
            }
        }
        // Between equals the order of the lists, as the sort is stable.
        self.byLast = byLast.map { $0.sorted { $0.word.count > $1.word.count } }
    }

    /// - Parameter isNegatedBefore: whether something ends at a place that what stands at `start` may be listed with,
    ///   and its meaning is taken away.
    /// Cost: at most ``termsMax`` looks at the words that end with a byte.
    func negates(_ text: FoldedText, at start: Int, listedWith isNegatedBefore: (Int) -> Bool) -> Bool {
        var end = start
        var isNegated = false
        for _ in 0..<Self.termsMax {
            guard let joined = Self.joined(text, end), joined > 0 else { break }
            end = joined
            let terms = byLast[Int(text.bytes[end - 1])]
            guard let term = terms.first(where: { text.has($0.word, at: end - $0.word.count) }) else { break }
            switch term.role {
            case .negation: isNegated.toggle()
            case .filler: break
            case .conjunction:
                let listed = Self.joined(text, end - term.word.count)
                return isNegated || listed.map(isNegatedBefore) ?? false
            case .pseudoNegation: return isNegated
            }
            end -= term.word.count
        }
        return isNegated
    }

    /// The end of what a place is joined to, over the joints before it; nil where they join nothing.
    private static func joined(_ text: FoldedText, _ place: Int) -> Int? {
        var end = place
        while end > 0, joints.contains(text.bytes[end - 1]) { end -= 1 }
        guard end < place else { return place }
        return end > 0 && FoldedText.isLatin(text.bytes[end - 1]) ? end : nil
    }

    /// What may stand between words: not urgent, non-urgent.
    private static let joints = [UInt8(ascii: " "), UInt8(ascii: "-")]
    /// Nobody puts more between a negation and what it means: 没有再出现过什么特别紧急的 has five.
    private static let termsMax = 6
}
