internal import Events
internal import HeapModule
internal import Policies

// What deadlines have to do because of what happened.
extension Auditor {
    /// Notes what deadlines may wait for: what kind of thing happened, and the stage or the grade that it was.
    mutating func happens(_ trigger: Policy.Trigger, _ slot: Int, stage: String = "", grade: String = "") {
        let ordinal = tickets[slot].ordinal
        guard !tickets[slot].rules.deadlines.isEmpty else { return }
        if !stoodBefore.contains(where: { $0.ticket == ordinal }) {
            stoodBefore.append((ordinal, standing(slot)))
        }
        happened.append(
            Happened(
                sequence: sequence, ticket: ordinal, kinds: Triggers.bit(trigger), code: stage.isEmpty ? grade : stage,
                isGrade: stage.isEmpty))
    }

    /// Notes that deadlines may run now that did not, or the other way round.
    mutating func triaged(_ slot: Int) {
        guard tickets[slot].rules.haveRestingDeadlines else { return }
        let ordinal = tickets[slot].ordinal
        if !stoodBefore.contains(where: { $0.ticket == ordinal }) { stoodBefore.append((ordinal, standing(slot))) }
        happened.append(
            Happened(sequence: sequence, ticket: ordinal, kinds: Triggers.triage, code: "", isGrade: false))
    }

    /// Whether the event that caused the one at hand is one of those, or one by which a deadline may run that runs
    /// under some priorities alone.
    func isCaused(_ ticket: UInt64, by triggers: Triggers, orTriageOf deadline: PolicyRules.Deadline) -> Bool {
        if isCaused(ticket, where: { triggers.contains($0) }) { return true }
        return deadline.priorities != nil && isCaused(ticket, where: { $0.kinds & Triggers.triage != 0 })
    }

    private func isCaused(_ ticket: UInt64, where isRight: (Happened) -> Bool) -> Bool {
        var (low, high) = (0, happened.count)
        while low < high {
            let middle = (low + high) / 2
            if happened[middle].sequence < cause { low = middle + 1 } else { high = middle }
        }
        return happened[low...].prefix { $0.sequence == cause }.contains {
            $0.ticket == ticket && isRight($0)
        }
    }

    /// One bit a deadline; of the first 64, which is all that a policy may have.
    private func standing(_ slot: Int) -> UInt64 {
        tickets[slot].clocks.reduce(0) { $0 | 1 << UInt64($1.deadline) }
    }

    /// After everything that follows from a command: each deadline stands, or does not, as what happened asks for.
    mutating func checkTriggers() {
        for (ticket, before) in stoodBefore {
            guard let slot = tickets.slot(ticket) else { continue }
            let rules = tickets[slot].rules
            var expected = before
            var begun = tickets[slot].begun
            for event in happened where event.ticket == ticket {
                for (place, deadline) in rules.deadlines.enumerated() {
                    let bit: UInt64 = 1 << UInt64(place)
                    let runs = deadline.runs(tickets[slot].priority)
                    if deadline.stops.contains(event) { (expected, begun) = (expected & ~bit, begun & ~bit) }
                    if deadline.starts.contains(event) {
                        (expected, begun) = (runs ? expected | bit : expected, begun | bit)
                    }
                    guard event.kinds & Triggers.triage != 0, deadline.priorities != nil else { continue }
                    if runs {
                        expected |= begun & bit
                    } else if tickets[slot].clocks.first(where: { $0.deadline == place })?.isOver != true {
                        // What ran out did so, under whatever priority.
                        expected &= ~bit
                    }
                }
            }
            tickets[slot].begun = begun
            let standing = standing(slot)
            if expected != standing { reportStanding(slot, expected, standing) }
            checkPauses(slot)
        }
    }

    private mutating func reportStanding(_ slot: Int, _ expected: UInt64, _ standing: UInt64) {
        for (place, deadline) in tickets[slot].rules.deadlines.enumerated() {
            let bit: UInt64 = 1 << UInt64(place)
            guard expected & bit != standing & bit else { continue }
            report(
                .clockTriggers, ticket: tickets[slot].ordinal,
                expected: expected & bit != 0
                    ? LocalText("\(deadline.code) 应已开始", "\(deadline.code) should have been started")
                    : LocalText("\(deadline.code) 应已停止", "\(deadline.code) should have been stopped"))
        }
    }

    private mutating func checkPauses(_ slot: Int) {
        for clock in tickets[slot].clocks where !clock.isOver {
            let rules = tickets[slot].rules.deadlines[clock.deadline]
            guard rules.pausedAt.contains(tickets[slot].stage) != clock.isPaused else { continue }
            report(
                .clockPauses, ticket: tickets[slot].ordinal,
                expected: clock.isPaused
                    ? LocalText("\(rules.code) 应继续计时", "\(rules.code) should go on")
                    : LocalText("\(rules.code) 应暂停", "\(rules.code) should stand still"))
        }
    }

    /// Before a person or a customer is heard, everything that is due by then has fired: unless it became so just now.
    mutating func checkMissed() {
        guard actor != .system else { return }
        var justSet: [Due] = []
        while let first = dues.min, first.at <= now {
            dues.removeMin()
            guard let clock = record(of: first) else {
                settledDues = max(0, settledDues - 1)
                continue
            }
            if clock.setAt == now {
                justSet.append(first)
                continue
            }
            let slot = tickets.slot(first.ticket)
            let code = slot.map { tickets[$0].rules.deadlines[first.deadline].code } ?? ""
            report(
                .clockMissed, ticket: first.ticket,
                expected: LocalText(
                    "\(code) 应在 \(first.at.milliseconds) 触发", "\(code) should have fired at \(first.at.milliseconds)"))
        }
        for due in justSet { dues.insert(due) }
    }
}
