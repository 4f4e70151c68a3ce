internal import CivilTime
internal import Domain
internal import Events
internal import Policies

extension FieldFault {
    /// What cannot have happened to a ticket as its record has it.
    /// - Parameter step: from 0; nil for the submission.
    static func impossible(_ fault: PastFault, step: Int?) -> FieldFault {
        func at(_ member: String, _ detail: LocalText) -> FieldFault {
            FieldFault(pointer: step.map { "/steps/\($0)/\(member)" } ?? "/submittedAt", code: .value, detail: detail)
        }
        switch fault {
        case .outOfOrder:
            return at(
                "at", LocalText("早于前一步；请按时间顺序发送。", "It is before what stands before it: send steps in the order of time."))
        case .inFuture(let now):
            let time = Timestamp(milliseconds: now.milliseconds).text
            return at("at", LocalText("晚于现在（\(time)）；只能引入已发生的事。", "It is later than now, \(time): history is over."))
        case .tooEarly: return at("at", LocalText("应在 1970 年之后。", "It is after the beginning of 1970."))
        case .agentMissing: return at("agent", .required)
        case .nobodyHasIt:
            return at("action", LocalText("此时无人持有工单，无法收回。", "Nobody has the ticket then: it cannot be taken from anybody."))
        case .hasItAlready(let agent):
            return at(
                "agent",
                LocalText("此时由 \(agent) 持有；请先写 reassigned。", "\(agent) has the ticket then: say first that it was reassigned."))
        case .isResolved:
            return at("action", LocalText("此时已解决；请先写 reopened。", "It is resolved then: say first that it was reopened."))
        case .isOver:
            return at(
                "action", LocalText("此时已关闭；之后只能是 reopened。", "It is closed then: all that can follow is that it was reopened.")
            )
        }
    }
}
