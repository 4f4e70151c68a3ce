internal import Events
internal import JSONText

extension RenderedEvent {
    func aboutReviews(_ type: EventType, _ language: Language) -> String {
        switch type {
        case .reviewRequested:
            let because = fact("because").flatMap { ReviewBecause(code: $0) }?.words(language)
            return language("待人工预审", "waits for a review") + (because.map { language("：\($0)", ": \($0)") } ?? "")
        case .ticketReviewed:
            let followUp = data["needsFollowUp"] != nil ? [language("需跟进", "needs follow-up")] : []
            return language("已审核", "reviewed") + language.inParentheses(followUp)
        case .customerContacted:
            return language("已联系客户", "customer contacted") + language.inParentheses(data["reasons"]?.texts ?? [])
        case .ticketReopened:
            let cycle = data["cycle"]?.asUnsigned ?? 0
            return language("第 \(cycle) 次处理", "goes round for time \(cycle)")
        default:
            let to = fact("to").map { roleWords($0, language) } ?? "?"
            return language("升级至\(to)", "escalated to \(to)")
                + language.inParentheses([fact("deadline")].compactMap { $0 })
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
