import Domain
import Engine
import Events
import Projections
import Testing

@Suite("What people add to a ticket")
struct AdditionTests {
    private static let ticket = TicketOrdinal(rawValue: 1)
    private static let lin = AgentOrdinal(rawValue: 1)

    @Test(
        "has an end, and nothing else has: whoever has the ticket resolves it, and it is closed",
        .timeLimit(.minutes(10)))
    func limit() async throws {
        let world = try EngineWorld()
        try await world.run { engine in
            _ = try await engine.perform(.changeAgent(agent(1, "lin")), for: clerk)
            _ = try await engine.perform(.changePresence(Self.lin, .online), for: clerk)
            _ = try await engine.perform(.submit(intake("请问")), for: clerk)
            _ = try await engine.perform(.accept(Self.ticket, Self.lin), for: clerk)
            // What happens otherwise takes no room.
            for number in 0..<20 {
                let priority: Priority = number % 2 == 0 ? .high : .low
                _ = try await engine.perform(.prioritise(Self.ticket, priority, reason: "改"), for: clerk)
            }
            let note = Action.progress(Self.ticket, Self.lin, stage: "", note: "在查")
            await withTaskGroup { group in
                for _ in 0..<EngineLimits.ticketAdditionsMax {
                    group.addTask { _ = try? await engine.perform(note, for: clerk) }
                }
            }
            let limit = EngineLimits.ticketAdditionsMax
            await #expect(throws: EngineError.limited(.ticketAdditions(Self.ticket), limit: limit)) {
                _ = try await engine.perform(note, for: clerk)
            }
            _ = try await engine.perform(.contact(Self.ticket, Self.lin, reasons: [], note: "已联系"), for: clerk)
            _ = try await engine.perform(.resolve(Self.ticket, Self.lin, solution: "好了"), for: clerk)
            _ = try await engine.perform(.close(Self.ticket), for: clerk)
        }
    }

    @Test("of an agent of their choice is not explained by a score")
    func byHand() async throws {
        let world = try EngineWorld()
        try await world.run { engine in
            for (number, name) in [(1, "lin"), (2, "wang")] as [(UInt64, String)] {
                _ = try await engine.perform(.changeAgent(agent(number, name)), for: clerk)
                _ = try await engine.perform(.changePresence(AgentOrdinal(rawValue: number), .online), for: clerk)
            }
            var supervisor = AccountCreated()
            (supervisor.name, supervisor.roles) = ("supervisor", ["supervisor"])
            _ = try await engine.perform(.account(.create(NewAccount(supervisor))), for: clerk)
            _ = try await engine.perform(.submit(intake("请问")), for: clerk)
            let chosen = await engine.look { $0.offers[Self.ticket]?.grounds.candidate }
            #expect(chosen?.agent == Self.lin)
            let other = AgentOrdinal(rawValue: 2)
            _ = try await engine.perform(.assign(Self.ticket, other, reason: "客户指定"), for: clerk)
            let offer = await engine.look { $0.offers[Self.ticket] }
            #expect(offer?.agent == other && offer?.isByHand == true && offer?.grounds.candidate == nil)
        }
    }
}
