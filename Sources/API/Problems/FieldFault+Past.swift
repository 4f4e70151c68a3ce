internal import CivilTime
internal import Domain
internal import Events
internal import Policies

extension FieldFault {
    /// What cannot have happened to a ticket as its record has it.
    /// - Parameter step: from 0; nil for the submission.
    static func impossible(_ fault: PastFault, step: Int?) -> FieldFault {
        let (member, detail) = words(fault)
        return FieldFault(
            pointer: step.map { "/steps/\($0)/\(member)" } ?? "/submittedAt", code: .value, detail: detail)
    }

    /// The member that it is about, and what to send instead.
    private static func words(_ fault: PastFault) -> (String, LocalText) {
        switch fault {
        case .outOfOrder:
            return ("at", LocalText("早于前一步，请按时间顺序发送。", "It is before the last: send steps in the order of time."))
        case .inFuture(let now):
            let time = Timestamp(milliseconds: now.milliseconds).text
            return ("at", LocalText("晚于现在，最多到 \(time)。", "It is later than now, \(time): history is over."))
        case .tooEarly: return ("at", LocalText("应在 1970 年之后。", "It is after the beginning of 1970."))
        case .agentMissing: return ("agent", .required)
        case .nobodyHasIt:
            return ("action", LocalText("此时无人持有，请先写 accepted。", "Nobody has it then: say first who accepted it."))
        case .hasItAlready(let agent):
            return (
                "agent",
                LocalText("此时由 \(agent) 持有，请先写 reassigned。", "\(agent) has it then: say first that it was reassigned.")
            )
        case .isResolved:
            return (
                "action", LocalText("此时已解决，请先写 reopened。", "It is resolved then: say first that it was reopened.")
            )
        case .isOver:
            return ("action", LocalText("此时已关闭，请先写 reopened。", "It is closed then: say first that it was reopened."))
        }
    }
}
