internal import Events
internal import JSONText

extension RenderedEvent {
    func aboutReviews(_ type: EventType, _ say: Wording) -> String {
        let who = actingAccount
        switch type {
        case .reviewRequested:
            let because = fact("because").flatMap { ReviewBecause(code: $0) }?.words(say.language)
            let what =
                fact("because").flatMap { ReviewBecause(code: $0) }?.isForLater == true
                ? say("待主管复核", "a supervisor is to review it") : say("待人工预审", "waits for a review")
            return what + (because.map { say("：\($0)", ": \($0)") } ?? "")
        case .ticketReviewed:
            let followUp = data["needsFollowUp"] != nil ? [say("需跟进", "needs follow-up")] : []
            return by(who, say, "审核完毕", "reviewed") + say.inParentheses(followUp)
        case .customerContacted:
            return by(agent == nil ? who : shownAgent, say, "已联系客户", "customer contacted")
                + say.inParentheses((data["reasons"]?.texts ?? []).map { say.name($0, .reason) })
        case .ticketReopened:
            let cycle = data["cycle"]?.asUnsigned ?? 0
            return by(who, say, "重开", "reopened")
                + say.inParentheses([say("第 \(cycle) 轮", "round \(cycle)")])
        default:
            let to = fact("to").map { roleWords($0, say.language) } ?? "?"
            // What ran out says why; without it somebody did it.
            guard let deadline = fact("deadline").map({ say.name($0, .deadline) }) else {
                return by(who, say, "升级至\(to)", "escalated to \(to)")
            }
            return say("升级至\(to)（「\(deadline)」超时）", "escalated to \(to) (deadline \(deadline) missed)")
        }
    }
}

/// A role as people call it; one that this version does not know goes by its code.
package func roleWords(_ code: String, _ language: Language) -> String {
    switch code {
    case "customer": language("客户", "customer")
    case "handler", "assignee": language("执行人员", "handler")
    case "clerk": language("客服", "clerk")
    case "dispatcher": language("派单员", "dispatcher")
    case "supervisor": language("主管", "supervisor")
    case "department-manager": language("部门经理", "department manager")
    case "administrator": language("管理员", "administrator")
    case "auditor": language("审计员", "auditor")
    default: code
    }
}
