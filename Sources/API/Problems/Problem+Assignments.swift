internal import Domain
internal import EventRendering
internal import Policies

extension Problem {
    /// What is refused of who gets a ticket, or has it.
    init(ofAssignment refusal: Refusal) {
        switch refusal {
        case .heldBy:
            self = .conflict(
                "held-by-another",
                LocalText(
                    "工单在其他执行人员手中，请由其操作，或先改派（reassign）。",
                    "Another agent has the ticket or its offer: let that one act, or reassign it first."))
        case .heldAlready:
            self = .conflict(
                "held-already", LocalText("工单已在该执行人员手中，请选择其他人。", "That agent has the ticket already: choose another."))
        case .notProposed:
            self = .conflict(
                "not-proposed",
                LocalText(
                    "没有待确认的派单方案：工单由系统自动派单或正在排队，无需确认。要指定执行人员请用 assign，"
                        + "要重新派单请用 reassign。",
                    "Nothing is proposed that could be confirmed: the ticket is dispatched by itself, or waits in the "
                        + "queue. To ask for an agent use assign, to have it dispatched again reassign."))
        case .notACandidate:
            self = .conflict(
                "not-a-candidate",
                LocalText(
                    "该执行人员不在候选名单中；请选择候选人，或改用 assign 申请。",
                    "The agent is none of the candidates: choose one of them, or ask for this one with assign."))
        case .cannotTake(_, let reason):
            self = .conflict(
                "cannot-take",
                LocalText(
                    "该执行人员现在不能接单（\(reason.words(.chinese))），请选择其他人。",
                    "The agent cannot take it now (\(reason.words(.english))): choose another."))
        case .notRequested:
            self = .conflict(
                "not-requested",
                LocalText("没有待审批的指派申请，请先用 assign 提出。", "Nobody asked for an agent: use assign to do so."))
        case .takesRole(let role):
            self = Problem(
                .forbidden,
                LocalText(
                    "策略要求由\(roleWords(role.rawValue, .chinese))决定，请交由其处理。",
                    "The policy wants this of the role \(roleWords(role.rawValue, .english)): have it decided there."))
        default:
            // A reason that is missing.
            self = .invalid([
                FieldFault(
                    pointer: "/reason", code: .missing, detail: LocalText("必填，请说明原因。", "It is required: say why."))
            ])
        }
    }
}
