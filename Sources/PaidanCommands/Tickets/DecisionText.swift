internal import EventRendering
internal import Events
internal import JSONText

/// How it was decided to whom a ticket is offered, as people read it.
struct DecisionText {
    private let json: JSON
    private let style: PageStyle

    init(_ json: JSON, _ style: PageStyle) {
        self.json = json
        self.style = style
    }

    /// What came of it, and then the candidates, the best first.
    var lines: [String] {
        let language = style.language
        let time = style.time(json["time"]?.asText)
        let eligible = json["eligible"]?.asUnsigned ?? 0
        var parts = [outcome, language("\(eligible) 人合适", "\(eligible) eligible")]
        if let ring = (json["ringName"] ?? json["ring"])?.asText?.plainLine {
            parts.append(language("派单环 \(ring)", "ring \(ring)"))
        }
        if !leftOut.isEmpty {
            parts.append(language("排除：", "left out: ") + leftOut.joined(separator: language.listComma))
        }
        if let odd = Self.oddities(json, language) { parts.append(odd) }
        let candidates = (json["candidates"]?.asElements ?? []).enumerated().map { index, candidate in
            let score = percent(candidate["score"]?.asUnsigned ?? 0)
            let reason = candidate["reason"]?.asText?.plainLine ?? ""
            let name = candidate["name"]?.asText?.plainLine ?? ""
            let agent = candidate["agent"]?.asText?.plainLine ?? ""
            let odd = Self.oddities(candidate, language).map { "  \($0)" } ?? ""
            return "  \(index + 1). \(name)\(language.inParentheses([agent]))  \(score)  \(reason)\(odd)"
        }
        return ["\(style.painted(time, .faint))  " + parts.joined(separator: language.comma)] + candidates
    }

    private static func oddities(_ json: JSON, _ language: Language) -> String? {
        EventRendering.oddities((json["flags"]?.asElements ?? []).compactMap(\.asText), language)
    }

    private var outcome: String {
        switch json["outcome"]?.asText {
        case "offered": offered
        case "proposed": style.language("已推荐，待确认", "proposed")
        default: style.language("进入队列", "queued")
        }
    }

    /// To whom, and who says so where somebody did.
    private var offered: String {
        let agent = json["name"]?.asText.map { " \($0.plainLine)" } ?? ""
        guard let who = json["decidedBy"]?.asText?.plainLine else {
            return style.language("已派给\(agent)", "offered to\(agent)")
        }
        return style.language("\(who) 派给\(agent)", "offered to\(agent) by \(who)")
    }

    private var leftOut: [String] {
        guard case .object(let members)? = json["leftOut"] else { return [] }
        return members.map { reason, count in
            let words = LeftOut(code: reason)?.words(style.language) ?? reason.plainLine
            return "\(words) \(count.asUnsigned ?? 0)"
        }
    }
}
