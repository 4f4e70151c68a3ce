import Dispatching
import Domain
import Events
import Policies
import PolicyFiles
import Testing

/// What waits goes to whoever can take it, however they came to be able to.
@Suite("Tickets that wait")
struct WaitingTests {
    @Test("are dispatched when their category asks for another skill")
    func classified() throws {
        var world = World()
        let lin = try world.agent("lin")
        let ticket = try world.submit("售后")
        #expect(world.holder(ticket) == nil)
        let events = try world.when(.classify(ticket, category: "咨询", reason: []))
        #expect(types(events) == [.ticketClassified, .offerMade] && world.holder(ticket) == lin)
    }

    @Test("keep their age, declined or not")
    func age() throws {
        var world = World()
        let lin = try world.agent("lin", capacity: 1)
        let old = try world.submit()
        _ = try world.whenTimePasses(.seconds(60))
        let young = try world.submit()
        #expect(world.holder(old) == lin && world.holder(young) == nil)
        // Lin takes the younger one instead, and whoever comes next the older.
        try world.when(.decline(old, lin, reason: []))
        #expect(world.holder(young) == lin && world.state.queue.tickets == [old])
        let youngest = try world.submit()
        let wang = try world.agent("wang", capacity: 1)
        #expect(world.holder(old) == wang && world.holder(youngest) == nil)
    }

    @Test("go on to whoever came as busy, once they were long enough on line")
    func busyAtFirst() throws {
        var world = World { $0.dispatch.levelling.offersMax = 1 }
        let lin = try world.agent("lin")
        let wang = try world.agent("wang")
        for agent in [lin, wang] { try world.when(.changePresence(agent, .offline)) }
        let tickets = try [world.submit(), world.submit()]
        try world.when(.changePresence(lin, .busy))
        try world.when(.changePresence(lin, .online))
        #expect(tickets.map { world.holder($0) } == [lin, nil])
        _ = try world.whenTimePasses(.seconds(10 * 60))
        #expect(tickets.map { world.holder($0) } == [lin, lin])
    }

    @Test("go to all who signed in at one moment")
    func together() throws {
        var world = World { $0.dispatch.levelling.offersMax = 1 }
        let agents = try ["lin", "wang"].map { try world.agent($0, capacity: 2) }
        for agent in agents { try world.when(.changePresence(agent, .offline)) }
        let tickets = try (0..<4).map { _ in try world.submit() }
        for agent in agents { try world.when(.changePresence(agent, .online)) }
        #expect(tickets.compactMap { world.holder($0) }.count == 2)
        _ = try world.whenTimePasses(.seconds(10 * 60))
        #expect(tickets.compactMap { world.holder($0) }.count == 4)
    }

    @Test("are levelled by each policy that they run under")
    func windows() throws {
        // The version that is in force then has another window than the one that the tickets run under.
        var world = World { policy in
            policy.dispatch.levelling.offersMax = 1
            policy.dispatch.levelling.window = .seconds(40 * 60)
        }
        let lin = try world.agent("lin")
        let wang = try world.agent("wang")
        for agent in [lin, wang] { try world.when(.changePresence(agent, .offline)) }
        let tickets = try [world.submit(), world.submit()]
        var published = PolicyPublished()
        published.canonical = PolicyFiles.profile("smart-dispatch").canonical
        try world.when(.publishPolicy(published))
        try world.when(.changePresence(lin, .online))
        #expect(tickets.map { world.holder($0) } == [lin, nil])
        for _ in 0..<4 { _ = try world.whenTimePasses(.seconds(10 * 60)) }
        #expect(world.holder(tickets[1]) == lin)
    }

    @Test("go, where a dispatcher confirms, as far as they would fill whoever came")
    func proposed() throws {
        var world = World { $0.dispatch.mode = .confirm }
        let lin = try world.agent("lin")
        try world.when(.changePresence(lin, .offline))
        let tickets = try [world.submit(), world.submit()]
        let events = try world.when(.changePresence(lin, .online))
        #expect(types(events) == [.presenceChanged, .dispatchProposed, .dispatchProposed])
        try world.when(.confirm(tickets[0], nil))
        #expect(world.state.openTickets[tickets[1]]?.proposed == [lin])
    }

    @Test("are confirmed for nobody who was moved to another pool")
    func moved() throws {
        var world = World {
            $0.dispatch.mode = .confirm
            // One that no ring looks at.
            $0.dispatch.pools.append(Policy.Code("elsewhere", LocalText("elsewhere", "elsewhere")))
        }
        let lin = try world.agent("lin")
        let ticket = try world.submit()
        var change = try world.state.agent(lin).profile
        change.pool = "elsewhere"
        try world.when(.changeAgent(change))
        #expect(throws: Refusal.notProposed) { try world.when(.confirm(ticket, nil)) }
        #expect(world.state.queue.tickets == [ticket])
    }
}
