import Domain
import Engine
import Events
import Projections
import SegmentLog
import Testing

@Suite("The ticket of a customer who was erased", .timeLimit(.minutes(10)))
struct ErasedTicketTests {
    private static let ticket = TicketOrdinal(rawValue: 1)
    private static let lin = AgentOrdinal(rawValue: 1)

    private static let supervisor = Caller(kind: .account, account: 2)

    /// Whatever is said with an action; nothing of it can be kept. Lin has the ticket, and wang is there.
    private static let actions: [Action] = [
        .classify(ticket, category: "售后", reason: "客户更正"), .prioritise(ticket, .high, reason: "客户着急"),
        .review(ticket, needsFollowUp: true, note: "请跟进"), .reassign(ticket, reason: "换人"),
        .assign(ticket, lin, reason: "客户指定"), .reject(ticket, reason: "人手不够"),
        .assign(ticket, lin, reason: "客户指定"), .approve(ticket), .decline(ticket, lin, reason: "手头已满"),
        .escalate(ticket, to: "supervisor", note: "无人处理"),
    ]

    @Test("goes on by every action, without words")
    func everyAction() async throws {
        try await EngineWorld().run { engine in
            try await Self.begin(engine)
            for action in Self.actions {
                var caller = clerk
                if case .approve = action { caller = Self.supervisor }
                if case .reject = action { caller = Self.supervisor }
                let receipt = try await engine.perform(action, for: caller)
                #expect(receipt.sequences?.isEmpty == false, "\(action)")
            }
            let row = try #require(await engine.look { $0.tickets[Self.ticket] })
            #expect(row.isEscalated && row.needsFollowUp && row.holder == nil)
        }
    }

    @Test("is warned of, escalated, asked about and closed by its deadlines like any other")
    func deadlines() async throws {
        let world = try EngineWorld()
        try await world.run { engine in
            try await Self.begin(engine)
            _ = try await engine.perform(.accept(Self.ticket, Self.lin), for: clerk)
            await engine.turn(world.clock, to: world.clock.now.advanced(by: .seconds(48 * 3_600)))
            let late = try #require(await engine.look { $0.tickets[Self.ticket] })
            #expect(late.isOverdue && late.isEscalated)
            _ = try await engine.perform(.resolve(Self.ticket, Self.lin, solution: "好了"), for: clerk)
            await engine.turn(world.clock, to: world.clock.now.advanced(by: .seconds(4 * 24 * 3_600)))
            let (row, ratings) = await engine.look { ($0.tickets[Self.ticket], $0.ratings[Self.lin]) }
            #expect(row?.lifeCycle == .closed && ratings.unrated == 1)
        }
    }

    /// A ticket that lin was offered, and whose customer is gone.
    private static func begin(_ engine: Engine<SegmentLog>) async throws {
        for role in ["clerk", "supervisor"] {
            var account = AccountCreated()
            (account.name, account.roles) = (role, [role])
            _ = try await engine.perform(.account(.create(NewAccount(account))), for: clerk)
        }
        let skills = [Skill(name: "售后", level: 3)]
        for (ordinal, name) in [(UInt64(1), "lin"), (2, "wang")] {
            _ = try await engine.perform(.changeAgent(agent(ordinal, name, skills: skills)), for: clerk)
            _ = try await engine.perform(.changePresence(AgentOrdinal(rawValue: ordinal), .online), for: clerk)
        }
        _ = try await engine.perform(.submit(intake("请问积分怎么兑换")), for: clerk)
        #expect(await engine.look { $0.tickets[ticket]?.holder } == lin)
        _ = try await engine.perform(.erase(CustomerOrdinal(rawValue: 1), reason: "R-1"), for: clerk)
    }
}
