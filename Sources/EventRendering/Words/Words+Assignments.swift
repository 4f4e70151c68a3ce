internal import Events
internal import JSONText

extension RenderedEvent {
    func aboutAssignments(_ type: EventType, _ say: Wording) -> String {
        let who = actingAccount
        switch type {
        case .dispatchProposed: return dispatchProposed(say)
        case .proposalWithdrawn:
            return say("推荐的人员都已不能接单，推荐失效", "proposal withdrawn: nobody of it can take it any more")
        case .assignmentRequested:
            let odd = oddities(data["flags"]?.texts ?? [], say.language)
            return by(who, say, "申请派给 \(shownAgent)", "assignment to \(shownAgent) asked for")
                + say.inParentheses([odd].compactMap { $0 })
        case .assignmentApproved:
            return by(who, say, "同意派给 \(shownAgent)", "assignment to \(shownAgent) approved")
        case .assignmentRejected:
            return by(who, say, "不同意派给 \(shownAgent)", "assignment to \(shownAgent) rejected")
        default:
            let wasAccepted = data["wasAccepted"] != nil ? [say("已接单", "was accepted")] : []
            return by(who, say, "从 \(shownAgent) 收回", "taken back from \(shownAgent)")
                + say.inParentheses(wasAccepted)
        }
    }

    private func dispatchProposed(_ say: Wording) -> String {
        let names = (data["decision"]?["candidates"]?.asElements ?? []).compactMap { candidate in
            candidate["name"]?.asText ?? candidate["agent"]?.asText
        }
        guard !names.isEmpty else { return say("暂无可推荐人员", "nobody to propose") }
        let list = names.joined(separator: say.listComma)
        return say("推荐 \(list)，待确认", "proposed: \(list); waits for a dispatcher")
    }
}
