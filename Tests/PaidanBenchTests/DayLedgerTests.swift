import Events
import PaidanBench
import Testing

@Suite("What a load knows of tickets")
struct DayLedgerTests {
    private static let agenda = DayAgenda(seed: 5, agents: 4, tickets: 50, hours: 12)

    /// Events of one ticket, in the words of `/v1/events`.
    private struct Story {
        var ledger = TicketLedger(agenda)
        var sequence: UInt64 = 0
        var clock = EventClock()

        /// What people do because of it.
        mutating func tell(_ type: String, _ number: String, milliseconds: Int = 0) -> [TicketLedger.Plan] {
            sequence += 1
            let time = "2026-11-22T08:00:0\(milliseconds / 1_000).\(String(1_000 + milliseconds % 1_000).dropFirst())Z"
            let json =
                #"{"sequence":\#(sequence),"type":"\#(type)","time":"\#(time)","ticket":"\#(number)","#
                + #""agent":"a00002","actor":"system","data":{}}"#
            guard let event = FollowedEvent(Array(json.utf8)[...], &clock) else { return [] }
            return ledger.take(event)
        }
    }

    static let lives: [(types: [String], LifeCycle)] = [
        ([], .waiting), (["ticket-queued"], .waiting), (["offer-made"], .offered),
        (["offer-made", "offer-declined", "ticket-queued"], .waiting),
        (["offer-made", "offer-expired", "offer-made"], .offered), (["offer-made", "offer-accepted"], .accepted),
        (["offer-made", "offer-accepted", "progress-recorded"], .inProgress),
        (["offer-made", "offer-accepted", "customer-contacted"], .accepted),
        (["offer-made", "offer-accepted", "ticket-resolved"], .resolved),
        (["offer-made", "offer-accepted", "ticket-resolved", "ticket-rated"], .resolved),
        (["offer-made", "offer-accepted", "ticket-resolved", "ticket-rated", "ticket-closed"], .closed),
        (["offer-made", "offer-accepted", "ticket-resolved", "ticket-reopened", "offer-made"], .offered),
    ]

    @Test("follows from events alone", arguments: lives)
    func life(_ types: [String], _ expected: LifeCycle) {
        var story = Story()
        _ = story.tell("ticket-submitted", "202611-001")
        _ = story.tell("ticket-submitted", "202611-002")
        for type in types { _ = story.tell(type, "202611-001") }
        #expect(story.ledger.tickets.map(\.number) == ["202611-001", "202611-002"])
        #expect(story.ledger.tickets[0].lifeCycle == expected)
        #expect(story.ledger.counts.values.reduce(0, +) == 2)
        #expect(story.ledger.unfinished == ([.resolved, .closed].contains(expected) ? 1 : 2))
    }

    @Test("makes whoever was offered a ticket answer, and whoever took it work on it until it is resolved")
    func plans() throws {
        var (answers, resolved, asked) = (Set<Step.Kind>(), 0, 0)
        var story = Story()
        for number in 1...400 {
            let name = "202611-\(String(1_000 + number).dropFirst())"
            #expect(story.tell("ticket-submitted", name).isEmpty)
            let answer = story.tell("offer-made", name, milliseconds: 1_500)
            #expect(answer.count <= 1)
            for plan in answer {
                answers.insert(plan.step.kind)
                #expect(plan.step.subject == number - 1 && plan.step.agent == 2 && plan.milliseconds >= 20_000)
            }
            let work = story.tell("offer-accepted", name)
            #expect(work.map(\.step.kind).first == .contact && work.map(\.step.kind).last == .resolve)
            asked += work.count { $0.step.kind == .ask }
            resolved += story.tell("ticket-resolved", name).count { $0.step.kind == .rate }
        }
        #expect(answers == [.accept, .decline])
        #expect(asked > 20 && (200...340).contains(resolved))
        #expect(story.ledger.untilOffered.count == 400)
        #expect(story.ledger.untilOffered.percentileMicroseconds(100) == 1_500_000)
        #expect(story.ledger.events[Array("offer-made".utf8)] == 400)
    }

    @Test("is held to what was acknowledged and what is listed")
    func accounted() {
        var story = Story()
        for number in ["7-1", "7-2"] { _ = story.tell("ticket-submitted", number) }
        _ = story.tell("offer-made", "7-2")
        func shown(_ lives: [(String, String)]) -> ShownState {
            ShownState(
                sequence: 9,
                lines: lives.map { number, life in
                    let text = #"{"number":"\#(number)","lifeCycle":"\#(life)"}"#
                    return .init(path: "/v1/tickets", text: Array(text.utf8))
                })
        }
        func faults(_ count: Int, _ lives: [(String, String)]) -> Int {
            LedgerCheck.faults(story.ledger, acknowledged: count, shown: shown(lives)).count
        }
        #expect(faults(2, [("7-2", "offered"), ("7-1", "waiting")]) == 0)
        #expect(faults(3, [("7-2", "offered"), ("7-1", "waiting")]) == 1)
        #expect(faults(2, [("7-2", "accepted"), ("7-1", "waiting")]) == 1)
        #expect(faults(2, [("7-1", "waiting")]) == 1)
        #expect(faults(2, [("7-9", "waiting"), ("7-1", "waiting")]) == 1)
    }

    @Test("What a daemon shows after a replay is told where it is another")
    func shown() {
        func state(_ texts: [String]) -> ShownState {
            ShownState(sequence: 1, lines: texts.map { .init(path: "/v1/queue", text: Array($0.utf8)) })
        }
        func count(_ left: [String], _ right: [String]) -> Int {
            ShownState.differences(state(left), state(right), atMost: 2).count
        }
        #expect(count(["a", "b"], ["a", "b"]) == 0)
        #expect(count(["a", "b"], ["a", "c"]) == 1)
        #expect(count(["a"], ["a", "c"]) == 1)
        #expect(count(["a", "b", "c"], ["x", "y", "z"]) == 2)
    }
}
