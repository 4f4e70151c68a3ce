import Dispatching
import Domain
import Events
import Policies
import Testing

/// What nobody takes does not go round for ever.
@Suite("Offers that nobody accepts")
struct UnansweredTests {
    @Test(
        "keep an agent from the ticket for twice as long each time, up to a day",
        arguments: [
            (1, 30), (2, 60), (3, 120), (4, 240), (5, 480), (6, 960), (7, 1_440), (8, 1_440), (1_000_000, 1_440),
        ] as [(UInt64, Int64)])
    func waits(_ times: UInt64, _ minutes: Int64) {
        #expect(World.policy.dispatch.offerAgainAfter(times: times) == .seconds(minutes * 60))
        var longer = World.policy.dispatch
        longer.offerAgainAfter = .seconds(72 * 3_600)
        #expect(longer.offerAgainAfter(times: times) == .seconds(72 * 3_600))
    }

    /// What happens in so many days, looked at every five minutes.
    private static func days(_ days: Int, _ world: inout World) throws -> [any Event] {
        try (0..<days * 288).flatMap { _ in try world.whenTimePasses(.seconds(300)) }
    }

    @Test("come to an end: the ticket waits, the supervisor is told, and whoever sees to it is heard")
    func usedUp() throws {
        var world = World()
        for name in ["lin", "wang"] { try world.agent(name) }
        let ticket = try world.submit()
        let passed = try Self.days(6, &world)
        // The first was made when it came in.
        #expect(passed.count { $0 is OfferMade } == 5 && passed.count { $0 is OfferExpired } == 6)
        #expect(passed.count < 100, "\(passed.count)")
        #expect(world.state.queue.tickets == [ticket])
        let last = try #require(passed.lastIndex { $0 is TicketQueued })
        #expect(passed[last...].contains { ($0 as? NotificationQueued)?.template == "queued" })
        // Who was not asked yet may be.
        let zhao = try world.agent("zhao")
        #expect(world.holder(ticket) == zhao)
        try world.when(.decline(ticket, zhao, reason: []))
        let quiet = try Self.days(1, &world)
        #expect(quiet.allSatisfy { !($0 is OfferMade) })
        #expect(types(try world.when(.reassign(ticket, reason: []))) == [.offerMade])
        let again = try Self.days(1, &world)
        #expect(again.allSatisfy { !($0 is OfferMade) })
        let raised = try world.when(.prioritise(ticket, .high, reason: [1]))
        #expect(types(raised) == [.ticketPrioritised, .offerMade])
        let holder = try #require(world.holder(ticket))
        try world.when(.decline(ticket, holder, reason: []))
        #expect(world.holder(ticket) != nil)
    }

    @Test("go on ever more slowly under a policy without a bound")
    func unbounded() throws {
        var world = World { $0.dispatch.offersMax = nil }
        for name in ["lin", "wang"] { try world.agent(name) }
        let ticket = try world.submit()
        _ = try Self.days(4, &world)
        let day = try Self.days(1, &world)
        #expect((1...3).contains(day.count { $0 is OfferMade }) && day.count < 60, "\(day.count)")
        try world.when(.reassign(ticket, reason: []))
        #expect(world.holder(ticket) != nil)
    }

    @Test("do not count where a dispatcher confirms each")
    func confirmed() throws {
        var world = World { ($0.dispatch.mode, $0.dispatch.offersMax) = (.confirm, 1) }
        try world.agent("lin")
        let ticket = try world.submit()
        for _ in 0..<3 {
            try world.when(.confirm(ticket, nil))
            _ = try Self.days(1, &world)
            #expect(world.state.openTickets[ticket]?.proposed.count == 1)
        }
    }
}
