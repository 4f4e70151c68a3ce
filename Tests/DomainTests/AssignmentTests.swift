import Dispatching
import Domain
import Events
import Policies
import Testing

@Suite("Dispatch by people")
struct AssignmentTests {
    @Test("that takes an offer back, or a refusal in time, counts against nobody; being late does")
    func offersNotTaken() throws {
        for (minutes, late, isDeclined) in [
            (1, 0, false), (16, 1, false), (1, 0, true), (16, 1, true),
        ] as [(Int64, UInt64, Bool)] {
            var world = World()
            let lin = try world.agent("lin")
            try world.agent("wang")
            let ticket = try world.submit()
            _ = try world.whenTimePasses(.seconds(minutes * 60))
            try world.when(isDeclined ? .decline(ticket, lin, reason: []) : .reassign(ticket, reason: [1]))
            #expect(world.state.pool.answers(of: lin).inTime == 0 && world.state.pool.answers(of: lin).late == late)
        }
    }

    @Test("proposes three and offers the one whom the dispatcher confirms")
    func confirming() throws {
        var world = World { $0.dispatch.mode = .confirm }
        let agents = try ["lin", "wang", "zhao", "qian"].map { try world.agent($0) }
        let events = try world.when(.submit(World.submission("咨询", .medium, customer: .new(CustomerRegistered()))))
        #expect(types(events).last == .dispatchProposed)
        let ticket = TicketOrdinal(rawValue: 1)
        #expect(world.state.openTickets[ticket]?.proposed == Array(agents[..<3]))
        #expect(throws: Refusal.notACandidate(agents[3], candidates: Array(agents[..<3]))) {
            try world.when(.confirm(ticket, agents[3]))
        }
        try world.when(.changePresence(agents[0], .offline))
        #expect(throws: Refusal.cannotTake(agents[0], .offline)) { try world.when(.confirm(ticket, agents[0])) }
        #expect(world.state.openTickets[ticket]?.proposed == Array(agents[..<3]))
        // Whoever is there now is proposed in place of who left.
        #expect(types(try world.when(.reassign(ticket, reason: []))) == [.dispatchProposed])
        #expect(world.state.openTickets[ticket]?.proposed == Array(agents[1...]))
        let offered = try world.when(.confirm(ticket, agents[1]))
        #expect(types(offered) == [.offerMade])
        #expect((offered.first as? OfferMade)?.isByHand == true)
        #expect(world.holder(ticket) == agents[1])
    }

    @Test("gives a ticket to the agent who was asked for once a supervisor agrees, and flags it")
    func approving() throws {
        var world = World()
        let lin = try world.agent("lin", skills: [Skill(name: "系统故障", level: 3)])
        let wang = try world.agent("wang", regions: ["北京"])
        let ticket = try world.submit("系统故障", region: "上海")
        #expect(world.holder(ticket) == lin)
        #expect(throws: Refusal.reasonMissing) { try world.when(.assign(ticket, wang, reason: [])) }
        #expect(types(try world.when(.assign(ticket, wang, reason: [1]))) == [.assignmentRequested])
        #expect(world.holder(ticket) == lin)
        let events = try world.when(.approve(ticket))
        #expect(types(events) == [.assignmentApproved, .assignmentWithdrawn, .offerMade])
        let offer = try #require(events.compactMap { $0 as? OfferMade }.first)
        #expect(offer.flags == ["skill-missing", "other-region", "asked-for"])
        #expect(world.holder(ticket) == wang)
        #expect(throws: Refusal.notRequested) { try world.when(.approve(ticket)) }
    }

    /// Whom people choose of five, the best first, and what the decision says then.
    struct Choice: Sendable, CustomTestStringConvertible {
        var chosen: Int
        /// Before it is chosen.
        var presence = Presence.online
        var category = "咨询"
        /// Places of agents; the holder, the first, has it taken back.
        var candidates: [Int]
        var eligible: UInt64
        var leftOut: [LeftOutCount]

        var testDescription: String { "the agent at \(chosen), \(presence), for \(category)" }
    }

    private static let takenBack = LeftOutCount(.declined, count: 1)

    @Test(
        "is decided as the ticket waits for anybody else, and has who was chosen among the candidates if the rules do",
        arguments: [
            Choice(chosen: 1, candidates: [1, 2, 3], eligible: 4, leftOut: [takenBack]),
            Choice(chosen: 4, candidates: [1, 2, 3, 4], eligible: 4, leftOut: [takenBack]),
            Choice(
                chosen: 4, presence: .busy, candidates: [1, 2, 3], eligible: 3,
                leftOut: [LeftOutCount(.busy, count: 1), takenBack]),
            Choice(
                chosen: 4, category: "系统故障", candidates: [1], eligible: 1,
                leftOut: [LeftOutCount(.skillMissing, count: 3), takenBack]),
        ])
    func chosen(_ choice: Choice) throws {
        var world = World()
        let supervisor = try world.account("a", .supervisor)
        let repairs = [Skill(name: "系统故障", level: 3)]
        let agents = try (0..<5).map { try world.agent("agent-\($0)", skills: $0 < 2 ? repairs : []) }
        let ticket = try world.submit(choice.category)
        #expect(world.holder(ticket) == agents[0])
        try world.when(.changePresence(agents[choice.chosen], choice.presence))
        let events = try world.when(.assign(ticket, agents[choice.chosen], reason: [1], by: supervisor))
        let offer = try #require(events.lazy.compactMap { $0 as? OfferMade }.first)
        let decision = try #require(offer.decision)
        #expect(decision.candidates.map(\.agent) == choice.candidates.map { agents[$0] })
        #expect(decision.candidates.allSatisfy { $0.score > 0 && !$0.terms.isEmpty })
        #expect(decision.eligible == choice.eligible && decision.leftOut == choice.leftOut)
    }

    @Test("gives who passed a ticket by a score again when they are chosen for it")
    func chosenAgain() throws {
        var world = World()
        let supervisor = try world.account("a", .supervisor)
        let lin = try world.agent("lin")
        try world.agent("wang")
        let ticket = try world.submit()
        try world.when(.decline(ticket, lin, reason: []))
        let events = try world.when(.assign(ticket, lin, reason: [1], by: supervisor))
        let offer = try #require(events.lazy.compactMap { $0 as? OfferMade }.first)
        let decision = try #require(offer.decision)
        #expect(decision.candidates.map(\.agent) == [lin] && decision.eligible == 1)
    }

    @Test("leaves a ticket where it is when the supervisor does not agree")
    func rejecting() throws {
        var world = World()
        let lin = try world.agent("lin")
        let wang = try world.agent("wang")
        let ticket = try world.submit()
        try world.when(.assign(ticket, wang, reason: [1]))
        #expect(types(try world.when(.reject(ticket, reason: []))) == [.assignmentRejected])
        #expect(world.holder(ticket) == lin)
    }

    @Test("does not fill an agent past the capacity, whoever asks")
    func full() throws {
        var world = World()
        try world.agent("lin", capacity: 1)
        let first = try world.submit()
        let wang = try world.agent("wang", capacity: 1)
        let second = try world.submit()
        #expect(world.holder(second) == wang)
        try world.when(.assign(first, wang, reason: [1]))
        #expect(throws: Refusal.cannotTake(wang, .full)) { try world.when(.approve(first)) }
    }

    @Test("lets a person look first at what triage was not sure of")
    func reviewing() throws {
        var world = World()
        try world.agent("lin")
        var submission = World.submission("", .medium, customer: .new(CustomerRegistered()))
        submission.finding.doubt = .tooVague
        #expect(types(try world.when(.submit(submission))).last == .reviewRequested)
        let ticket = TicketOrdinal(rawValue: 1)
        #expect(world.holder(ticket) == nil)
        let events = try world.when(.classify(ticket, category: "咨询", reason: []))
        #expect(types(events) == [.ticketClassified, .offerMade])
    }

    @Test("refuses stages in another order than the policy's")
    func stages() throws {
        var world = World()
        let lin = try world.agent("lin")
        let ticket = try world.ticketInProgress(lin)
        try world.when(.progress(ticket, lin, stage: "待客户确认", note: []))
        try world.when(.progress(ticket, lin, stage: "处理中", note: []))
        #expect(throws: Refusal.unknownStage("已闭环", known: ["处理中", "待客户确认"])) {
            try world.when(.progress(ticket, lin, stage: "已闭环", note: []))
        }
        // Who has only accepted begins with the first.
        let fresh = try world.submit()
        let holder = try #require(world.holder(fresh))
        try world.when(.accept(fresh, holder))
        #expect(throws: Refusal.stageOutOfOrder("待客户确认", after: "", next: ["处理中"])) {
            try world.when(.progress(fresh, holder, stage: "待客户确认", note: []))
        }
        try world.when(.progress(fresh, holder, stage: "处理中", note: []))
    }
}
