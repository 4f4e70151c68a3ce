import Domain
import Events
import Policies
import Testing

@Suite("Notices")
struct NoticeTests {
    enum End: String, CaseIterable, Sendable { case rated, manual, unrated }

    /// Adds a notice to those of the profile.
    private static func add(
        _ on: [Policy.Trigger], _ tell: [Policy.Recipient], _ template: String, to policy: inout Policy
    ) {
        var notice = policy.notices[0]
        (notice.on, notice.tell, notice.template) = (on, tell, template)
        policy.notices.append(notice)
    }

    @Test("of the end of a ticket are given once, however it ends", arguments: End.allCases)
    func closing(_ end: End) throws {
        var world = World { Self.add([.closed], [.customer, .clerk], "closed", to: &$0) }
        let lin = try world.agent("lin")
        let ticket = try world.resolvedTicket(lin)
        let events: [any Event] =
            switch end {
            case .rated: try world.when(.rate(ticket, .satisfied, comment: []))
            case .manual: try world.when(.close(ticket))
            case .unrated: try world.whenTimePasses(.seconds(4 * 24 * 3_600))
            }
        #expect(try world.lifeCycle(ticket) == .closed)
        let told = events.compactMap { $0 as? NotificationQueued }.filter { $0.template == "closed" }
        #expect(told.map(\.isCustomer) == [true, false])
        let numbers = world.history.compactMap { ($0 as? NotificationQueued)?.notification }
        #expect(numbers == (1...UInt64(numbers.count)).map { $0 })
    }

    @Test("for the supervisors and for the manager of a department that has none are given once")
    func standIns() throws {
        var world = World {
            Self.add([.closed], [.supervisor, .departmentManager], "closed", to: &$0)
            $0.deadlines = $0.deadlines.map { deadline in
                var deadline = deadline
                if deadline.code == "acceptance" {
                    deadline.onBreach = [
                        .remind(.supervisor, template: "late"), .escalate(.departmentManager, template: "late"),
                    ]
                }
                return deadline
            }
        }
        let lin = try world.agent("lin")
        try world.submit()
        let late = try world.whenTimePasses(.seconds(15 * 60))
        #expect(late.compactMap { ($0 as? TicketEscalated)?.to } == ["supervisor"])
        #expect(late.compactMap { ($0 as? NotificationQueued)?.role } == ["supervisor"])
        let ticket = try world.resolvedTicket(lin)
        let closed = try world.when(.close(ticket)).compactMap { $0 as? NotificationQueued }
        #expect(closed.filter { $0.template == "closed" }.map(\.role) == ["supervisor"])
    }

    @Test("of a grade are given also where the grade closes the ticket, and one of both is given once")
    func grades() throws {
        var world = World {
            Self.add([.graded("满意")], [.clerk], "praised", to: &$0)
            Self.add([.rated, .closed], [.clerk], "either", to: &$0)
        }
        let lin = try world.agent("lin")
        let ticket = try world.resolvedTicket(lin)
        let events = try world.when(.rate(ticket, .satisfied, comment: []))
        let told = events.compactMap { ($0 as? NotificationQueued)?.template }
        #expect(told == ["praised", "either"])
    }

    @Test(
        "go by the first of the policy's carriers that there is, and otherwise into the inbox",
        arguments: [
            ([], [.inbox], "inbox"), ([.sms, .push], [.inbox], "inbox"), ([.sms, .push], [.inbox, .push], "push"),
            ([.sms, .push], [.inbox, .push, .sms], "sms"), ([.inbox, .sms], [.inbox, .sms], "inbox"),
        ] as [([Policy.Carrier], Set<Policy.Carrier>, String)])
    func carriers(_ wanted: [Policy.Carrier], _ here: Set<Policy.Carrier>, _ chosen: String) throws {
        var world = World { $0.carriers = [.customer: wanted] }
        world.setCarriers(here)
        let events = try world.when(
            .submit(World.submission("咨询", .medium, customer: .new(CustomerRegistered()))))
        let told = events.compactMap { $0 as? NotificationQueued }
        #expect(told.filter(\.isCustomer).map(\.carrier) == [chosen])
        #expect(told.filter { !$0.isCustomer }.allSatisfy { $0.carrier == "inbox" })
    }

    @Test("have the ticket as it is when they are queued: what happens to it later is not theirs")
    func ticketThen() throws {
        var world = World { Self.add([.closed], [.clerk], "closed", to: &$0) }
        let lin = try world.agent("lin")
        let ticket = try world.submit("咨询", priority: .high)
        let queued = world.history.compactMap { $0 as? NotificationQueued }
        // A customer is told of nobody who has not agreed.
        #expect(queued.map(\.isCustomer) == [true, false] && queued.map(\.holder) == [nil, lin])
        #expect(queued.allSatisfy { $0.category == "咨询" && $0.priority == .high && $0.stage.isEmpty })
        try world.when(.accept(ticket, lin))
        try world.when(.progress(ticket, lin, stage: "", note: []))
        try world.when(.resolve(ticket, lin, solution: []))
        let events = try world.when(.rate(ticket, .satisfied, comment: []))
        let closed = try #require(events.compactMap { $0 as? NotificationQueued }.first)
        #expect(closed.template == "closed" && closed.holder == lin && closed.grade == .satisfied)
        #expect(closed.stage == "已闭环")
    }
}
