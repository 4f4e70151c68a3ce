package import Events

/// What speaks for a candidate, as a sentence for people.
package struct Reasons: Hashable, Sendable {
    private let terms: [ScoreTerm]

    package init(_ candidate: Candidate) { terms = candidate.terms }

    /// `技能匹配 80%，负荷余量 67%，同区域`
    package func text(_ language: Language) -> String {
        terms.compactMap { Self.text($0, language) }.joined(separator: language.comma)
    }

    /// What had nothing to be compared with speaks for nobody. A dimension that only its policy knows goes by its code.
    /// Most agents have not had a customer before, which is not worth a word.
    private static func text(_ term: ScoreTerm, _ language: Language) -> String? {
        if term.isMoot { return nil }
        let share = percent(term.value)
        return switch term.dimension {
        case "skill": language("技能匹配 \(share)", "skill match \(share)")
        case "load": language("负荷余量 \(share)", "free capacity \(share)")
        case "region":
            term.value > 0 ? language("同区域", "same region") : language("不同区域", "another region")
        case "presence": language("近期在线 \(share)", "on line \(share) lately")
        case "experience": language("经验与及时率 \(share)", "experience and punctuality \(share)")
        case "preferred":
            term.value > 0
                ? language("符合优先条件", "experienced or punctual enough to be preferred")
                : language("不符合优先条件", "not among the preferred")
        case "affinity":
            term.value > 0 ? language("曾服务该客户", "had this customer before") : nil
        default: "\(term.dimension) \(share)"
        }
    }
}

/// Millionths as a percentage with one decimal, rounded: the one form in which people see a score or a share.
package func percent(_ millionths: UInt64) -> String {
    let tenths = (min(millionths, 1_000_000) + 500) / 1_000
    return "\(tenths / 10).\(tenths % 10)%"
}
