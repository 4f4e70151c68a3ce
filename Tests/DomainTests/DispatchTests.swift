import Dispatching
import Domain
import Events
import Policies
import Testing

@Suite("Dispatch")
struct DispatchTests {
    private static let fault = Skill(name: "系统故障", level: 5)

    @Test("knows skills, pools and departments, and keeps what an agent had before the policy dropped it")
    func codes() throws {
        var world = World()
        let lin = try world.agent("lin", skills: [Self.fault], pool: "backup")
        var change = try world.state.agent(lin).profile
        change.skills.append(Skill(name: "维修", level: 3))
        let skills = ["系统故障", "投诉处理", "售后"]
        #expect(throws: Refusal.unknownSkill("维修", known: skills)) { try world.when(.changeAgent(change)) }
        change.skills.removeLast()
        change.department = "tech"
        #expect(throws: Refusal.unknownDepartment("tech", known: ["sales"])) {
            var sales = DepartmentChanged()
            (sales.department, sales.name) = ("sales", "sales")
            try world.when(.account(.changeDepartment(sales)))
            try world.when(.changeAgent(change))
        }
        change.department = "sales"
        try world.when(.changeAgent(change))
        change.pool = "夜班"
        let pools = ["regular", "backup", "cross-region"]
        #expect(throws: Refusal.unknownPool("夜班", known: pools)) { try world.when(.changeAgent(change)) }

