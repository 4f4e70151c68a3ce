import Dispatching
import Domain
import Events
import Policies
import Testing

@Suite("Proposals")
struct ProposalTests {
    @Test("are made anew when the last of their candidates goes, and not before")
    func gone() throws {
        var world = World { $0.dispatch.mode = .confirm }
        let (lin, wang) = (try world.agent("lin"), try world.agent("wang"))
        let ticket = try world.submit()
        let late = try world.agent("late")
        #expect(world.state.openTickets[ticket]?.proposed == [lin, wang])
        #expect(types(try world.when(.changePresence(lin, .offline))) == [.presenceChanged])
        #expect(
            types(try world.when(.changePresence(wang, .busy)))
                == [.presenceChanged, .proposalWithdrawn, .dispatchProposed])
        #expect(world.state.openTickets[ticket]?.proposed == [late])
        #expect(
            types(try world.when(.changePresence(late, .offline)))
                == [.presenceChanged, .proposalWithdrawn, .ticketQueued])
        #expect(world.state.openTickets[ticket]?.proposed == [] && world.state.queue.tickets == [ticket])
        #expect(types(try world.when(.changePresence(wang, .online))) == [.presenceChanged, .dispatchProposed])
    }

    @Test("are made anew when their only candidate cannot do it any more")
    func changed() throws {
        var world = World { $0.dispatch.mode = .confirm }
        let lin = try world.agent("lin", skills: [Skill(name: "系统故障", level: 3)])
        try world.submit("系统故障")
        var change = try world.state.agent(lin).profile
        change.skills = []
        #expect(
            types(try world.when(.changeAgent(change))) == [.agentChanged, .proposalWithdrawn, .ticketQueued])
    }

    @Test("out of the queue are as many as the agent has room for")
    func room() throws {
        var world = World { $0.dispatch.mode = .confirm }
        let tickets = try (0..<5).map { _ in try world.submit() }
        let lin = try world.agent("lin", capacity: 3)
        let proposed = tickets.filter { world.state.openTickets[$0]?.proposed == [lin] }
        #expect(proposed == Array(tickets.prefix(3)))
        #expect(world.state.queue.tickets == Array(tickets.dropFirst(3)))
        try world.when(.changePresence(lin, .offline))
        #expect(world.state.queue.tickets == tickets)
    }
}
