import Bytes
import Events
import Invariants
import Policies
import PolicyFiles

/// A log that a test makes by hand: commands of events, one after another, as the auditor reads them.
///
/// It begins with the profile, of whose deadlines two are left: an hour from the acceptance to the resolution, and the
/// survey's; and with three
/// agents: lin, who knows faults and takes one ticket, wang, who takes two, and zhao, who is off line.
struct Story {
    static let lin: UInt64 = 1
    static let wang: UInt64 = 2
    static let zhao: UInt64 = 3

    private(set) var auditor = Auditor()
    /// Of the last event.
    var sequence: UInt64 = 0
    /// 2024-05-06 09:00:00 in China.
    var now = Instant(milliseconds: 1_714_957_200_000)

    init() throws {
        try publish(1)
        try agent(Self.lin, "lin", skills: ["系统故障"], capacity: 1)
        try agent(Self.wang, "wang", capacity: 2)
        try agent(Self.zhao, "zhao", capacity: 1)
        for agent in [Self.lin, Self.wang] { try presence(agent, .online) }
    }

    /// What is violated, in order, when the log ends here.
    var violated: [Invariant] {
        var whole = auditor
        whole.finish()
        return whole.violations.map(\.invariant)
    }

    /// One command.
    /// - Parameters:
    ///   - cause: the event that it follows from; 0 for none.
    ///   - account: whose doing it is, of those that the log introduces.
    ///   - isWhole: whether its last event is marked.
    mutating func does(
        _ events: any Event..., cause: UInt64 = 0, by actor: ActorKind = .account, account: UInt64 = 0,
        version: UInt64 = 1,
        isWhole: Bool = true
    ) throws {
        for (index, event) in events.enumerated() {
            var envelope = Envelope()
            envelope.recordedAt = now
            (envelope.actorKind, envelope.actor) = (actor, account)
            envelope.cause = cause
            envelope.policyVersion = version
            envelope.isLastOfCommand = isWhole && index == events.count - 1
            let body = try envelope.encoded(enclosing: event)
            let view = try EventView(body.bytes, recordType: type(of: event).type.rawValue)
            sequence += 1
            try auditor.take(view, sequence: sequence)
        }
    }

    /// One command, whose events happened so many minutes after the beginning of March 2023.
    mutating func happened(_ events: [(event: any Event, minutes: Int64)]) throws {
        for (index, (event, minutes)) in events.enumerated() {
            var envelope = Envelope()
            (envelope.recordedAt, envelope.actorKind, envelope.policyVersion) = (now, .account, 1)
            envelope.occurredAt = Instant(milliseconds: 1_677_628_800_000 + minutes * 60_000)
            envelope.isLastOfCommand = index == events.count - 1
            let body = try envelope.encoded(enclosing: event)
            let view = try EventView(body.bytes, recordType: type(of: event).type.rawValue)
            sequence += 1
            try auditor.take(view, sequence: sequence)
        }
    }

    /// What follows from an event, the last one unless another is named.
    mutating func follows(_ event: any Event, from cause: UInt64? = nil) throws {
        try does(event, cause: cause ?? sequence, by: .system)
    }

    /// A version under which a dispatcher confirms.
    mutating func publishConfirming() throws { try publish(2, "mode: automatic", "mode: confirm") }

    mutating func later(minutes: Int64) { now = now.advanced(by: .seconds(minutes * 60)) }

    mutating func publish(_ version: UInt64, _ old: String = "", _ new: String = "") throws {
        var event = PolicyPublished()
        event.version = version
        event.canonical = try Self.policy(old, new)
        try does(event, by: .system)
    }

    private static func policy(_ old: String, _ new: String) throws -> [UInt8] {
        var source = String(decoding: PolicyFiles.source(ofProfile: "smart-dispatch") ?? [], as: UTF8.self)
        guard let start = source.firstRange(of: "\ndeadlines:\n"), let end = source.firstRange(of: "\n# 工作日历")
        else { preconditionFailure("the profile has deadlines") }
        source.replaceSubrange(start.lowerBound..<end.lowerBound, with: clock)
        if !old.isEmpty { source = source.replacing(old, with: new) }
        return try PolicyFiles.read(Array(source.utf8)).canonical
    }

    private static let clock = """

        deadlines:
          - code: clock
            name: {zh: 时限, en: clock}
            starts: [accepted]
            stops: [resolved, returned, closed]
            length: 1h
            pausedAt: [待客户确认]
            warnings:
              - {after: 80%, remind: assignee, template: response-near}
            onBreach:
              - {remind: clerk, template: acceptance-overdue}
          - code: survey
            name: {zh: 评价时限, en: survey}
            starts: [surveyed]
            stops: [rated, reopened, closed]
            length: 3d
            onBreach: [close-unrated]

        """
}

