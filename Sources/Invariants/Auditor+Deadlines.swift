internal import Events
internal import HeapModule
internal import Policies

/// When a clock fires next.
struct Due: Comparable, Sendable {
    let at: Instant
    let ticket: UInt64
    let deadline: Int

    static func < (left: Self, right: Self) -> Bool {
        (left.at, left.ticket, left.deadline) < (right.at, right.ticket, right.deadline)
    }
}

extension Auditor {
    mutating func foldDeadline(_ event: borrowing EventView) throws(WireError) {
        // The messages are alike: the ticket, the deadline, and up to two instants.
        let fields = try EventFields<DeadlineStarted>(event.payload)
        let ordinal = try fields.number(.ticket)
        guard let slot = slot(event, ordinal) else { return }
        let code = try fields.text(.deadline)
        guard let deadline = tickets[slot].rules.deadline(code) else {
            return report(
                .clockDeclared, ticket: ordinal, expected: LocalText("规则没有时限 \(code)", "the policy has no \(code)"))
        }
        let clock = tickets[slot].clocks.firstIndex { $0.deadline == deadline }
        let (first, second) = (try fields.instant(.dueAt), try fields.instant(.warnAt))
        guard event.type != .deadlineStarted else {
            let since = try fields.instant(.startedAt) ?? now
            return started(slot, deadline, clock, since: since, dueAt: first ?? now, warnAt: second)
        }
        guard let clock else {
            return report(
                .clockOnce, ticket: ordinal, expected: LocalText("\(code) 没有在计时", "\(code) was not started"))
        }
        switch event.type {
        case .deadlineStopped: stopped(slot, deadline, clock)
        case .deadlinePaused: paused(slot, deadline, clock)
        case .deadlineResumed: resumed(slot, deadline, clock, first, second)
        case .deadlineMoved: moved(slot, deadline, clock, first, second)
        case .deadlineWarned: warned(slot, deadline, clock, first, second)
        default: breached(slot, deadline, clock, first, second)
        }
        if event.type != .deadlineStopped { schedule(slot, clock) }
    }

    private mutating func started(
        _ slot: Int, _ deadline: Int, _ clock: Int?, since: Instant, dueAt: Instant, warnAt: Instant?
    ) {
        let ordinal = tickets[slot].ordinal
        let rules = tickets[slot].rules.deadlines[deadline]
        if let clock {
            report(
                .clockOnce, ticket: ordinal,
                expected: LocalText("\(rules.code) 已在计时", "\(rules.code) had not been stopped"))
            tickets[slot].clocks.remove(at: clock)
        }
        if !isCaused(ordinal, by: rules.starts, orTriageOf: rules) {
            report(
                .clockTriggers, ticket: ordinal,
                expected: LocalText("起因不会开始 \(rules.code)", "what caused it does not start \(rules.code)"))
        }
        if dueAt < since || since > now {
            report(
                .clockFires, ticket: ordinal,
                expected: LocalText("\(rules.code) 的到期时间早于开始", "\(rules.code) would end before it starts"))
        }
        tickets[slot].clocks.append(ClockRecord(deadline: deadline, dueAt: dueAt, warnAt: warnAt, setAt: now))
        schedule(slot, tickets[slot].clocks.count - 1)
    }

    private mutating func stopped(_ slot: Int, _ deadline: Int, _ clock: Int) {
        let rules = tickets[slot].rules.deadlines[deadline]
        if !isCaused(tickets[slot].ordinal, by: rules.stops, orTriageOf: rules) {
            report(
                .clockTriggers, ticket: tickets[slot].ordinal,
                expected: LocalText("起因不会停止 \(rules.code)", "what caused it does not stop \(rules.code)"))
        }
        tickets[slot].clocks.remove(at: clock)
        settledDues += 1
    }

    private mutating func paused(_ slot: Int, _ deadline: Int, _ clock: Int) {
        if tickets[slot].clocks[clock].isPaused || tickets[slot].clocks[clock].isOver {
            reportClock(.clockPauses, slot, deadline, LocalText("没有在走", "was not running"))
        }
        tickets[slot].clocks[clock].isPaused = true
        settledDues += 1
    }

    private mutating func resumed(
        _ slot: Int, _ deadline: Int, _ clock: Int, _ dueAt: Instant?, _ warnAt: Instant?
    ) {
        if !tickets[slot].clocks[clock].isPaused {
            reportClock(.clockPauses, slot, deadline, LocalText("没有暂停", "did not stand still"))
        }
        tickets[slot].clocks[clock].isPaused = false
        set(slot, clock, dueAt, warnAt)
    }

