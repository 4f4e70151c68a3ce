import Domain
import Events
import Policies
import Testing

@Suite("A supervisor's review")
struct ReviewTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var tier = ""
        var category = "咨询"
        var priority = Priority.medium
        var isMarked: Bool

        var testDescription: String { "\(tier) \(category) \(priority)" }
    }

    /// The shipped profile: VIP, 投诉 with what is below it, urgent.
    static let rows = [
        Row(isMarked: false), Row(tier: "VIP", isMarked: true), Row(tier: "普通", isMarked: false),
        Row(category: "投诉", isMarked: true), Row(category: "服务态度", isMarked: true),
        Row(category: "售后", isMarked: false), Row(priority: .urgent, isMarked: true),
        Row(priority: .high, isMarked: false),
    ]

    private static func submission(_ row: Row) -> Submission {
        var submission = World.submission(row.category, row.priority, customer: .new(CustomerRegistered()))
        submission.tier = row.tier
        return submission
    }

    private static let complaints = Skill(name: "投诉处理", level: 5)

    @Test("is asked for where whoever has the ticket has not the skill of its new category, who keeps it meanwhile")
    func misplaced() throws {
        var world = World()
        let sys = try world.agent("sys", skills: [Skill(name: "系统故障", level: 3)])
        let ticket = try world.ticketInProgress(sys, "系统故障")
        let events = try world.when(.classify(ticket, category: "退换货", reason: [1]))
        #expect(types(events) == [.ticketClassified, .reviewRequested])
        #expect(events.compactMap { ($0 as? ReviewRequested)?.because } == [.handlerLacksSkill])
        #expect(events.contains { ($0 as? NotificationQueued)?.template == "review" })
        #expect(world.holder(ticket) == sys && world.state.openTickets[ticket]?.isToBeReviewed == true)
        try world.when(.review(ticket, needsFollowUp: false, note: []))
        #expect(types(try world.when(.classify(ticket, category: "系统故障", reason: [1]))) == [.ticketClassified])
    }

    @Test("is asked for then too where one is waited for already: the reason is another")
    func misplacedMeanwhile() throws {
        var world = World()
        let sys = try world.agent("sys", skills: [Skill(name: "系统故障", level: 3)])
        let ticket = try world.ticketInProgress(sys, "系统故障")
        try world.when(.prioritise(ticket, .urgent, reason: [1]))
        #expect(world.state.openTickets[ticket]?.isToBeReviewed == true)
        let events = try world.when(.classify(ticket, category: "退换货", reason: [1]))
        #expect(events.compactMap { ($0 as? ReviewRequested)?.because } == [.handlerLacksSkill])
    }

    @Test("is asked for as the policy says, and nobody waits for it", arguments: rows)
    func marks(_ row: Row) throws {
        var world = World()
        let lin = try world.agent("lin", skills: [Self.complaints, Skill(name: "售后", level: 5)])
        let events = try world.when(.submit(Self.submission(row)))
        #expect(events.compactMap { ($0 as? ReviewRequested)?.because } == (row.isMarked ? [.policyAsks] : []))
        let ticket = TicketOrdinal(rawValue: 1)
        #expect(world.holder(ticket) == lin)
        #expect(world.state.openTickets[ticket]?.isToBeReviewed == row.isMarked)
        let told = events.compactMap { $0 as? NotificationQueued }.filter { $0.template == "review" }
        #expect(told.map(\.role) == (row.isMarked ? ["supervisor"] : []))
        try world.when(.review(ticket, needsFollowUp: false, note: []))
        #expect(world.state.openTickets[ticket]?.isToBeReviewed == false)
    }

    @Test("is asked for when a ticket becomes such a one, and not again once it was made")
    func later() throws {
        var world = World()
        try world.agent("lin", skills: [Self.complaints])
        let ticket = try world.submit()
        let raised = try world.when(.prioritise(ticket, .urgent, reason: [1]))
        #expect(types(raised) == [.ticketPrioritised, .reviewRequested])
        #expect(types(try world.when(.classify(ticket, category: "投诉", reason: []))) == [.ticketClassified])
        try world.when(.review(ticket, needsFollowUp: false, note: []))
        try world.when(.prioritise(ticket, .high, reason: [1]))
        #expect(types(try world.when(.prioritise(ticket, .urgent, reason: [1]))) == [.ticketPrioritised])
    }

    @Test("and every other change by a person say what was before")
    func before() throws {
        var world = World()
        try world.agent("lin", skills: [Self.complaints])
        let ticket = try world.submit()
        let was = try #require(world.state.openTickets[ticket])
        let classified = try world.when(.classify(ticket, category: "投诉", reason: [1]))
        #expect(classified.compactMap { ($0 as? TicketClassified)?.from } == [was.category])
        let raised = try world.when(.prioritise(ticket, .urgent, reason: [1]))
        #expect(raised.compactMap { ($0 as? TicketPrioritised)?.from } == [was.priority])
        let lowered = try world.when(.prioritise(ticket, .low, reason: [1]))
        #expect(lowered.compactMap { ($0 as? TicketPrioritised)?.from } == [.urgent])
        let submitted = try world.when(.submit(Self.submission(Row(isMarked: false))))
        #expect(submitted.compactMap { ($0 as? TicketClassified)?.from } == [""])
        #expect(submitted.compactMap { ($0 as? TicketPrioritised)?.from } == [])
    }

    @Test("that has to come first is not gone round by having the ticket dispatched again")
    func first() throws {
        var world = World()
        let lin = try world.agent("lin")
        var submission = World.submission("咨询", .medium, customer: .new(CustomerRegistered()))
        submission.finding.doubt = .tooVague
        try world.when(.submit(submission))
        let ticket = TicketOrdinal(rawValue: 1)
        let refusal = Refusal.notNow(.reassign, .waiting, allowed: [.review, .classify])
        #expect(throws: refusal) { try world.when(.reassign(ticket, reason: [1])) }
        try world.when(.review(ticket, needsFollowUp: false, note: []))
        #expect(world.holder(ticket) == lin)
    }

    @Test("counts the tier of a customer who is known")
    func known() throws {
        var world = World()
        try world.when(.submit(Self.submission(Row(tier: "VIP", isMarked: true))))
        let customer = CustomerOrdinal(rawValue: 1)
        let again = try world.when(.submit(World.submission("咨询", .low, customer: .known(customer))))
        #expect(again.contains { $0 is ReviewRequested })
    }
}