// Commands that a story is told in.
extension Story {
    mutating func agent(
        _ ordinal: UInt64, _ identifier: String, skills: [String] = [], capacity: UInt64, pool: String = ""
    ) throws {
        var event = AgentChanged()
        (event.agent, event.identifier) = (AgentOrdinal(rawValue: ordinal), identifier)
        event.skills = skills.map { Skill(name: $0, level: 3) }
        (event.capacity, event.pool) = (capacity, pool)
        try does(event)
    }

    /// An account with these roles; or it has them from now on.
    mutating func account(_ ordinal: UInt64, roles: [String], isNew: Bool = true) throws {
        let name = AccountOrdinal(rawValue: ordinal)
        if isNew {
            var event = AccountCreated()
            (event.account, event.name, event.roles) = (name, "account-\(ordinal)", roles)
            try does(event)
        } else {
            var event = AccountChanged()
            (event.account, event.roles) = (name, roles)
            try does(event)
        }
    }

    mutating func presence(_ agent: UInt64, _ presence: Presence) throws {
        var event = PresenceChanged()
        (event.agent, event.presence) = (AgentOrdinal(rawValue: agent), presence)
        try does(event)
    }

    /// A ticket comes in, and what becomes of it at once.
    mutating func submits(
        _ ticket: UInt64, _ category: String = "咨询", _ priority: Priority = .medium, number: String? = nil,
        version: UInt64 = 1, then end: (any Event)? = nil
    ) throws {
        let name = TicketOrdinal(rawValue: ticket)
        var submitted = TicketSubmitted()
        (submitted.ticket, submitted.number) = (name, number ?? "202405-00\(ticket)")
        var classified = TicketClassified()
        (classified.ticket, classified.category) = (name, category)
        var prioritised = TicketPrioritised()
        (prioritised.ticket, prioritised.priority) = (name, priority)
        if let end {
            try does(submitted, classified, prioritised, end, version: version)
        } else {
            try does(submitted, classified, prioritised, version: version)
        }
    }

    /// Ticket 1 is wang's.
    mutating func accepted() throws {
        try submits(1, then: offer(1, Self.wang))
        try does(accept(1, Self.wang))
        try follows(started(1, dueIn: 60))
    }

    /// The same, of a version in which the clock does not run for what is low.
    mutating func rests() throws {
        let lengths = "length: {byPriority: {urgent: 1h, high: 1h, medium: 1h, low: never}}"
        try publish(2, "length: 1h\n    pausedAt", lengths + "\n    pausedAt")
        try submits(1, version: 2, then: offer(1, Self.wang))
        try does(accept(1, Self.wang), version: 2)
        try does(started(1, dueIn: 60), cause: sequence, by: .system, version: 2)
    }

    /// Nobody is there, and tickets wait.
    mutating func queued(_ priorities: Priority...) throws {
        for agent in [Self.lin, Self.wang] { try presence(agent, .offline) }
        for (index, priority) in priorities.enumerated() {
            try submits(UInt64(index) + 1, "咨询", priority, then: queue(UInt64(index) + 1))
        }
        later(minutes: 1)
    }

    /// Two tickets that need a skill wait; lin comes first, has it, takes several, and is offered one.
    mutating func held(others skills: [String]) throws {
        try agent(Self.lin, "lin", skills: ["系统故障"], capacity: 3)
        try agent(Self.wang, "wang", skills: skills, capacity: 2)
        for agent in [Self.lin, Self.wang] { try presence(agent, .offline) }
        for ticket in [1, 2] as [UInt64] { try submits(ticket, "系统故障", then: queue(ticket)) }
        later(minutes: 1)
        try presence(Self.lin, .online)
        try follows(offer(1, Self.lin))
    }

    func started(_ ticket: UInt64, dueIn minutes: Int64, warnIn warning: Int64? = nil) -> DeadlineStarted {
        var event = DeadlineStarted()
        (event.ticket, event.deadline) = (TicketOrdinal(rawValue: ticket), "clock")
        event.dueAt = now.advanced(by: .seconds(minutes * 60))
        event.warnAt = warning.map { now.advanced(by: .seconds($0 * 60)) }
        return event
    }

    func breached(_ ticket: UInt64, dueIn minutes: Int64) -> DeadlineBreached {
        var event = DeadlineBreached()
        (event.ticket, event.deadline) = (TicketOrdinal(rawValue: ticket), "clock")
        event.dueAt = now.advanced(by: .seconds(minutes * 60))
        return event
    }

    func warned(_ ticket: UInt64, dueIn minutes: Int64) -> DeadlineWarned {
        var event = DeadlineWarned()
        (event.ticket, event.deadline) = (TicketOrdinal(rawValue: ticket), "clock")
        event.dueAt = now.advanced(by: .seconds(minutes * 60))
        return event
    }
}