        var policy = World.policy
        policy.skills = [Policy.Code("售后", LocalText("售后", "after-sales"))]
        policy.dispatch.pools = []
        var later = DomainState(policy: policy)
        try world.replay(into: &later)
        (change.pool, change.capacity) = ("backup", 9)
        #expect(try later.decide(.changeAgent(change), at: world.now).count == 1)
        change.skills[0].name = "投诉处理"
        #expect(throws: Refusal.unknownSkill("投诉处理", known: ["售后"])) {
            try later.decide(.changeAgent(change), at: world.now)
        }
    }

    @Test("prefers skill, then room, and says why, with who was left out")
    func reasons() throws {
        var world = World()
        let best = try world.agent("best", skills: [Self.fault], capacity: 4)
        let second = try world.agent("second", skills: [Skill(name: "系统故障", level: 3)], capacity: 4)
        try world.agent("without")
        let away = try world.agent("away", skills: [Self.fault])
        try world.when(.changePresence(away, .offline))
        let events = try world.when(
            .submit(World.submission("系统故障", .high, customer: .new(CustomerRegistered()))))
        let offer = try #require(events.compactMap { $0 as? OfferMade }.first)
        #expect(offer.agent == best)
        #expect(offer.decision?.eligible == 2)
        #expect(offer.decision?.leftOut == [LeftOutCount(.offline, count: 1), LeftOutCount(.skillMissing, count: 1)])
        let candidates = try #require(offer.decision?.candidates)
        #expect(candidates.map(\.agent) == [best, second])
        #expect(
            candidates[0].terms.map(\.dimension)
                == ["skill", "load", "presence", "region", "experience", "affinity"])
        for candidate in candidates {
            let terms = candidate.terms.reduce(0) { $0 + $1.value * $1.weight / 1_000_000 }
            #expect(candidate.score == terms)
        }
        #expect(candidates[0].score > candidates[1].score)
    }

    @Test(
        "says nothing of a region that the ticket or the agent does not name",
        arguments: [
            ("上海", ["上海"], false), ("上海", ["北京"], false), ("", ["上海"], true), ("上海", [], true), ("", [], true),
        ] as [(String, [String], Bool)])
    func regions(_ region: String, _ served: [String], _ isMoot: Bool) throws {
        var world = World()
        try world.agent("lin", regions: served)
        let ticket = try world.submit(region: region)
        let offer = try #require(world.history.compactMap { $0 as? OfferMade }.first { $0.ticket == ticket })
        let terms = try #require(offer.decision?.candidates.first?.terms)
        #expect(terms.filter { $0.dimension == "region" }.map(\.isMoot) == [isMoot])
    }

    @Test("says nothing of a skill that the ticket does not need", arguments: [("咨询", true), ("系统故障", false)])
    func skill(_ category: String, _ isMoot: Bool) throws {
        var world = World()
        try world.agent("lin", skills: [Skill(name: "系统故障", level: 3)])
        let ticket = try world.submit(category)
        let offer = try #require(world.history.compactMap { $0 as? OfferMade }.first { $0.ticket == ticket })
        let terms = try #require(offer.decision?.candidates.first?.terms)
        #expect(terms.filter { $0.dimension == "skill" }.map(\.isMoot) == [isMoot])
    }

    @Test("knows a region in either case of its Latin letters")
    func regionsInEitherCase() throws {
        var world = World()
        let far = try world.agent("far", regions: ["Beijing"])
        let near = try world.agent("near", regions: ["SHANGHAI"])
        let ticket = try world.submit(region: "Shanghai")
        #expect(world.holder(ticket) == near)
        let events = try world.when(.assign(ticket, far, reason: [1]))
        let asked = try #require(events.compactMap { $0 as? AssignmentRequested }.first)
        #expect(asked.flags.contains("other-region"))
    }

    @Test("queues what nobody can take, and offers it when somebody comes, by priority and then age")
    func queueing() throws {
        var world = World { $0.dispatch.levelling.offersMax = 3 }
        let old = try world.submit()
        let urgent = try world.submit(priority: .urgent)
        let young = try world.submit()
        #expect(world.state.queue.tickets == [urgent, old, young])
        let agent = try world.agent("lin", capacity: 2)
        #expect(world.state.queue.tickets == [young])
        #expect(world.holder(urgent) == agent)
        #expect(world.holder(old) == agent)
        try world.when(.accept(urgent, agent))
        #expect(types(try world.when(.resolve(urgent, agent, solution: []))) == [.ticketResolved, .offerMade])
        #expect(world.holder(young) == agent)
        #expect(world.state.queue.count == 0)
    }

    @Test("offers a declined ticket to the next, and not to the same agent again at once")
    func declining() throws {
        var world = World()
        let lin = try world.agent("lin")
        let wang = try world.agent("wang")
        let ticket = try world.submit()
        #expect(world.holder(ticket) == lin)
        #expect(types(try world.when(.decline(ticket, lin, reason: []))) == [.offerDeclined, .offerMade])
        #expect(world.holder(ticket) == wang)
        #expect(types(try world.when(.decline(ticket, wang, reason: []))) == [.offerDeclined, .ticketQueued])
        #expect(world.state.queue.tickets == [ticket])
        #expect(types(try world.whenTimePasses(.seconds(30 * 60 - 1))) == [])
        #expect(types(try world.whenTimePasses(.seconds(1))) == [.offerMade])
        #expect(world.holder(ticket) == lin)
    }

    @Test("takes an offer back that nobody answered in time")
    func expiring() throws {
        var world = World()
        let lin = try world.agent("lin")
        let ticket = try world.submit()
        #expect(types(try world.whenTimePasses(.seconds(30 * 60 - 1))) == [])
        #expect(types(try world.whenTimePasses(.seconds(1))) == [.offerExpired, .ticketQueued])
        #expect(try world.state.agent(lin).open == 0)
        #expect(world.state.queue.tickets == [ticket])
    }

    @Test("leaves an answered offer alone when its time comes")
    func answered() throws {
        var world = World()
        let lin = try world.agent("lin")
        let ticket = try world.submit()
        try world.when(.accept(ticket, lin))
        #expect(types(try world.whenTimePasses(.seconds(3_600))) == [])
        #expect(world.holder(ticket) == lin)
    }

    @Test("numbers tickets by month, in the policy's time zone, from 1 again each month")
    func numbering() throws {
        var world = World()
        // 2024-05-31 23:59:59 in China, and a second later.
        world.now = Instant(milliseconds: 1_717_171_199_000)
        try world.submit()
        try world.submit()
        world.now = world.now.advanced(by: .seconds(1))
        let june = try world.submit()
        // A clock that goes back does not go back a month.
        world.now = world.now.advanced(by: .seconds(-1))
        let late = try world.submit()
        #expect(world.state.ticket(number: "202405-002") == TicketOrdinal(rawValue: 2))
        #expect(world.state.ticket(number: "202406-001") == june)
        #expect(world.state.ticket(number: "202406-002") == late)
        for wrong in ["202405-003", "202405-2", "202413-001", "202404-001", "", "202405-000", "2024055-001"] {
            #expect(world.state.ticket(number: wrong) == nil, "\(wrong)")
        }
        #expect(World.policy.numbering.number(.init(count: 2024 * 12 + 4), serial: 1_000) == "202405-1000")
    }

    @Test("knows of an agent whatever was changed, were it the pool or the years alone")
    func changing() throws {
        var world = World()
        let lin = try world.agent("lin")
        var change = try world.state.agent(lin).profile
        #expect(allTypes(try world.when(.changeAgent(change))) == [])
        change.pool = "backup"
        #expect(allTypes(try world.when(.changeAgent(change))) == [.agentChanged])
        change.skills = [Skill(name: "系统故障", level: 3)]
        try world.when(.changeAgent(change))
        change.skills[0].since = world.now
        #expect(allTypes(try world.when(.changeAgent(change))) == [.agentChanged])
    }
}
