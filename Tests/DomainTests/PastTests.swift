import Dispatching
import Domain
import Events
import Policies
import Testing

@Suite("A ticket that was handled elsewhere")
struct PastTests {
    /// 2023-03-01 08:00:00 in China.
    static let then = Instant(milliseconds: 1_677_628_800_000)

    static func after(_ minutes: Int64) -> Instant { then.advanced(by: .seconds(60 * minutes)) }

    static func step(
        _ kind: PastStep.Kind, _ minutes: Int64, _ agent: String = "", category: String = ""
    ) -> PastStep {
        PastStep(kind, at: after(minutes), agent: agent, category: category)
    }

    static func past(
        named name: String = "A-1", category: String = "系统故障", at minutes: Int64 = 0, _ steps: PastStep...
    ) -> PastTicket {
        var past = PastTicket(
            PastTicket.Case(source: "old-desk", name: name), customer: .new(CustomerRegistered()), channel: "wechat",
            category: category, confidence: 1_000_000, priority: .high, submittedAt: after(minutes))
        past.steps = steps
        return past
    }

    static let life = past(
        step(.assigned, 5, "zhao"), step(.accepted, 8, "zhao"), step(.escalated, 20), step(.reassigned, 30),
        step(.accepted, 30, "qian"), step(.resolved, 90, "qian"), step(.reopened, 100), step(.accepted, 110, "qian"),
        step(.resolved, 150, "qian"), step(.closed, 200))

