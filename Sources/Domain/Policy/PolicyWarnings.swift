public import Events
public import Policies

extension PolicyDocument {
    /// What whoever checks or publishes it at `now` is to know, though nothing is wrong with it.
    public func warnings(at now: Instant) -> [LocalText] { warnings + policy.warnings(at: now) }
}

extension Policy {
    /// What it declares and nothing can come of, and what will be missing soon.
    public func warnings(at now: Instant) -> [LocalText] {
        unheardProposals + deadlines.flatMap(idleness) + holidayWarnings(at: now)
    }

    private var unheardProposals: [LocalText] {
        guard dispatch.mode == .confirm, !notices.contains(where: { $0.on.contains(.proposed) }) else { return [] }
        return [
            LocalText(
                "派单须先确认（mode: confirm），但没有通知的 on 含 proposed：有工单待确认时无人得知",
                "a dispatcher confirms first (mode: confirm), and no notice is on proposed: nobody is told that a "
                    + "ticket waits for it")
        ]
    }

    /// What a deadline says and never does.
    private func idleness(_ deadline: Deadline) -> [LocalText] {
        let lifeCycles = DeadlineSpan(deadline, in: self).lifeCycles
        let code = deadline.code
        guard !lifeCycles.isEmpty else {
            return [
                LocalText(
                    "时限 \(code) 从不计时：开始它的事件不会发生，或使工单闭环，或各优先级都是 never",
                    "the deadline \(code) never runs: what starts it does not happen or closes the ticket, or it is "
                        + "never under every priority")
            ]
        }
        var idle: [LocalText] = []
        if deadline.onBreach.contains(.closeUnrated), !lifeCycles.contains(.resolved) {
            idle.append(
                LocalText(
                    "时限 \(code) 的 close-unrated 不起作用：它只关闭已完成的工单，而该时限在完成时已停止",
                    "close-unrated of the deadline \(code) comes to nothing: it closes what is resolved, and the "
                        + "deadline has stopped by then"))
        }
        if deadline.onBreach.contains(.reassign), lifeCycles.isDisjoint(with: [.offered, .accepted, .inProgress]) {
            idle.append(
                LocalText(
                    "时限 \(code) 的 reassign 不起作用：计时期间没有待接单或处理中的工单可收回",
                    "reassign of the deadline \(code) comes to nothing: while it runs there is no offer and no work to "
                        + "take back"))
        }
        if deadline.tellsAssignee, lifeCycles == [.waiting] {
            idle.append(
                LocalText(
                    "时限 \(code) 对 assignee 的提醒不起作用：计时期间工单没有执行人员",
                    "what the deadline \(code) tells the assignee reaches nobody: while it runs the ticket has none"))
        }
        return idle
    }
}

extension Policy.Deadline {
    /// Before its end, or behind it.
    fileprivate var tellsAssignee: Bool {
        warnings.contains { $0.remind == .assignee }
            || onBreach.contains { action in
                switch action {
                case .remind(.assignee, _), .escalate(.assignee, _): true
                case .remind, .escalate, .reassign, .closeUnrated: false
                }
            }
    }
}
