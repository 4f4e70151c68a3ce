internal import Events
internal import JSONText

extension RenderedEvent {
    func offerMade(_ say: Wording) -> String {
        var parts: [String] = []
        let decision = data["decision"]
        // The best candidate is the one to whom it is offered, unless somebody chose another.
        let offered = (decision?["candidates"]?.asElements ?? []).first { $0["agent"]?.asText == agent }
        if let score = offered?["score"]?.asUnsigned {
            parts.append(say("得分 \(percent(score))", "score \(percent(score))"))
        }
        if let eligible = decision?["eligible"]?.asUnsigned {
            parts.append(say("候选 \(eligible) 人", eligible == 1 ? "1 candidate" : "\(eligible) candidates"))
        }
        if let odd = oddities(data["flags"]?.texts ?? [], say.language) { parts.append(odd) }
        let who = data["isByHand"] == nil ? nil : actingAccount
        return by(who, say, "派给 \(shownAgent)", "offered to \(shownAgent)") + say.inParentheses(parts)
    }
}

/// What looks odd about an offer, of the codes in events; nil where nothing does.
package func oddities(_ codes: [String], _ language: Language) -> String? {
    let list = codes.map { oddity($0, language) }.joined(separator: language.listComma)
    return list.isEmpty ? nil : language("异常：\(list)", "odd: \(list)")
}

/// A code that only a later version knows stays one.
private func oddity(_ code: String, _ language: Language) -> String {
    switch code {
    case "skill-missing": language("缺少技能", "without the skill")
    case "overloaded": language("负荷远高于平均", "far above the mean load")
    case "other-region": language("非同区域", "of another region")
    case "asked-for": language("被指定", "asked for by name")
    default: code.plainLine
    }
}
