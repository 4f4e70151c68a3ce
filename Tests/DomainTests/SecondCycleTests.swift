import Domain
import Events
import Policies
import Testing

@Suite("Feedback and the second cycle")
struct SecondCycleTests {
    @Test("asks the customer when the work is done, with a link that works until the deadline")
    func survey() throws {
        var world = World()
        let lin = try world.agent("lin")
        let ticket = try world.ticketInProgress(lin)
        let events = try world.when(.resolve(ticket, lin, solution: []))
        let sent = try #require(events.compactMap { $0 as? SurveySent }.first)
        #expect(sent.expiresAt == world.now.advanced(by: .seconds(72 * 3_600)))
        #expect(events.contains { ($0 as? NotificationQueued)?.isCustomer == true })
    }

    @Test("keeps the customer's reasons, those of the policy alone")
    func reasons() throws {
        var world = World()
        let lin = try world.agent("lin")
        let ticket = try world.resolvedTicket(lin)
        let known = World.policy.feedback.reasons.map(\.code)
        #expect(throws: Refusal.unknownReason("weather", known: known)) {
            try world.when(.rate(ticket, .fair, comment: [], reasons: ["slow", "weather"]))
        }
        let events = try world.when(.rate(ticket, .fair, comment: [], reasons: ["slow", "price"]))
        #expect(events.compactMap { ($0 as? TicketRated)?.reasons } == [["slow", "price"]])
    }

    @Test(
        "leaves a ticket open whose customer is not satisfied, and gives the clerk an hour",
        arguments: [
            Grade.dissatisfied, .fair,
        ])
    func dissatisfied(_ grade: Grade) throws {
        var world = World()
        let lin = try world.agent("lin")
        let ticket = try world.resolvedTicket(lin)
        let events = try world.when(.rate(ticket, grade, comment: []))
        #expect(types(events) == [.ticketRated])
        #expect(events.contains { ($0 as? NotificationQueued)?.template == "dissatisfied" })
        #expect(world.minutesLeft(ticket) == ["callback": 60])
        #expect(throws: Refusal.ratedAlready) { try world.when(.rate(ticket, .satisfied, comment: [])) }
        let late = try world.whenTimePasses(.seconds(3_600))
        #expect(types(late) == [.ticketEscalated])
        try world.when(.contact(ticket, nil, reasons: ["not-solved"], note: []))
        #expect(types(try world.when(.reopen(ticket, note: []))) == [.ticketReopened, .offerMade])
        #expect(world.state.openTickets[ticket]?.cycle == 2)
        try world.when(.accept(ticket, lin))
        try world.when(.progress(ticket, lin, stage: "", note: []))
        try world.when(.resolve(ticket, lin, solution: []))
        #expect(types(try world.when(.rate(ticket, .satisfied, comment: []))) == [.ticketRated, .ticketClosed])
        #expect(try world.lifeCycle(ticket) == .closed)
    }

    @Test(
        "is called by somebody else than the handler, who puts down why; then something has to be done within the hour")
    func calledBack() throws {
        var world = World()
        let lin = try world.agent("lin")
        let ticket = try world.resolvedTicket(lin)
        try world.when(.rate(ticket, .dissatisfied, comment: []))
        try world.when(.contact(ticket, lin, reasons: ["slow"], note: []))
        try world.when(.contact(ticket, nil, reasons: [], note: []))
        #expect(world.minutesLeft(ticket) == ["callback": 60])
        try world.when(.contact(ticket, nil, reasons: ["slow"], note: []))
        #expect(world.minutesLeft(ticket) == ["follow-up": 60])
        let late = try world.whenTimePasses(.seconds(3_600))
        #expect(types(late) == [.ticketEscalated])
        let told = late.compactMap { $0 as? NotificationQueued }
        #expect(told.map(\.template) == ["follow-up-overdue", "follow-up-overdue"])
        #expect(told.map(\.role) == ["clerk", "supervisor"])
        try world.when(.escalate(ticket, to: .departmentManager, note: []))
        #expect(world.state.openTickets[ticket]?.clocks.isEmpty == true)
    }

    @Test("is reminded of again and again: that a clock hands the ticket up does not stop the clock")
    func repeatedly() throws {
        var world = World()
        let lin = try world.agent("lin")
        let ticket = try world.resolvedTicket(lin)
        try world.when(.rate(ticket, .dissatisfied, comment: []))
        #expect(types(try world.whenTimePasses(.seconds(3_600))) == [.ticketEscalated])
        for _ in 0..<3 { #expect(types(try world.whenTimePasses(.seconds(4 * 3_600))) == [.ticketEscalated]) }
        try world.when(.contact(ticket, nil, reasons: ["slow"], note: []))
        #expect(world.minutesLeft(ticket) == ["follow-up": 60])
        #expect(types(try world.whenTimePasses(.seconds(3_600))) == [.ticketEscalated])
        for _ in 0..<3 { #expect(types(try world.whenTimePasses(.seconds(4 * 3_600))) == [.ticketEscalated]) }
    }

    @Test("is not handed up by the handler whose work they found wanting: the call back is still awaited")
    func handedUpByHandler() throws {
        var world = World()
        let lin = try world.agent("lin")
        let handler = try world.account("h", .handler, agent: lin)
        let clerk = try world.account("c", .clerk)
        for (account, left) in [(handler, ["callback": 60 as Int64]), (clerk, [:])] {
            let ticket = try world.resolvedTicket(lin)
            try world.when(.rate(ticket, .dissatisfied, comment: []))
            world.actor = account
            try world.when(.escalate(ticket, to: .supervisor, note: []))
            world.actor = nil
            #expect(world.minutesLeft(ticket) == left)
        }
    }

    @Test("who was not called by then is reminded of with the time by which they were to be called")
    func remindedOf() throws {
        var world = World()
        let lin = try world.agent("lin")
        let ticket = try world.resolvedTicket(lin)
        try world.when(.rate(ticket, .dissatisfied, comment: []))
        let due = world.now.advanced(by: .seconds(3_600))
        for seconds in [3_600, 4 * 3_600, 4 * 3_600] {
            let told = try world.whenTimePasses(.seconds(seconds)).compactMap { $0 as? NotificationQueued }
            #expect(!told.isEmpty && told.allSatisfy { $0.dueAt == due })
        }
    }

    @Test("is not called back before they have judged the work: what a clerk hears until then starts no clock")
    func calledBefore() throws {
        var world = World()
        let lin = try world.agent("lin")
        let ticket = try world.resolvedTicket(lin)
        let waiting = world.minutesLeft(ticket)
        try world.when(.contact(ticket, nil, reasons: ["slow"], note: []))
        #expect(world.minutesLeft(ticket) == waiting)
        try world.when(.rate(ticket, .dissatisfied, comment: []))
        #expect(world.minutesLeft(ticket) == ["callback": 60])
        try world.when(.contact(ticket, nil, reasons: ["slow"], note: []))
        #expect(world.minutesLeft(ticket) == ["follow-up": 60])
    }

    /// The role of whoever is named as the manager; nil where nobody is.
    @Test(
        "tells the supervisors what is for the manager of a department that has none",
        arguments: [.departmentManager, .clerk, nil] as [Role?])
    func nobodyManages(_ role: Role?) throws {
        var world = World()
        let isManaged = role == .departmentManager
        var change = DepartmentChanged()
        (change.department, change.name) = ("tech", "tech")
        change.manager = try role.map { try world.account("m", $0) }
        try world.when(.account(.changeDepartment(change)))
        let lin = try world.agent("lin")
        var profile = try world.state.agent(lin).profile
        profile.department = "tech"
        try world.when(.changeAgent(profile))
        let ticket = try world.ticketInProgress(lin)
        let events = try world.when(.escalate(ticket, to: .departmentManager, note: []))
        let told = events.compactMap { $0 as? NotificationQueued }
        #expect((events.first as? TicketEscalated)?.to == told.first?.role)
        #expect(told.map(\.role) == [isManaged ? "department-manager" : "supervisor"])
        #expect(told.map(\.department) == [isManaged ? "tech" : ""])
    }

    @Test("revokes the link of a cycle that ends without an answer, and no other", arguments: [true, false])
    func revoked(_ isAnswered: Bool) throws {
        var world = World()
        let lin = try world.agent("lin")
        let ticket = try world.resolvedTicket(lin)
        if isAnswered { try world.when(.rate(ticket, .fair, comment: [])) }
        let events = try world.when(.reopen(ticket, note: []))
        #expect(events.count { $0 is SurveyRevoked } == (isAnswered ? 0 : 1))
        #expect(world.state.openTickets[ticket]?.isSurveyed == false)
    }

    @Test("tells people by when they have to act: the clock that runs out first of those that this started")
    func dueAt() throws {
        var world = World()
        let lin = try world.agent("lin")
        let begun = world.now
        let events = try world.when(
            .submit(World.submission("咨询", .medium, customer: .new(CustomerRegistered()))))
        let told = events.compactMap { $0 as? NotificationQueued }
        #expect(told.map(\.template) == ["submitted", "offered"])
        #expect(told.map(\.deadline) == ["response", "acceptance"])
        #expect(told.map(\.dueAt) == [14_400, 900].map { begun.advanced(by: .seconds($0)) })
        #expect(told.last?.agent == lin)
    }

    @Test("closes as not rated when nobody answers")
    func unrated() throws {
        var world = World()
        let lin = try world.agent("lin")
        _ = try world.resolvedTicket(lin)
        let events = try world.whenTimePasses(.seconds(72 * 3_600))
        #expect(events.compactMap { ($0 as? TicketClosed)?.closing } == [.unrated])
    }

    @Test("goes round no more often than the policy says")
    func cycles() throws {
        var world = World { $0.feedback.cyclesMax = 2 }
        let lin = try world.agent("lin")
        let ticket = try world.resolvedTicket(lin)
        try world.when(.reopen(ticket, note: []))
        try world.when(.accept(ticket, lin))
        try world.when(.resolve(ticket, lin, solution: []))
        #expect(throws: Refusal.cyclesUsedUp(limit: 2)) { try world.when(.reopen(ticket, note: [])) }
    }

    @Test("refuses a grade and a reason that the policy does not have")
    func unknown() throws {
        var world = World()
        let lin = try world.agent("lin")
        let ticket = try world.resolvedTicket(lin)
        let grades = World.policy.feedback.grades.map(\.grade)
        #expect(throws: Refusal.unknownGrade(.veryDissatisfied, known: grades)) {
            try world.when(.rate(ticket, .veryDissatisfied, comment: []))
        }
        let reasons = World.policy.feedback.reasons.map(\.code)
        #expect(throws: Refusal.unknownReason("weather", known: reasons)) {
            try world.when(.contact(ticket, nil, reasons: ["weather"], note: []))
        }
    }
}
