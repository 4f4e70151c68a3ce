import Dispatching
import Domain
import Events
import Policies
import PolicyFiles
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

    @Test("are made anew when their candidates have all been given something else, and a restart finds nothing to do")
    func full() throws {
        var world = World { $0.dispatch.mode = .confirm }
        let agents = try ["a", "b", "c", "d"].map { try world.agent($0, capacity: 1) }
        let tickets = try (0..<5).map { _ in try world.submit() }
        for ticket in tickets { #expect(world.state.openTickets[ticket]?.proposed == Array(agents.prefix(3))) }
        for (ticket, agent) in zip(tickets, agents).prefix(2) { try world.when(.confirm(ticket, agent)) }
        #expect(world.state.openTickets[tickets[3]]?.proposed == Array(agents.prefix(3)))
        let last = try world.when(.confirm(tickets[2], agents[2]))
        #expect(types(last).filter { $0 == .proposalWithdrawn }.count == 2)
        #expect(world.state.openTickets[tickets[3]]?.proposed == [agents[3]])
        #expect(try world.when(.confirm(tickets[3], nil)).contains { $0 is TicketQueued })
        #expect(world.state.queue.tickets == [tickets[4]])
        #expect(try world.state.resume(at: world.now).flatMap { try world.when($0) }.isEmpty)
    }

    @Test("are made anew for another category, and by the weights of another priority")
    func triaged() throws {
        var world = World { $0.dispatch.mode = .confirm }
        let sys = try world.agent("sys", skills: [Skill(name: "系统故障", level: 3)])
        let after = try world.agent("after", skills: [Skill(name: "售后", level: 3)])
        let ticket = try world.submit("系统故障")
        #expect(world.state.openTickets[ticket]?.proposed == [sys])
        #expect(
            types(try world.when(.classify(ticket, category: "退换货", reason: [1])))
                == [.ticketClassified, .dispatchProposed])
        #expect(world.state.openTickets[ticket]?.proposed == [after])
        #expect(
            types(try world.when(.prioritise(ticket, .urgent, reason: [1])))
                == [.ticketPrioritised, .reviewRequested, .dispatchProposed])
        try world.when(.confirm(ticket, nil))
        #expect(world.holder(ticket) == after)
    }

    @Test("say what looks odd about each candidate before anybody confirms, and requests before anybody agrees")
    func flags() throws {
        var world = World { $0.dispatch.mode = .confirm }
        let skill = [Skill(name: "系统故障", level: 3)]
        let near = try world.agent("near", skills: skill, regions: ["上海"])
        let far = try world.agent("far", skills: skill, regions: ["北京"])
        let ticket = try world.submit("系统故障", region: "上海")
        let proposed = world.history.compactMap { $0 as? DispatchProposed }.last
        let flags = proposed?.decision?.candidates.map { ($0.agent, $0.flags) } ?? []
        #expect(flags.map(\.0) == [near, far] && flags.map(\.1) == [[], ["other-region"]])
        let unskilled = try world.agent("unskilled")
        let asking = try world.account("a", .dispatcher)
        let events = try world.when(.assign(ticket, unskilled, reason: [1], by: asking))
        #expect(events.compactMap { ($0 as? AssignmentRequested)?.flags } == [["skill-missing"]])
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

    @Test("stand when somebody who declined may be asked again, and after a restart")
    func standing() throws {
        var world = World { $0.dispatch.mode = .confirm }
        let (lin, wang) = (try world.agent("lin"), try world.agent("wang"))
        let ticket = try world.submit()
        try world.when(.confirm(ticket, lin))
        try world.when(.decline(ticket, lin, reason: []))
        #expect(world.state.openTickets[ticket]?.proposed == [wang])
        #expect(try !types(world.whenTimePasses(.seconds(31 * 60))).contains(.dispatchProposed))
        #expect(world.state.openTickets[ticket]?.proposed == [wang])
        var restarted = World { $0.dispatch.mode = .confirm }.state
        try world.replay(into: &restarted)
        let due = restarted.takeDue(at: world.now) + restarted.resume(at: world.now)
        #expect(try due.flatMap { try restarted.decide($0, at: world.now) }.isEmpty)
    }

    private static func profile(_ mode: String) throws -> PolicyPublished {
        let source = String(decoding: try #require(PolicyFiles.source(ofProfile: "smart-dispatch")), as: UTF8.self)
        let edited = source.replacing("mode: automatic", with: "mode: \(mode)")
        var event = PolicyPublished()
        event.canonical = try PolicyFiles.read(Array(edited.utf8)).canonical
        return event
    }

    @Test("are dispatched by themselves once nobody is asked to confirm, and what waits keeps its order")
    func automatic() throws {
        var world = World { $0.dispatch.mode = .confirm }
        let lin = try world.agent("lin", capacity: 1)
        let tickets = try (0..<3).map { _ in try world.submit() }
        try world.when(.confirm(tickets[0], nil))
        let wang = try world.agent("wang", capacity: 1)
        #expect(world.state.openTickets[tickets[1]]?.proposed == [wang])
        let events = try world.when(.publishPolicy(try Self.profile("automatic")))
        #expect(types(events) == [.policyPublished, .offerMade] && world.holder(tickets[1]) == wang)
        let youngest = try world.submit()
        #expect(world.state.queue.tickets == [tickets[2], youngest])
        try world.when(.accept(tickets[0], lin))
        let freed = try world.when(.resolve(tickets[0], lin, solution: []))
        #expect(types(freed).contains(.offerMade) && !types(freed).contains(.dispatchProposed))
        #expect(world.holder(tickets[2]) == lin && world.holder(youngest) == nil)
    }

    @Test("are confirmed for the first of them who can take the ticket, where nobody is named")
    func confirmedForNext() throws {
        var world = World { $0.dispatch.mode = .confirm }
        let agents = try ["lin", "wang"].map { try world.agent($0) }
        let ticket = try world.submit()
        try world.when(.changePresence(agents[0], .offline))
        try world.when(.confirm(ticket, nil))
        #expect(world.holder(ticket) == agents[1])
    }

    @Test("and the queue are left alone by a policy that asks as many to confirm as the one before")
    func sameMode() throws {
        var world = World { $0.dispatch.mode = .confirm }
        try world.agent("lin", capacity: 1)
        for _ in 0..<2 { try world.submit() }
        #expect(types(try world.when(.publishPolicy(try Self.profile("confirm")))) == [.policyPublished])
    }

    @Test("are made of what waited under automatic dispatch, once a dispatcher confirms")
    func confirmed() throws {
        var world = World()
        let ticket = try world.submit()
        try world.when(.publishPolicy(try Self.profile("confirm")))
        let lin = try world.agent("lin")
        #expect(world.holder(ticket) == nil && world.state.openTickets[ticket]?.proposed == [lin])
        try world.when(.confirm(ticket, nil))
        #expect(world.holder(ticket) == lin)
    }
}
