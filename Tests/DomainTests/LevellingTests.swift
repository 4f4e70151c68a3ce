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

    /// An agent who is off line.
    private static func absent(
        _ identifier: String, _ world: inout World, skills: [Skill] = [], capacity: UInt64 = 10
    ) throws -> AgentOrdinal {
        let agent = try world.agent(identifier, skills: skills, capacity: capacity)
        try world.when(.changePresence(agent, .offline))
        return agent
    }

    @Test("gives one with each window, until somebody has as many as they take, and leaves the rest to who comes later")
    func windows() throws {
        var world = World()
        let lin = try Self.absent("lin", &world)
        let wang = try Self.absent("wang", &world)
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
        try world.when(.changePresence(wang, .online))
        #expect(Self.held(lin, world) == 4 && Self.held(wang, world) == 1)
    }

    @Test("is over for whoever was offered as many as they take at once: what gets free is filled at once")
    func filled() throws {
        var world = World()
        let lin = try Self.absent("lin", &world, capacity: 2)
        _ = try Self.absent("wang", &world)
        for _ in 0..<5 { try world.submit() }
        try world.when(.changePresence(lin, .online))
        _ = try world.whenTimePasses(.seconds(600))
        #expect(Self.held(lin, world) == 2)
        let first = try #require(world.state.openTickets.values.map(\.ticket).min())
        try world.when(.accept(first, lin))
        let events = try world.when(.resolve(first, lin, solution: []))
        #expect(types(events).contains(.offerMade))
    }

    @Test("goes on for whoever was away for a moment: a connection that comes and goes brings nobody more")
    func flapping() throws {
        var world = World()
        let lin = try Self.absent("lin", &world)
        _ = try Self.absent("wang", &world)
        for _ in 0..<6 { try world.submit() }
        for _ in 0..<5 {
            try world.when(.changePresence(lin, .online))
            #expect(Self.held(lin, world) == 1)
            try world.when(.changePresence(lin, .offline))
        }
    }

    @Test("ends with the first window where it does not repeat")
    func once() throws {
        var world = World { $0.dispatch.levelling.repeats = false }
        let lin = try Self.absent("lin", &world)
        _ = try Self.absent("wang", &world)
        for _ in 0..<5 { try world.submit() }
        try world.when(.changePresence(lin, .online))
        #expect(Self.held(lin, world) == 1)
        _ = try world.whenTimePasses(.seconds(600))
        #expect(Self.held(lin, world) == 5)
    }

    private static let repairs = [Skill(name: "系统故障", level: 3)]

    @Test("holds nobody back who is the only one there is for what waits")
    func alone() throws {
        var world = World()
        let lin = try Self.absent("lin", &world, skills: Self.repairs)
        _ = try Self.absent("wang", &world)
        for _ in 0..<3 { try world.submit("系统故障") }
        let anybodys = try world.submit("咨询")
        try world.when(.changePresence(lin, .online))
        // What wang could take as well is left to wang.
        #expect(Self.held(lin, world) == 3 && world.holder(anybodys) == nil)
        for ticket in world.state.openTickets.values where ticket.lifeCycle == .offered {
            try world.when(.accept(ticket.ticket, lin))
        }
        _ = try world.whenTimePasses(.seconds(3 * 600))
        #expect(world.holder(anybodys) == lin)
    }

    /// What becomes of wang, and whether lin gets the rest at once.
    @Test(
        "ends at once when the others are not there for it any more",
        arguments: [
            ("", false), ("no skill", true), ("another pool", true), ("another name", false), ("no account", true),
        ])
    func othersGone(_ change: String, _ isGiven: Bool) throws {
        var world = World { $0.dispatch.rings.removeLast($0.dispatch.rings.count - 1) }
        let lin = try Self.absent("lin", &world, skills: Self.repairs)
        let wang = try Self.absent("wang", &world, skills: Self.repairs)
        try world.when(.account(.create(Self.account(of: wang))))
        // Somebody who is held back from other tickets is not asked.
        let zhao = try Self.absent("zhao", &world)
        for _ in 0..<3 { try world.submit("系统故障") }
        for agent in [lin, zhao] { try world.when(.changePresence(agent, .online)) }
        #expect(Self.held(lin, world) == 1)
        var changed = AgentChanged()
        (changed.agent, changed.identifier, changed.name, changed.capacity) = (wang, "wang", "wang", 10)
        changed.skills = change == "no skill" ? [] : Self.repairs
        changed.pool = change == "another pool" ? "backup" : ""
        if change == "another name" { changed.name = "wang qiang" }
        if change == "no account" {
            var disabled = AccountChanged()
            (disabled.account, disabled.roles) = (AccountOrdinal(rawValue: 1), ["handler"])
            (disabled.agent, disabled.isDisabled) = (wang, true)
            try world.when(.account(.change(disabled)))
        } else if !change.isEmpty {
            try world.when(.changeAgent(changed))
        }
        #expect(Self.held(lin, world) == (isGiven ? 3 : 1))
    }

    private static func account(of agent: AgentOrdinal) -> NewAccount {
        var created = AccountCreated()
        (created.name, created.roles, created.agent) = ("E1", ["handler"], agent)
        return NewAccount(created)
    }

    @Test("begins when somebody else comes to be there, with what was offered until then")
    func othersCome() throws {
        var world = World()
        let lin = try Self.absent("lin", &world, skills: Self.repairs)
        for _ in 0..<2 { try world.submit("系统故障") }
        try world.when(.changePresence(lin, .online))
        let wang = try Self.absent("wang", &world, skills: Self.repairs)
        try world.when(.changePresence(lin, .busy))
        let ticket = try world.submit("系统故障")
        try world.when(.changePresence(lin, .online))
        #expect(Self.held(lin, world) == 2 && world.holder(ticket) == nil)
        // Two windows' worth of them.
        _ = try world.whenTimePasses(.seconds(2 * 600 - 1))
        #expect(world.holder(ticket) == nil)
        _ = try world.whenTimePasses(.seconds(1))
        #expect(world.holder(ticket) == lin && Self.held(wang, world) == 0)
    }

    @Test("holds nobody back for somebody who declined it a short while ago")
    func othersDeclined() throws {
        var world = World()
        let wang = try world.agent("wang", skills: Self.repairs, capacity: 1)
        let declined = try world.submit("系统故障")
        let lin = try Self.absent("lin", &world, skills: Self.repairs)
        try world.when(.decline(declined, wang, reason: []))
        try world.when(.changePresence(wang, .offline))
        let urgent = try world.submit("系统故障", priority: .urgent)
        let rest = try world.submit("系统故障")
        try world.when(.changePresence(lin, .online))
        #expect(world.holder(urgent) == lin && world.holder(declined) == lin && world.holder(rest) == nil)
    }
}
