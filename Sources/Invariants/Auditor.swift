package import Events
internal import HeapModule
internal import Policies

/// Reads a log's events in their order and says where they are not as the ``Invariant``s have it.
///
/// Knows nothing of how the product decides: it keeps a small state of its own, folded from the events, so that what
/// is checked is never asked whether it is right. What it takes from elsewhere is the contract of the events and the
/// language of policies. What breaks an invariant is reported, and the events are gone on by.
///
/// Memory: what is open, the agents, the policies, and a few words for each period of ticket numbers. Reports are the
/// same in every process.
///
/// When it looks: at each event for what the event itself may not do; at the end of each command for tickets that were
/// forgotten; at the end of what follows from a command (its reactions have a cause) for deadlines and for tickets that
/// wait needlessly, by the limits that time had ended by the instant before; and once more, by those that had ended by
/// then, at the end of each instant.
package struct Auditor: Sendable {
    /// The first ones, in order.
    package private(set) var violations: [Violation] = []
    package private(set) var violationCount: UInt64 = 0
    package private(set) var eventCount: UInt64 = 0
    package internal(set) var ticketCount: UInt64 = 0
    package var openCount: Int { tickets.count }
    package var agentCount: Int { agents.count }

    // What the log said so far. By ordinal, from 1, are agents; by version, from 1, policies.
    var agents: [AgentRecord] = []
    var agentOrdinals: [String: UInt64] = [:]
    /// By ordinal, from 1.
    var accounts: [AccountRecord] = []
    var tickets = OpenTickets()
    var policies: [PolicyRules] = []
    var skills = Codes()
    var pools = Codes()
    var numbers = NumberLedger()
    var waiting = WaitingTickets()
    /// Agents who are on line and have room: all, then by the number of a skill and one.
    var available: [OrdinalRuns] = [OrdinalRuns()]
    /// All agents there are, in the same way.
    var everybody: [OrdinalRuns] = [OrdinalRuns()]

    // The event at hand.
    private(set) var sequence: UInt64 = 0
    private(set) var now = Instant(milliseconds: .min)
    var cause: UInt64 = 0
    private var isCommandOver = true

    // The command at hand.
    /// Tickets that it changed.
    var touched: [UInt64] = []
    /// The assignment that it approves.
    var approved: (ticket: UInt64, agent: UInt64)?
    /// The event that asks for one; 0 for none.
    var requestedAt: UInt64 = 0
    var actor: ActorKind?
    /// 0 where it was no account.
    var actorAccount: UInt64 = 0
    /// The ticket that it brings from elsewhere.
    var past: PastRecord?
    /// All that were ever brought.
    var pastCases: Set<PastCase> = []

    // What follows from one command, and the instant in which it does.
    var happened: [Happened] = []
    /// By ticket: which deadlines stood before anything happened.
    var stoodBefore: [(ticket: UInt64, deadlines: UInt64)] = []
    var freed = Freed()
    var freedInInstant = Freed()
    /// The instant before: what time had ended by then has been acted on.
    var instantBefore = Instant(milliseconds: .min)
    /// Ends of what keeps an agent from being offered something.
    var ends = Heap<Ending>()
    var dues = Heap<Due>()
    var settledDues = 0

    /// Who may be able to take something that waits, and what waits anew.
    struct Freed: Sendable {
        var agents: [UInt64] = []
        var tickets: [UInt64] = []

        mutating func add(_ other: Freed) {
            agents += other.agents
            tickets += other.tickets
            if agents.count > Self.roughlyMax { agents = Self.unique(agents) }
            if tickets.count > Self.roughlyMax { tickets = Self.unique(tickets) }
        }

        mutating func removeAll() {
            agents.removeAll(keepingCapacity: true)
            tickets.removeAll(keepingCapacity: true)
        }

        /// An instant may be long, where a clock is turned by hand.
        private static let roughlyMax = 1 << 16

        /// Each once, in order.
        static func unique(_ ordinals: [UInt64]) -> [UInt64] {
            ordinals.sorted().reduce(into: []) { if $0.last != $1 { $0.append($1) } }
        }
    }

    package init() {}

    /// Takes the next event in.
    /// - Throws: where its bytes are not what their contract says.
    package mutating func take(_ event: borrowing EventView, sequence: UInt64) throws(WireError) {
        follow(event, sequence)
        try fold(event)
        eventCount += 1
        isCommandOver = event.isLastOfCommand
        if isCommandOver { endCommand() }
    }

    /// There is no more: what is looked at later is looked at now.
    package mutating func finish() {
        guard eventCount > 0 else { return }
        if !isCommandOver {
            report(.command, expected: LocalText("操作的最后一个事件缺失", "the last event of the command is missing"))
        }
        endReactions(isEndOfInstant: true)
        endInstant()
    }

    mutating func report(
        _ invariant: Invariant, ticket: UInt64 = 0, agent: UInt64 = 0, expected: LocalText
    ) {
        violationCount += 1
        guard violations.count < AuditLimits.violationsMax else { return }
        var violation = Violation(invariant: invariant, sequence: sequence, expected: expected)
        if ticket > 0 { violation.ticket = TicketOrdinal(rawValue: ticket) }
        if let slot = tickets.slot(ticket) { violation.number = tickets[slot].number }
        if agent > 0 { violation.agent = AgentOrdinal(rawValue: agent) }
        if let index = index(ofAgent: agent) { violation.identifier = agents[index].identifier }
        violations.append(violation)
    }

    func index(ofAgent ordinal: UInt64) -> Int? {
        ordinal >= 1 && ordinal <= UInt64(agents.count) ? Int(ordinal) - 1 : nil
    }
}

