import Events
import JSONText
import PaidanBench
import Policies
import PolicyFiles
import Testing

@Suite("The agenda of a day")
struct DayAgendaTests {
    static let seeds: [UInt64] = [1, 2, 0xFEED, .max]

    @Test("goes by its seed alone", arguments: seeds)
    func seeded(_ seed: UInt64) {
        func made(_ seed: UInt64) -> DayAgenda { DayAgenda(seed: seed, agents: 40, tickets: 300, hours: 12) }
        let (first, second, other) = (made(seed), made(seed), made(seed &+ 1))
        #expect(first.arrivals == second.arrivals && first.presence == second.presence, "seed \(seed)")
        #expect(first.agents == second.agents, "seed \(seed)")
        #expect(first.arrivals != other.arrivals && first.agents != other.agents, "seed \(seed)")
        let texts = [first, second, other].map { agenda in
            (0..<50).map { DayRequest.body($0, seed: agenda.seed).text }
        }
        #expect(texts[0] == texts[1] && texts[0] != texts[2], "seed \(seed)")
    }

    @Test("has everybody at work within the day, and every request in it", arguments: seeds)
    func whole(_ seed: UInt64) {
        let agenda = DayAgenda(seed: seed, agents: 200, tickets: 2_000, hours: 0.5)
        #expect(agenda.milliseconds == 1_800_000)
        #expect(agenda.arrivals.count == 2_000 && agenda.arrivals == agenda.arrivals.sorted(), "seed \(seed)")
        #expect(agenda.arrivals.allSatisfy { (0..<agenda.milliseconds).contains($0) }, "seed \(seed)")
        for agent in agenda.agents {
            let times = agent.presence.map(\.at)
            #expect(times == times.sorted() && agent.presence.first?.state == "online", "seed \(seed)")
            #expect(zip(agent.presence, agent.presence.dropFirst()).allSatisfy { $0.state != $1.state }, "seed \(seed)")
            #expect((1...agenda.milliseconds).contains(agent.onlineMilliseconds), "seed \(seed)")
        }
        #expect(Set(agenda.agents.map(\.identifier)).count == 200)
        #expect(agenda.presence.map(\.at) == agenda.presence.map(\.at).sorted(), "seed \(seed)")
        // Requests come as the hours have it: four times as many before noon as in the evening.
        let third = agenda.milliseconds / 3
        let (morning, evening) = (agenda.arrivals.count { $0 < third }, agenda.arrivals.count { $0 >= 2 * third })
        #expect(morning * 10 > evening * 15, "seed \(seed)")
    }

    @Test("gives agents as much work as keeps them busy, however many there are", arguments: [(10, 100), (500, 200)])
    func work(_ agents: Int, _ tickets: Int) {
        let agenda = DayAgenda(seed: 3, agents: agents, tickets: tickets, hours: 12)
        let room = agenda.agents.reduce(0) { $0 + $1.onlineMilliseconds * $1.capacity }
        #expect((790...800).contains(agenda.workMilliseconds * tickets / (room / 1_000)))
    }

    @Test("people and customers do as their seed says, and in their shares")
    func manner() {
        let manner = DayManner(DayAgenda(seed: 4, agents: 10, tickets: 100, hours: 12))
        let answers = (0..<10_000).map { manner.answer(toOfferOf: $0, round: 0) }
        #expect(answers == (0..<10_000).map { manner.answer(toOfferOf: $0, round: 0) })
        #expect(answers != (0..<10_000).map { manner.answer(toOfferOf: $0, round: 1) })
        #expect((150...350).contains(answers.count { $0 == .silent }))
        let declined = answers.count { if case .decline = $0 { true } else { false } }
        #expect((450...750).contains(declined))
        let verdicts = (0..<10_000).compactMap { manner.verdict(on: $0, cycle: 1) }
        #expect((6_700...7_300).contains(verdicts.count))
        for ticket in 0..<1_000 as Range<UInt64> {
            let work = manner.work(on: ticket, cycle: 1)
            let times = [work.contactAfter] + work.notesAfter
            #expect(times.allSatisfy { $0 <= work.resolveAfter } && work.contactAfter >= 0)
            // Whoever went round three times is not sent round again.
            #expect(manner.followUp(on: ticket, cycle: 3).then != .reopen)
        }
    }
}

@Suite("A policy for a day that goes by faster")
struct HastyPolicyTests {
    static func profile() throws -> PolicyNode {
        try PolicyFiles.node(try #require(PolicyFiles.source(ofProfile: "smart-dispatch")))
    }

    static let lengths: [(code: String, length: Policy.Length)] = [
        ("acceptance", .fixed(.seconds(18))), ("offer", .fixed(.seconds(36))), ("completion", .estimate),
        ("callback", .fixed(.seconds(72))), ("survey", .fixed(.seconds(5_184))),
        (
            "response",
            .byPriority([.urgent: .seconds(72), .high: .seconds(144), .medium: .seconds(288), .low: .seconds(1_728)])
        ),
    ]

    @Test("has every duration divided", arguments: lengths)
    func divided(_ code: String, _ length: Policy.Length) throws {
        let policy = try HastyPolicy.document(of: Self.profile(), speed: 50).policy
        #expect(policy.deadline(code)?.length == length)
    }

    @Test("keeps everything else, and at the speed of life all of it")
    func kept() throws {
        let profile = PolicyFiles.profile("smart-dispatch").policy
        let hasty = try HastyPolicy.document(of: Self.profile(), speed: 50)
        #expect(hasty.policy.dispatch.offerAgainAfter == .seconds(36))
        #expect(hasty.policy.dispatch.levelling.window == .seconds(12))
        #expect(hasty.policy.dispatch.presenceWindow == .seconds(504))
        #expect(hasty.policy.category("系统故障")?.estimate == .seconds(144))
        #expect(hasty.policy.category("系统故障")?.words == profile.category("系统故障")?.words)
        #expect(
            hasty.policy.templates == profile.templates && hasty.policy.dispatch.weights == profile.dispatch.weights)
        #expect(try HastyPolicy.document(of: Self.profile(), speed: 1).policy == profile)
        // What is published is what was made.
        #expect(try PolicyFiles.read(hasty.source).policy == hasty.policy)
    }

    static let divisions: [(Duration, Int, Duration)] = [
        (.seconds(900), 50, .seconds(18)), (.seconds(90), 50, .seconds(2)), (.seconds(70), 50, .seconds(1)),
        (.seconds(1), 50, .seconds(1)), (.seconds(900), 2_000, .seconds(1)), (.seconds(75), 50, .seconds(2)),
    ]

    @Test("is made of whole seconds, one at least", arguments: divisions)
    func rounded(_ duration: Duration, _ speed: Int, _ expected: Duration) {
        #expect(HastyPolicy.divided(duration, speed) == expected)
    }

    @Test("is none where a text only looks like a duration: a customer's word for a priority")
    func lookalike() throws {
        let source = String(decoding: try #require(PolicyFiles.source(ofProfile: "smart-dispatch")), as: UTF8.self)
        let node = try PolicyFiles.node(
            Array(source.replacing("words: [建议, 希望增加, 优化一下,", with: "words: [建议, 3d,").utf8))
        #expect(throws: HastyPolicy.Fault.differs) { try HastyPolicy.document(of: node, speed: 50) }
    }
}
