internal import Events
internal import JSONText

extension RenderedEvent {
    func offerMade(_ language: Language) -> String {
        var parts: [String] = []
        let decision = data["decision"]
        // The best candidate is the one to whom it is offered, unless somebody chose another.
        let offered = (decision?["candidates"]?.asElements ?? []).first { $0["agent"]?.asText == agent }
        if let score = offered?["score"]?.asUnsigned {
            parts.append(language("得分 \(percent(score))", "score \(percent(score))"))
        }
        if let eligible = decision?["eligible"]?.asUnsigned {
            parts.append(language("候选 \(eligible) 人", eligible == 1 ? "1 candidate" : "\(eligible) candidates"))
        }
        let flags = data["flags"]?.texts ?? []
        if !flags.isEmpty {
            let list = flags.joined(separator: language.listComma)
            parts.append(language("异常：\(list)", "odd: \(list)"))
        }
        return language("派给 \(shownAgent)", "offered to \(shownAgent)") + language.inParentheses(parts)
    }
}
