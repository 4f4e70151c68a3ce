import Dispatching
import Domain
import Events
import Policies
import Seeds
import Testing

@Suite("A storm of commands")
struct StormTests {
    /// Random commands from a seed, legal and not. What the log then says is the auditor's; here, after each, the parts
    /// of the state agree with one another.
    @Test("leaves a state that is one", arguments: 1...40)
    func storm(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var world = World()
        let skills = ["系统故障", "售后", "投诉处理"]
        for number in 0..<6 {
            try world.agent(
                "agent-\(number)",
                skills: skills.filter { _ in random.next() % 2 == 0 }.map {
                    Skill(name: $0, level: 1 + random.next() % 5)
                },
                capacity: 1 + random.next() % 3)
        }
        for _ in 0..<600 {
            do { try step(&world, &random) } catch is Refusal {}
            try check(world, seed)
        }
        #expect(world.state.nextTicket.rawValue > 50, "seed \(seed)")
    }

    private func step(_ world: inout World, _ random: inout SplitMix64) throws {
        let agent = AgentOrdinal(rawValue: 1 + random.next() % 6)
        let ticket = TicketOrdinal(rawValue: 1 + random.next() % max(1, world.state.nextTicket.rawValue - 1))
        let holder = world.holder(ticket) ?? agent
        switch random.next() % 22 {
        case 0, 1, 2:
            let category = World.policy.triage.categories[Int(random.next() % 5)].code
            try world.submit(category, priority: Priority.allCases[Int(random.next() % 4)])
        case 3, 4: try world.when(.accept(ticket, holder))
        case 5: try world.when(.decline(ticket, holder, reason: []))
        case 6: try world.when(.progress(ticket, holder, stage: "", note: []))
        case 7, 8: try world.when(.resolve(ticket, holder, solution: []))
        case 9: try world.when(.rate(ticket, .satisfied, comment: []))
        case 10: try world.when(.rate(ticket, .dissatisfied, comment: []))
        case 11: try world.when(.reopen(ticket, note: []))
        case 12: try world.when(.reassign(ticket, reason: []))
        case 13: try world.when(.assign(ticket, agent, reason: [1]))
        case 14: try world.when(.approve(ticket))
        case 15: try world.when(.prioritise(ticket, Priority.allCases[Int(random.next() % 4)], reason: []))
        case 16: try world.when(.classify(ticket, category: "售后", reason: []))
        case 17: try world.when(.progress(ticket, holder, stage: "待客户确认", note: []))
        case 18: try world.when(.contact(ticket, nil, reasons: [], note: []))
        case 19: try world.when(.changePresence(agent, Presence.allCases[Int(random.next() % 3)]))
        default: _ = try world.whenTimePasses(.seconds(Int64(random.next() % 1_200)))
        }
    }

    private func check(_ world: World, _ seed: UInt64) throws {
        let state = world.state
        for agent in state.agents {
            let held = state.openTickets.values.filter { $0.holder == agent.agent && $0.lifeCycle != .resolved }
            #expect(UInt64(held.count) == agent.open, "seed \(seed)")
            #expect(state.pool.open(of: agent.agent) == agent.open, "seed \(seed)")
        }
        for ticket in state.openTickets.values {
            let isWaiting = ticket.lifeCycle == .waiting
            #expect(state.queue.tickets.contains(ticket.ticket) == isWaiting, "seed \(seed)")
        }
    }
}