// The envelope, and where a command and what follows from it begin.
extension Auditor {
    private mutating func follow(_ event: borrowing EventView, _ sequence: UInt64) {
        let (last, before) = (self.sequence, now)
        let beginsCommand = isCommandOver
        let at = max(event.recordedAt, before)
        if beginsCommand, event.cause == 0, eventCount > 0 {
            endReactions(isEndOfInstant: at > before)
            if at > before { endInstant() }
        }
        self.sequence = sequence
        if sequence != last + 1 {
            report(.sequence, expected: LocalText("应为 \(last + 1)", "\(last + 1) was next"))
        }
        if event.recordedAt < before, eventCount > 0 {
            let (now, then) = (event.recordedAt.milliseconds, before.milliseconds)
            report(.time, expected: LocalText("\(now) 早于此前的 \(then)", "\(now) is before \(then), the last"))
        }
        now = at
        let isFollowUp = !beginsCommand
        if isFollowUp, event.cause != cause {
            report(
                .command,
                expected: LocalText("同一操作的起因应为 \(cause)", "the command's events are caused by \(cause)"))
        } else if event.cause >= sequence {
            report(.command, expected: LocalText("起因应在之前", "a cause comes before, not \(event.cause)"))
        }
        cause = event.cause
        actor = event.actorKind
        actorAccount = event.actorKind == .account ? event.actor : 0
        if event.type != .policyPublished, event.policyVersion > UInt64(policies.count) || event.policyVersion == 0 {
            report(
                .policy,
                expected: LocalText(
                    "规则版本 \(event.policyVersion) 尚未发布", "policy version \(event.policyVersion) was not published"))
        }
        if beginsCommand, event.cause == 0 { checkMissed() }
    }

    private mutating func endCommand() {
        for ticket in touched {
            guard let slot = tickets.slot(ticket), tickets[slot].lifeCycle == .waiting else { continue }
            if tickets[slot].isQueued || tickets[slot].isInReview || !tickets[slot].proposed.isEmpty { continue }
            report(
                .forgotten, ticket: ticket,
                expected: LocalText("应排队、待确认或预审", "it should be queued, proposed or in review"))
        }
        endPast()
        touched.removeAll(keepingCapacity: true)
        approved = nil
        requestedAt = 0
    }

    private mutating func endReactions(isEndOfInstant: Bool) {
        checkTriggers()
        happened.removeAll(keepingCapacity: true)
        stoodBefore.removeAll(keepingCapacity: true)
        // At the end of an instant everything is looked at once more, and by more.
        if !isEndOfInstant { checkWaiting(freed, by: instantBefore) }
        freedInInstant.add(freed)
        freed.removeAll()
    }

    private mutating func endInstant() {
        while let first = ends.min, first.at <= now {
            ends.removeMin()
            freedInInstant.agents.append(first.agent)
        }
        checkWaiting(freedInInstant, by: now)
        freedInInstant.removeAll()
        instantBefore = now
    }
}
