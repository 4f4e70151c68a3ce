internal import Events
internal import Policies

// From the acceptance to the end, and round again.
extension Auditor {
    mutating func foldWork(_ event: borrowing EventView) throws(WireError) {
        let (ordinal, second) = try event.leadingNumbers()
        guard let slot = slot(event, ordinal) else { return }
        switch event.type {
        case .progressRecorded:
            expect(slot, [.accepted, .inProgress])
            expectHolder(slot, second)
            progressed(slot, try event.fields(ProgressRecorded.self).text(.stage))
        case .ticketResolved:
            expect(slot, [.accepted, .inProgress])
            expectHolder(slot, second)
            let lifeCycle = tickets[slot].lifeCycle
            if tickets[slot].holder != 0, lifeCycle != .resolved { load(tickets[slot].holder, by: -1) }
            tickets[slot].lifeCycle = .resolved
            tickets[slot].requested = 0
            happens(.resolved, slot)
        case .surveySent:
            expect(slot, [.resolved])
            tickets[slot].isSurveyed = true
            happens(.surveyed, slot)
        case .surveyRevoked:
            if !tickets[slot].isSurveyed {
                report(.lifeCycle, ticket: ordinal, expected: LocalText("没有待答的评价", "there is no open survey"))
            }
            tickets[slot].isSurveyed = false
        case .ticketRated: rated(slot, second)
        case .ticketReopened: reopened(slot, second)
        default: closed(slot, second)
        }
    }

    private mutating func progressed(_ slot: Int, _ stage: String) {
        tickets[slot].lifeCycle = .inProgress
        let rules = tickets[slot].rules
        if !stage.isEmpty {
            let current = tickets[slot].stage
            if !rules.hasStage(stage) || !rules.allows(stage, after: current) {
                report(
                    .stage, ticket: tickets[slot].ordinal,
                    expected: LocalText("\(current) 之后不能是 \(stage)", "\(stage) does not follow \"\(current)\""))
            }
            tickets[slot].stage = stage
        }
        happens(.progressed, slot, stage: stage)
    }

    private mutating func rated(_ slot: Int, _ number: UInt64) {
        expect(slot, [.resolved])
        if tickets[slot].isGraded {
            report(
                .lifeCycle, ticket: tickets[slot].ordinal,
                expected: LocalText("本轮已评价", "it was rated in this cycle already"))
        }
        tickets[slot].isGraded = true
        tickets[slot].isSurveyed = false
        let choice = Grade(rawValue: number).flatMap { tickets[slot].rules.grade($0) }
        if choice == nil {
            report(
                .lifeCycle, ticket: tickets[slot].ordinal,
                expected: LocalText("规则没有这一评价", "the policy has no such grade"))
        }
        happens(.rated, slot, grade: choice?.code ?? "")
    }

    private mutating func reopened(_ slot: Int, _ cycle: UInt64) {
        expect(slot, [.resolved])
        let (next, last) = (tickets[slot].cycle + 1, tickets[slot].rules.cyclesMax)
        if cycle != next || cycle > last {
            report(
                .lifeCycle, ticket: tickets[slot].ordinal,
                expected: LocalText("应为第 \(next) 轮，至多 \(last) 轮", "cycle \(next) is next, and \(last) the last"))
        }
        tickets[slot].cycle = cycle
        tickets[slot].lifeCycle = .waiting
        tickets[slot].holder = 0
        tickets[slot].stage = ""
        tickets[slot].isGraded = false
        tickets[slot].passedBy = []
        tickets[slot].offersUnanswered = 0
        touched.append(tickets[slot].ordinal)
        happens(.reopened, slot)
    }

    private mutating func closed(_ slot: Int, _ number: UInt64) {
        expect(slot, [.resolved])
        let ordinal = tickets[slot].ordinal
        if Closing(rawValue: number) == .rated, !tickets[slot].isGraded {
            report(.lifeCycle, ticket: ordinal, expected: LocalText("应先评价", "it closes as rated once it is rated"))
        }
        // Whoever had it has room again, whatever should have been.
        let lifeCycle = tickets[slot].lifeCycle
        if lifeCycle != .resolved, tickets[slot].holder != 0 { load(tickets[slot].holder, by: -1) }
        unqueue(slot)
        settledDues += tickets[slot].clocks.count
        tickets.remove(ordinal)
    }
}
