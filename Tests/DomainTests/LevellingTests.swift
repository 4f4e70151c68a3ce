import Domain
import Events
import Policies
import Testing

/// Nobody who comes first in the morning gets the whole backlog.
@Suite("Levelling")
struct LevellingTests {
    private static func held(_ agent: AgentOrdinal, _ world: World) -> Int {
        world.state.openTickets.values.count { $0.holder == agent }
    }

    @Test("gives one with each window, until somebody has as many as they take, and leaves the rest to who comes later")
    func windows() throws {
        var world = World()
        let lin = try world.agent("lin", capacity: 10)
        try world.when(.changePresence(lin, .offline))
        for _ in 0..<10 { try world.submit() }
        try world.when(.changePresence(lin, .online))
        #expect(Self.held(lin, world) == 1)
        for expected in 2...4 {
            _ = try world.whenTimePasses(.seconds(600 - 1))
            #expect(Self.held(lin, world) == expected - 1)
            // Offers run out after half an hour otherwise.
            for ticket in world.state.openTickets.values where ticket.lifeCycle == .offered {
                try world.when(.accept(ticket.ticket, lin))
            }
            _ = try world.whenTimePasses(.seconds(1))
            #expect(Self.held(lin, world) == expected)
        }
        let wang = try world.agent("wang", capacity: 10)
        #expect(Self.held(lin, world) == 4 && Self.held(wang, world) == 1)
    }

    @Test("is over for whoever was offered as many as they take at once: what gets free is filled at once")
    func filled() throws {
        var world = World()
        let lin = try world.agent("lin", capacity: 2)
        try world.when(.changePresence(lin, .offline))
        for _ in 0..<5 { try world.submit() }
        try world.when(.changePresence(lin, .online))
        _ = try world.whenTimePasses(.seconds(600))
        #expect(Self.held(lin, world) == 2)
        let first = try #require(world.state.openTickets.values.map(\.ticket).min())
        try world.when(.accept(first, lin))
        let events = try world.when(.resolve(first, lin, solution: []))
        #expect(types(events).contains(.offerMade))
    }

    @Test("ends with the first window where it does not repeat")
    func once() throws {
        var world = World { $0.dispatch.levelling.repeats = false }
        let lin = try world.agent("lin", capacity: 10)
        try world.when(.changePresence(lin, .offline))
        for _ in 0..<5 { try world.submit() }
        try world.when(.changePresence(lin, .online))
        #expect(Self.held(lin, world) == 1)
        _ = try world.whenTimePasses(.seconds(600))
        #expect(Self.held(lin, world) == 5)
    }
}
