internal import Events
internal import JSONText

extension RenderedEvent {
    func aboutAssignments(_ type: EventType, _ language: Language) -> String {
        switch type {
        case .dispatchProposed:
            let names = (data["decision"]?["candidates"]?.asElements ?? []).compactMap { candidate -> String? in
                let name = candidate["name"]?.asText ?? ""
                return name.isEmpty ? candidate["agent"]?.asText : name
            }
            return language("推荐 ", "proposed: ") + names.joined(separator: language.listComma)
        case .assignmentRequested: return language("申请派给 \(shownAgent)", "asked for \(shownAgent)")
        case .assignmentApproved: return language("同意派给 \(shownAgent)", "\(shownAgent) approved")
        case .assignmentRejected: return language("不同意派给 \(shownAgent)", "\(shownAgent) not approved")
        default: return language("从 \(shownAgent) 收回", "taken back from \(shownAgent)")
        }
    }
}
