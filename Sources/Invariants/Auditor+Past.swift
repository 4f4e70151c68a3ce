internal import Events
internal import Policies

/// A ticket that is being brought from elsewhere, by one command.
struct PastRecord: Sendable {
    let ordinal: UInt64
    /// When the last of its events happened.
    var last: Instant
    /// 0 for nobody.
    var holder: UInt64 = 0
    var cycle: UInt64 = 1
    var isClosed = false
}

/// What a record calls one of its tickets.
struct PastCase: Hashable, Sendable {
    let source: String
    let name: String
}

// Tickets that were over before they came: none of the rules for work that is going on holds for them. They come whole
// and once, in the order in which they happened, and one agent at a time has them.
extension Auditor {
    mutating func foldPast(_ event: borrowing EventView) throws(WireError) {
        let (ordinal, second) = try event.leadingNumbers()
        if event.type == .ticketSubmitted {
            try pastSubmitted(event)
        } else if past?.ordinal != ordinal {
            report(
                .pastWhole, ticket: ordinal,
                expected: LocalText("应与其提交在同一操作中", "it is in one command with the ticket's submission"))
            return
        }
        guard let record = past else { return }
        if event.happenedAt < record.last || event.happenedAt > now {
            report(
                .pastWhole, ticket: ordinal,
                expected: LocalText("发生时间应按顺序，且不晚于记录时间", "it happened after what stands before it, and before now"))
        }
        past?.last = max(record.last, event.happenedAt)
        if record.isClosed, event.type != .ticketReopened {
            report(.lifeCycle, ticket: ordinal, expected: LocalText("已关闭，只能重开", "it is closed: it can be reopened"))
        }
        switch event.type {
        case .offerMade, .offerAccepted, .assignmentWithdrawn: pastHeld(event.type, ordinal, by: second)
        case .ticketResolved: if second > 0 { _ = isKnown(second, ticket: ordinal) }
        case .ticketReopened:
            if second != record.cycle + 1 {
                let next = record.cycle + 1
                report(.lifeCycle, ticket: ordinal, expected: LocalText("应为第 \(next) 轮", "cycle \(next) is next"))
            }
            past?.cycle = second
            past?.holder = 0
            past?.isClosed = false
        case .ticketClosed: past?.isClosed = true
        default: break
        }
    }

    private mutating func pastSubmitted(_ event: borrowing EventView) throws(WireError) {
        let fields = try event.fields(TicketSubmitted.self)
        guard let admitted = try admitted(event) else { return }
        past = PastRecord(ordinal: admitted.ordinal, last: event.happenedAt)
        let origin = PastCase(source: try fields.text(.source), name: try fields.text(.sourceCase))
        guard origin.source.isEmpty || !pastCases.insert(origin).inserted else { return }
        report(
            origin.source.isEmpty ? .pastWhole : .pastOnce, ticket: admitted.ordinal,
            expected: origin.source.isEmpty
                ? LocalText("应写明引自哪份记录", "it says which record it was brought from")
                : LocalText("\(origin.source) \(origin.name) 已经引入", "\(origin.source) \(origin.name) is here already"))
    }

    private mutating func pastHeld(_ type: EventType, _ ordinal: UInt64, by agent: UInt64) {
        guard isKnown(agent, ticket: ordinal), let holder = past?.holder else { return }
        let expected = type == .offerMade ? 0 : agent
        if holder != expected {
            report(
                .holder, ticket: ordinal, agent: agent,
                expected: LocalText("此时持有者为第 \(holder) 人", "agent \(holder) has it, of all; 0 is nobody"))
        }
        past?.holder = type == .assignmentWithdrawn ? 0 : agent
    }

    /// Behind a command nothing is left of a past ticket but that it is closed.
    mutating func endPast() {
        if let past, !past.isClosed {
            report(
                .pastWhole, ticket: past.ordinal,
                expected: LocalText("最后一个事件应为关闭", "the last of its events closes it"))
        }
        past = nil
    }
}
