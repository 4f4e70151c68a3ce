import Dispatching
import Domain
import Events
import Policies
import Testing

@Suite("Rings, and what comes after the last")
struct RingTests {
    @Test("go from the regular staff to the backup pool, to other regions, and then to the queue with an alert")
    func fallingBack() throws {
        var world = World()
        let regular = try world.agent("regular", capacity: 1, pool: "regular")
        let backup = try world.agent("backup", capacity: 1, pool: "backup")
        let afar = try world.agent("afar", capacity: 1, pool: "cross-region")
        for expected in [regular, backup, afar] {
            let ticket = try world.submit()
            #expect(world.holder(ticket) == expected)
        }
        let first = world.history.count
        let ticket = try world.submit()
        #expect(world.state.queue.tickets == [ticket])
        let told = world.history[first...].compactMap { $0 as? NotificationQueued }
        #expect(told.filter { $0.template == "queued" }.map(\.role) == ["supervisor"])
        // Whoever of the regular staff is free again comes first, whatever the others do.
        try world.when(.accept(TicketOrdinal(rawValue: 1), regular))
        try world.when(.resolve(TicketOrdinal(rawValue: 1), regular, solution: []))
        #expect(world.holder(ticket) == regular)
    }

    @Test("flag whoever has far more than the mean of those on line")
    func overloaded() throws {
        var world = World { $0.dispatch.plausibility.loadFactorMax = 1_500_000 }
        let busy = try world.agent("busy", skills: [Skill(name: "系统故障", level: 5)], capacity: 9)
        for name in ["a", "b", "c"] { try world.agent(name) }
        let flags = try (0..<3).map { _ in
            try world.when(
                .submit(World.submission("系统故障", .medium, customer: .new(CustomerRegistered())))
            )
            .compactMap { ($0 as? OfferMade).map { offer in (offer.agent, offer.flags) } }
        }.flatMap { $0 }
        #expect(flags.map(\.0) == [busy, busy, busy])
        #expect(flags.map(\.1) == [[], [], ["overloaded"]])
    }
}
