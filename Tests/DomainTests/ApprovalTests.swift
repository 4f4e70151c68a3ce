import Domain
import Events
import Policies
import Testing

@Suite("Approval of a manual change")
struct ApprovalTests {
    struct Row: Sendable, CustomTestStringConvertible {
        /// Whom the policy names.
        var approver: Policy.Recipient?
        var role: Role
        var events: [EventType]
        /// What comes of an approval by the same account, where it had to wait.
        var approval: Refusal?

        var testDescription: String { "\(role) where \(approver?.rawValue ?? "nobody") approves" }
    }

    private static let waits: [EventType] = [.assignmentRequested]
    private static let agreed: [EventType] = [
        .assignmentRequested, .assignmentApproved, .assignmentWithdrawn, .offerMade,
    ]

    static let rows = [
        Row(approver: .supervisor, role: .dispatcher, events: waits, approval: .takesRole(.supervisor)),
        Row(approver: .supervisor, role: .departmentManager, events: waits, approval: .takesRole(.supervisor)),
        Row(approver: .supervisor, role: .supervisor, events: agreed),
        Row(approver: .supervisor, role: .administrator, events: agreed),
        Row(approver: .departmentManager, role: .supervisor, events: waits, approval: .takesRole(.departmentManager)),
        Row(approver: .departmentManager, role: .departmentManager, events: agreed),
        Row(approver: nil, role: .dispatcher, events: [.assignmentRequested, .assignmentWithdrawn, .offerMade]),
    ]

    @Test("is that of the role that the policy names, and of nobody else", arguments: rows)
    func roles(_ row: Row) throws {
        var world = World { $0.dispatch.manualApproval = row.approver }
        let (asking, agreeing) = (try world.account("a", row.role), try world.account("b", .administrator))
        let lin = try world.agent("lin")
        let wang = try world.agent("wang")
        let ticket = try world.submit()
        #expect(world.holder(ticket) == lin)
        let events = try world.when(.assign(ticket, wang, reason: [1], by: asking))
        #expect(types(events) == row.events)
        let told = events.compactMap { ($0 as? NotificationQueued)?.template }
        #expect(told.contains("assignment") == (row.events == Self.waits))
        guard let refusal = row.approval else { return #expect(world.holder(ticket) == wang) }
        #expect(world.holder(ticket) == lin)
        #expect(throws: refusal) { try world.when(.approve(ticket, by: asking)) }
        #expect(throws: refusal) { try world.when(.reject(ticket, reason: [], by: asking)) }
        try world.when(.approve(ticket, by: agreeing))
        #expect(world.holder(ticket) == wang)
    }

    @Test("is asked for still when somebody else gets the ticket meanwhile")
    func meanwhile() throws {
        var world = World()
        let (asking, agreeing) = (try world.account("a", .dispatcher), try world.account("b", .supervisor))
        let lin = try world.agent("lin")
        let wang = try world.agent("wang")
        let zhao = try world.agent("zhao")
        let ticket = try world.submit()
        try world.when(.assign(ticket, zhao, reason: [1], by: asking))
        try world.when(.decline(ticket, lin, reason: []))
        #expect(world.holder(ticket) == wang && world.state.openTickets[ticket]?.requested == zhao)
        try world.when(.approve(ticket, by: agreeing))
        #expect(world.holder(ticket) == zhao && world.state.openTickets[ticket]?.requested == nil)
    }

    @Test("is not asked for any more once the cycle is over")
    func cycle() throws {
        var world = World()
        let lin = try world.agent("lin")
        let wang = try world.agent("wang")
        let ticket = try world.ticketInProgress(lin)
        try world.when(.assign(ticket, wang, reason: [1]))
        try world.when(.resolve(ticket, lin, solution: []))
        #expect(world.state.openTickets[ticket]?.requested == nil)
        try world.when(.reopen(ticket, note: []))
        #expect(throws: Refusal.notRequested) { try world.when(.approve(ticket)) }
    }

    @Test("that comes with the wish leaves nothing where the agent cannot take the ticket")
    func away() throws {
        var world = World()
        let supervisor = try world.account("a", .supervisor)
        try world.agent("lin")
        let wang = try world.agent("wang")
        let ticket = try world.submit()
        try world.when(.changePresence(wang, .offline))
        let count = world.history.count
        #expect(throws: Refusal.cannotTake(wang, .offline)) {
            try world.when(.assign(ticket, wang, reason: [1], by: supervisor))
        }
        #expect(world.history.count == count && world.state.openTickets[ticket]?.requested == nil)
    }
}

extension World {
    mutating func account(_ name: String, _ role: Role, agent: AgentOrdinal? = nil) throws -> AccountOrdinal {
        var created = AccountCreated()
        (created.name, created.roles, created.agent) = (name, [role.code], agent)
        let ordinal = state.nextAccount
        try when(.account(.create(NewAccount(created))))
        return ordinal
    }
}