    @Test("has all its events at once, each with its own time, and nothing follows")
    func whole() throws {
        var world = World()
        try world.agent("lin", skills: [Skill(name: "系统故障", level: 5)])
        let events = try world.when(.bringIn(Self.life))
        let types: [EventType] = [
            .customerRegistered, .agentChanged, .agentChanged, .ticketSubmitted, .ticketClassified, .ticketPrioritised,
            .offerMade, .offerAccepted, .ticketEscalated, .assignmentWithdrawn, .offerMade, .offerAccepted,
            .ticketResolved, .ticketReopened, .offerMade, .offerAccepted, .ticketResolved, .ticketClosed,
        ]
        #expect(events.map { type(of: $0).type } == types)
        let minutes: [Int64] = [0, 0, 0, 5, 8, 20, 30, 30, 30, 90, 100, 110, 110, 150, 200]
        #expect(world.times.suffix(events.count).prefix(3).allSatisfy { $0 == nil })
        #expect(world.times.suffix(minutes.count).map { $0 } == minutes.map { Self.after($0) })
        #expect((events.last as? TicketClosed)?.closing == .elsewhere)
        let ticket = try #require(world.state.ticket(of: Self.life.origin))
        #expect(try world.state.lifeCycle(ticket) == .closed && world.state.openTickets.isEmpty)
        #expect(world.state.nextDue == nil && world.state.queue.count == 0)
        #expect(throws: Refusal.notNow(.reopen, .closed, allowed: [])) { try world.when(.reopen(ticket, note: [])) }
        for agent in world.state.agents { #expect(agent.open == 0) }
    }

    @Test("is brought once, and is the same after a replay")
    func once() throws {
        var world = World()
        try world.when(.bringIn(Self.life))
        #expect(try world.when(.bringIn(Self.life)).isEmpty)
        var state = DomainState(policy: World.policy)
        try world.replay(into: &state)
        #expect(state.ticket(of: Self.life.origin) == world.state.ticket(of: Self.life.origin))
        #expect(try state.occurrences(of: .bringIn(Self.life), at: world.now).isEmpty)
        var other = Self.life
        other.origin.source = "another"
        #expect(try !world.when(.bringIn(other)).isEmpty)
    }

    @Test("makes its people: off line, with the skills of what they took, since they first did")
    func people() throws {
        var world = World()
        try world.when(.bringIn(Self.life))
        let zhao = try #require(world.state.agentByIdentifier["zhao"])
        let made = try world.state.agent(zhao)
        #expect(made.presence == .offline && made.profile.source == "old-desk")
        #expect(made.profile.skills == [Skill(name: "系统故障", level: 3, since: Self.after(8))])
        // An earlier case, told later, and another skill.
        try world.when(
            .bringIn(
                Self.past(
                    named: "A-2", at: -60, Self.step(.accepted, -50, "zhao"),
                    Self.step(.classified, -40, category: "退换货"), Self.step(.resolved, -30, "zhao"))))
        let skills = try world.state.agent(zhao).profile.skills
        #expect(skills.map(\.since) == [Self.after(-50), Self.after(-30)])
        #expect(skills.map(\.name) == ["系统故障", "售后"])
        // Whom people have changed learns nothing from records.
        var changed = try world.state.agent(zhao).profile
        (changed.source, changed.skills) = ("", [])
        try world.when(.changeAgent(changed))
        try world.when(.bringIn(Self.past(named: "A-3", Self.step(.accepted, 1, "zhao"))))
        #expect(try world.state.agent(zhao).profile.skills.isEmpty)
    }

    @Test("tells how long they take and whether they answered in time, and who knows the customer")
    func history() throws {
        var world = World()
        try world.when(.bringIn(Self.life))
        let (zhao, qian) = (
            try #require(world.state.agentByIdentifier["zhao"]), try #require(world.state.agentByIdentifier["qian"])
        )
        // Sixty minutes, then forty.
        #expect(world.state.pool.estimate(of: qian, category: "系统故障") == .seconds(50 * 60))
        #expect(world.state.pool.estimate(of: zhao, category: "系统故障") == nil)
        // Of zhao alone the record says when it was given and when it was taken.
        #expect(world.state.pool.answers(of: zhao).inTime == 1 && world.state.pool.answers(of: qian).inTime == 0)
        try world.when(
            .bringIn(Self.past(named: "A-2", Self.step(.assigned, 0, "zhao"), Self.step(.accepted, 60 * 24, "zhao"))))
        #expect(world.state.pool.answers(of: zhao).late == 1)
    }

    @Test("leaves nothing of the queue to people whom only it names, until they have come once")
    func absentees() throws {
        var world = World()
        try world.when(.bringIn(Self.life))
        let zhao = try #require(world.state.agentByIdentifier["zhao"])
        let lin = try world.agent("lin")
        try world.when(.changePresence(lin, .offline))
        func held(_ agent: AgentOrdinal) -> Int { world.state.openTickets.values.count { $0.holder == agent } }
        for _ in 0..<3 { try world.submit("咨询") }
        try world.when(.changePresence(lin, .online))
        #expect(held(lin) == 3)
        try world.when(.changePresence(lin, .offline))
        for presence in [Presence.busy, .offline] { try world.when(.changePresence(zhao, presence)) }
        for _ in 0..<3 { try world.submit("咨询") }
        _ = try world.whenTimePasses(.seconds(60 * 60))
        let before = held(lin)
        try world.when(.changePresence(lin, .online))
        #expect(held(lin) == before + 1)
    }

    @Test("has a number of its own month, and numbers of today go on as they were")
    func numbers() throws {
        var world = World()
        func number(_ events: [any Event]) -> String? { events.compactMap { $0 as? TicketSubmitted }.first?.number }
        let first = try world.submit("咨询")
        #expect(world.state.ticket(number: "202405-001") == first)
        #expect(number(try world.when(.bringIn(Self.past(named: "A-1")))) == "202303-001")
        #expect(number(try world.when(.bringIn(Self.past(named: "A-2", at: -40_000)))) == "202302-001")
        #expect(number(try world.when(.bringIn(Self.past(named: "A-3", at: 1)))) == "202303-002")
        let next = try world.submit("咨询")
        #expect(world.state.ticket(number: "202405-002") == next)
        #expect(world.state.ticket(number: "202303-002") == world.state.ticket(of: Self.past(named: "A-3").origin))
    }

    struct Impossible: Sendable, CustomTestStringConvertible {
        var past: PastTicket
        var refusal: Refusal

        init(_ step: Int?, _ fault: PastFault, _ past: PastTicket) {
            (self.past, refusal) = (past, .impossiblePast(step: step, fault))
        }

        var testDescription: String { "\(refusal)" }
    }

    static let impossible = [
        Impossible(1, .outOfOrder, past(step(.accepted, 5, "zhao"), step(.closed, 4))),
        Impossible(0, .outOfOrder, past(step(.closed, -1))),
        Impossible(nil, .tooEarly, past(at: -then.milliseconds / 60_000)),
        Impossible(nil, .inFuture(now: World().now), past(at: 60 * 24 * 1_000)),
        Impossible(0, .inFuture(now: World().now), past(step(.closed, 60 * 24 * 1_000))),
        Impossible(0, .agentMissing, past(step(.accepted, 5))),
        Impossible(0, .nobodyHasIt, past(step(.reassigned, 5))),
        Impossible(2, .nobodyHasIt, past(step(.accepted, 5, "zhao"), step(.resolved, 6), step(.reassigned, 7))),
        Impossible(1, .hasItAlready("zhao"), past(step(.accepted, 5, "zhao"), step(.accepted, 6, "qian"))),
        Impossible(1, .hasItAlready("zhao"), past(step(.accepted, 5, "zhao"), step(.accepted, 6, "zhao"))),
        Impossible(1, .hasItAlready("zhao"), past(step(.assigned, 5, "zhao"), step(.assigned, 6, "zhao"))),
        Impossible(1, .isResolved, past(step(.resolved, 5), step(.resolved, 6))),
        Impossible(1, .isResolved, past(step(.resolved, 5), step(.accepted, 6, "zhao"))),
        Impossible(1, .isResolved, past(step(.resolved, 5), step(.abandoned, 6))),
        Impossible(1, .isOver, past(step(.closed, 5), step(.escalated, 6))),
        Impossible(1, .isOver, past(step(.abandoned, 5), step(.closed, 6))),
    ]

    @Test("is refused where it cannot have happened so, by the step, and leaves nothing", arguments: impossible)
    func refused(_ impossible: Impossible) throws {
        var world = World()
        #expect(throws: impossible.refusal) { try world.when(.bringIn(impossible.past)) }
        #expect(world.history.isEmpty && world.state.agents.isEmpty)
    }

    @Test("is refused where the policy knows neither its category nor its channel")
    func unknown() throws {
        var world = World()
        var past = Self.past(category: "Category 26")
        let known = World.policy.triage.categories.map(\.code)
        #expect(throws: Refusal.unknownCategory("Category 26", known: known)) { try world.when(.bringIn(past)) }
        past = Self.past(Self.step(.classified, 1, category: "x"))
        #expect(throws: Refusal.unknownCategory("x", known: known)) { try world.when(.bringIn(past)) }
        (past.steps, past.channel) = ([], "telegram")
        let channels = World.policy.intake.channels.map(\.code)
        #expect(throws: Refusal.unknownChannel("telegram", known: channels)) { try world.when(.bringIn(past)) }
    }

    @Test(
        "is closed by what the record says last",
        arguments: [
            ([], Closing.recordEnded), ([step(.accepted, 5, "zhao")], .recordEnded), ([step(.resolved, 5)], .elsewhere),
            ([step(.closed, 5)], .elsewhere), ([step(.abandoned, 5)], .abandoned),
            ([step(.closed, 5), step(.reopened, 6)], .recordEnded),
        ])
    func closing(_ steps: [PastStep], _ closing: Closing) throws {
        var world = World()
        var past = Self.past()
        past.steps = steps
        let events = try world.when(.bringIn(past))
        #expect((events.last as? TicketClosed)?.closing == closing)
        #expect(world.times.last == steps.last.map { $0.at } ?? past.submittedAt)
    }
}
