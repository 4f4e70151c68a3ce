import Domain
import Events
import Policies
import Testing

/// DI-13: who knows the customer is preferred among equals.
@Suite("The agent who had a ticket or its customer before")
struct AffinityTests {
    /// Lin, who comes first among equals, was away when wang did the customer's work.
    private static func afterWang() throws -> (
        world: World, ticket: TicketOrdinal, lin: AgentOrdinal, wang: AgentOrdinal
    ) {
        var world = World()
        let (lin, wang) = (try world.agent("lin"), try world.agent("wang"))
        try world.when(.changePresence(lin, .offline))
        let ticket = try world.submit()
        try world.when(.accept(ticket, wang))
        try world.when(.resolve(ticket, wang, solution: []))
        try world.when(.changePresence(lin, .online))
        _ = try world.whenTimePasses(.seconds(3_600))
        return (world, ticket, lin, wang)
    }

    @Test("is offered it when it is reopened")
    func reopened() throws {
        var (world, ticket, _, wang) = try Self.afterWang()
        try world.when(.reopen(ticket, note: []))
        #expect(world.holder(ticket) == wang)
    }

    @Test("is offered what the customer asks for next; another customer's goes by the other dimensions")
    func returning() throws {
        var (world, ticket, _, wang) = try Self.afterWang()
        let customer = try #require(world.state.openTickets[ticket]?.customer)
        for (who, value) in [(Submission.Customer.known(customer), 1_000_000), (.new(CustomerRegistered()), UInt64(0))]
        {
            let events = try world.when(.submit(World.submission("咨询", .medium, customer: who)))
            let offer = try #require(events.compactMap { $0 as? OfferMade }.first)
            if value > 0 { #expect(offer.agent == wang) }
            let known = try #require(offer.decision?.candidates.first { $0.agent == wang })
            #expect(known.terms.first { $0.dimension == "affinity" }?.value == value)
        }
    }

    @Test("is passed over off line and without room", arguments: [Presence.offline, nil])
    func away(_ presence: Presence?) throws {
        var (world, ticket, lin, wang) = try Self.afterWang()
        if let presence {
            try world.when(.changePresence(wang, presence))
        } else {
            try world.when(.changePresence(lin, .offline))
            for _ in 1...3 { try world.submit() }
            try world.when(.changePresence(lin, .online))
        }
        try world.when(.reopen(ticket, note: []))
        #expect(world.holder(ticket) == lin)
    }
}