    private mutating func moved(
        _ slot: Int, _ deadline: Int, _ clock: Int, _ dueAt: Instant?, _ warnAt: Instant?
    ) {
        if tickets[slot].clocks[clock].isOver {
            reportClock(.clockFires, slot, deadline, LocalText("已经走完", "was over"))
        }
        tickets[slot].clocks[clock].warnings = 0
        if !tickets[slot].clocks[clock].isPaused { settledDues += 1 }
        set(slot, clock, dueAt, warnAt)
    }

    private mutating func warned(
        _ slot: Int, _ deadline: Int, _ clock: Int, _ dueAt: Instant?, _ warnAt: Instant?
    ) {
        let record = tickets[slot].clocks[clock]
        let rules = tickets[slot].rules.deadlines[deadline]
        checkFiring(slot, deadline, record, at: record.warnAt, dueAt)
        tickets[slot].clocks[clock].warnings += 1
        if tickets[slot].clocks[clock].warnings > rules.warnings {
            reportClock(
                .clockFires, slot, deadline,
                LocalText("至多预警 \(rules.warnings) 次", "warns at most so often: \(rules.warnings)"))
        }
        if let warnAt, warnAt <= now {
            reportClock(.clockFires, slot, deadline, LocalText("下次预警应在之后", "warns again later, not before"))
        }
        tickets[slot].clocks[clock].warnAt = warnAt
    }

    private mutating func breached(
        _ slot: Int, _ deadline: Int, _ clock: Int, _ dueAt: Instant?, _ nextDueAt: Instant?
    ) {
        let record = tickets[slot].clocks[clock]
        checkFiring(slot, deadline, record, at: record.dueAt, dueAt)
        if tickets[slot].rules.deadlines[deadline].repeats != (nextDueAt != nil) {
            reportClock(.clockFires, slot, deadline, LocalText("是否重复与规则不符", "repeats otherwise than declared"))
        } else if let nextDueAt, nextDueAt <= now {
            reportClock(.clockFires, slot, deadline, LocalText("下次到期应在之后", "is due again later, not before"))
        }
        tickets[slot].clocks[clock].warnAt = nil
        tickets[slot].clocks[clock].isOver = nextDueAt == nil
        set(slot, clock, nextDueAt, nil)
    }

    /// - Parameters:
    ///   - due: when it was to happen.
    ///   - named: the end as the event names it.
    private mutating func checkFiring(
        _ slot: Int, _ deadline: Int, _ record: ClockRecord, at due: Instant?, _ named: Instant?
    ) {
        if record.isPaused || record.isOver {
            reportClock(.clockFires, slot, deadline, LocalText("没有在走", "was not running"))
        } else if due.map({ $0 > now }) ?? true {
            let text = due.map { "\($0.milliseconds)" } ?? "-"
            reportClock(.clockFires, slot, deadline, LocalText("应在 \(text) 之后", "was due at \(text), not before"))
        }
        if named != record.dueAt {
            let end = record.dueAt.milliseconds
            reportClock(.clockFires, slot, deadline, LocalText("到期时间应为 \(end)", "ends at \(end)"))
        }
    }

    private mutating func reportClock(_ invariant: Invariant, _ slot: Int, _ deadline: Int, _ what: LocalText) {
        let code = tickets[slot].rules.deadlines[deadline].code
        report(
            invariant, ticket: tickets[slot].ordinal,
            expected: LocalText("\(code)：\(what.chinese)", "\(code) \(what.english)"))
    }

    private mutating func set(_ slot: Int, _ clock: Int, _ dueAt: Instant?, _ warnAt: Instant?) {
        if let dueAt { tickets[slot].clocks[clock].dueAt = dueAt }
        tickets[slot].clocks[clock].warnAt = warnAt
        tickets[slot].clocks[clock].setAt = now
    }

    private mutating func schedule(_ slot: Int, _ clock: Int) {
        guard let next = tickets[slot].clocks[clock].next else { return }
        dues.insert(
            Due(at: next, ticket: tickets[slot].ordinal, deadline: tickets[slot].clocks[clock].deadline))
        if settledDues > AuditLimits.settledMin, settledDues > dues.count / 2 {
            dues = Heap(dues.unordered.filter { record(of: $0) != nil })
            settledDues = 0
        }
    }

    /// The clock that is due then; nil where that was settled.
    func record(of due: Due) -> ClockRecord? {
        guard let slot = tickets.slot(due.ticket),
            let clock = tickets[slot].clocks.first(where: { $0.deadline == due.deadline }), clock.next == due.at
        else { return nil }
        return clock
    }
}
