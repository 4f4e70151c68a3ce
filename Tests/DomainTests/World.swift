import Bytes
import Domain
import Events
import Policies
import PolicyFiles

/// A state, and the hands of a clock: given, when, then.
struct World {
    static let policy = PolicyFiles.profile("smart-dispatch").policy
    private(set) var state: DomainState
    /// 2024-05-06 09:00:00 in China.
    var now = Instant(milliseconds: 1_714_957_200_000)
    /// Who does what happens next; the product itself where it is nobody.
    var actor: AccountOrdinal?
    private(set) var history: [any Event] = []
    /// Of each event, when it happened, where that was not when it was recorded.
    private(set) var times: [Instant?] = []

    init(_ change: (inout Policy) -> Void = { _ in }) {
        var policy = Self.policy
        change(&policy)
        state = DomainState(policy: policy)
    }

    /// Decides and folds in what follows; the events, reactions included.
    @discardableResult
    mutating func when(_ command: Command) throws -> [any Event] {
        let first = history.count
        var position = first
        var next: Command? = command
        while let command = next {
            next = try carryOutOnce(command)
            while position < history.count {
                for reaction in try reactions(to: history[position], times[position]) {
                    var next: Command? = reaction
                    while let command = next { next = try carryOutOnce(command) }
                }
                position += 1
            }
        }
        return Array(history[first...])
    }

    mutating func whenTimePasses(_ duration: Duration) throws -> [any Event] {
        now = now.advanced(by: duration)
        let first = history.count
        for command in state.takeDue(at: now) {
            // An earlier one of the same moment may have settled it.
            do { try when(command) } catch is Refusal {}
        }
        return Array(history[first...])
    }

    mutating func setCarriers(_ carriers: Set<Policy.Carrier>) { state.carriers = carriers }

    /// - Returns: what to do next because something came of it, as the engine does.
    private mutating func carryOutOnce(_ command: Command) throws -> Command? {
        let before = history.count
        try carryOut(command)
        return history.count > before ? history.last.flatMap { command.again(after: type(of: $0).type) } : nil
    }

    private mutating func carryOut(_ command: Command) throws {
        for occurrence in try state.occurrences(of: command, at: now) {
            let event = occurrence.event
            history.append(event)
            times.append(occurrence.at)
            let body = try body(event, occurrence.at)
            let view = try EventView(body.bytes, recordType: type(of: event).type.rawValue)
            try state.evolve(view)
        }
    }

    private func reactions(to event: any Event, _ time: Instant?) throws -> [Command] {
        let body = try body(event, time)
        let view = try EventView(body.bytes, recordType: type(of: event).type.rawValue)
        return try state.react(to: view)
    }

    /// Folds everything that happened into another state.
    func replay(into state: inout DomainState) throws {
        for (event, time) in zip(history, times) {
            let body = try body(event, time)
            try state.evolve(try EventView(body.bytes, recordType: type(of: event).type.rawValue))
        }
    }

    private func body(_ event: any Event, _ time: Instant?) throws -> [UInt8] {
        var envelope = Envelope()
        envelope.recordedAt = now
        envelope.occurredAt = time
        envelope.policyVersion = state.policy.version
        if let actor { (envelope.actorKind, envelope.actor) = (.account, actor.rawValue) }
        return try envelope.encoded(enclosing: event)
    }
}

extension World {
    /// An agent who is on line.
    @discardableResult
    mutating func agent(
        _ identifier: String, skills: [Skill] = [], regions: [String] = [], capacity: UInt64 = 3, pool: String = ""
    ) throws -> AgentOrdinal {
        var change = AgentChanged()
        change.agent = state.nextAgent
        change.identifier = identifier
        change.name = identifier
        change.skills = skills
        change.regions = regions
        change.capacity = capacity
        change.pool = pool
        try when(.changeAgent(change))
        try when(.changePresence(change.agent, .online))
        return change.agent
    }

    @discardableResult
    mutating func submit(
        _ category: String = "咨询", priority: Priority = .medium, urgency: String = "", region: String = ""
    ) throws -> TicketOrdinal {
        try when(
            .submit(
                Self.submission(
                    category, priority, urgency: urgency, region: region, customer: .new(CustomerRegistered()))))
        return TicketOrdinal(rawValue: state.nextTicket.rawValue - 1)
    }

    static func submission(
        _ category: String, _ priority: Priority, urgency: String = "", region: String = "",
        customer: Submission.Customer
    ) -> Submission {
        var submission = Submission(
            customer: customer, channel: "wechat",
            finding: Submission.Finding(
                category: category, confidence: 1_000_000, categoryWords: [], priority: priority, priorityWords: []))
        submission.urgency = urgency
        submission.region = region
        return submission
    }

    /// The ticket's clocks that have not run out, and how long they still have, in minutes.
    func minutesLeft(_ ticket: TicketOrdinal) -> [String: Int64] {
        let clocks = state.openTickets[ticket]?.clocks.filter { !$0.isOver } ?? []
        let minutes = clocks.map { ($0.deadline, ($0.dueAt.milliseconds - now.milliseconds) / 60_000) }
        return Dictionary(minutes) { first, _ in first }
    }

    /// Brings a new ticket to where an agent works on it.
    mutating func ticketInProgress(_ agent: AgentOrdinal, _ category: String = "咨询") throws -> TicketOrdinal {
        let ticket = try submit(category)
        try when(.accept(ticket, agent))
        try when(.progress(ticket, agent, stage: "", note: []))
        return ticket
    }

    /// Brings a new ticket to where its work is done, and the customer has not judged it.
    mutating func resolvedTicket(_ agent: AgentOrdinal) throws -> TicketOrdinal {
        let ticket = try ticketInProgress(agent)
        try when(.resolve(ticket, agent, solution: []))
        return ticket
    }

    func lifeCycle(_ ticket: TicketOrdinal) throws -> LifeCycle { try state.lifeCycle(ticket) }
    func holder(_ ticket: TicketOrdinal) -> AgentOrdinal? { state.openTickets[ticket]?.holder }
}

/// The types of events, in order, as a test writes them: without clocks, notifications and surveys.
func types(_ events: [any Event]) -> [EventType] { allTypes(events).filter { $0.rawValue < 160 } }

func allTypes(_ events: [any Event]) -> [EventType] { events.map { type(of: $0).type } }
