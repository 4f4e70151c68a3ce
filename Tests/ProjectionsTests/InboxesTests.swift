import Bytes
import Events
import Projections
import Testing

@Suite("Inboxes")
struct InboxesTests {
    /// Notifications, from 1: an agent's number, a role, a role of a department, or the customer.
    private static let told = [
        "agent 1", "clerk", "agent 2", "supervisor", "department-manager/技术部", "department-manager/客服部", "customer",
        "agent 1", "clerk",
    ]

    private typealias Audience = Inboxes.Audience

    @Test(
        "show everybody their own, the newest first",
        arguments: [
            ("an agent", Audience(agent: AgentOrdinal(rawValue: 1), roles: ["handler"], departments: ["技术部"]), [8, 1]),
            ("a clerk", Audience(agent: nil, roles: ["clerk"], departments: []), [9, 2]),
            (
                "a clerk who is an agent too",
                Audience(agent: AgentOrdinal(rawValue: 2), roles: ["clerk"], departments: ["客服部"]), [9, 3, 2]
            ),
            ("a manager", Audience(agent: nil, roles: ["department-manager"], departments: ["技术部"]), [5]),
            (
                "the manager of two",
                Audience(agent: nil, roles: ["department-manager"], departments: ["技术部", "客服部"]), [6, 5]
            ),
            ("one of nowhere", Audience(agent: nil, roles: ["department-manager"], departments: []), []),
            (
                "whoever may act as all",
                Audience(agent: nil, roles: ["clerk", "supervisor", "department-manager"], departments: nil),
                [9, 6, 5, 4, 2]
            ),
            (
                "what brings them to customers",
                Audience(agent: nil, roles: [], departments: [], includesCustomers: true), [7]
            ),
            ("nobody", Audience(agent: nil, roles: [], departments: []), []),
        ] as [(String, Inboxes.Audience, [UInt64])])
    func audiences(_ who: String, _ audience: Inboxes.Audience, _ expected: [UInt64]) throws {
        let inboxes = try Told(Self.told).inboxes
        #expect(inboxes.page(audience, limit: 100).map(\.notification) == expected, "\(who)")
        let admitted = (1...inboxes.count).reversed().filter { number in
            inboxes[number].map { inboxes.admits($0, to: audience) } ?? false
        }
        #expect(admitted == expected, "\(who)")
        // Page for page it is the same.
        var paged: [UInt64] = []
        while let next = inboxes.page(audience, before: paged.last ?? .max, limit: 1).first {
            paged.append(next.notification)
        }
        #expect(paged == expected, "\(who)")
    }

    @Test("know what became of each")
    func states() throws {
        var told = try Told(["clerk", "clerk", "clerk", "clerk"])
        try told.happened(NotificationDelivered.self) { ($0.notification, $0.attempt) = (1, 1) }
        try told.happened(NotificationFailed.self) { ($0.notification, $0.attempt) = (2, 1) }
        try told.happened(NotificationFailed.self) { ($0.notification, $0.attempt) = (3, 5) }
        try told.happened(NotificationGivenUp.self) { ($0.notification, $0.attempts) = (3, 6) }
        let entries = (1...4).compactMap { told.inboxes[$0] }
        #expect(entries.map(\.state) == [.delivered, .failed, .givenUp, .queued])
        #expect(entries.map(\.attempts) == [0, 1, 6, 0])
    }

    @Test("are read by each account for itself")
    func read() throws {
        var told = try Told(["clerk", "clerk"])
        let (wang, zhao) = (AccountOrdinal(rawValue: 1), AccountOrdinal(rawValue: 2))
        for _ in 0..<2 {
            try told.happened(NotificationRead.self) { ($0.notification, $0.account) = (1, wang) }
        }
        let clerks = Inboxes.Audience(agent: nil, roles: ["clerk"], departments: [])
        let unread = [wang, zhao].map { told.inboxes.page(clerks, limit: 9, unreadBy: $0).map(\.notification) }
        #expect(unread == [[2], [2, 1]])
        #expect(told.inboxes[1]?.isRead(by: wang) == true && told.inboxes[1]?.isRead(by: zhao) == false)
    }

    @Test("keep the last of them, exactly", arguments: [1, 2, 3, 7, 8, 9, 100] as [UInt64])
    func bounded(_ keptMax: UInt64) throws {
        let texts = (0..<60).map { $0 % 3 == 0 ? "agent 1" : "clerk" }
        var told = try Told([], keptMax: keptMax)
        for (index, text) in texts.enumerated() {
            try told.queued(text)
            let count = UInt64(index) + 1
            #expect(told.inboxes.count == count)
            let kept = (1...count).filter { told.inboxes[$0] != nil }
            #expect(kept == Array((count > keptMax ? count - keptMax + 1 : 1)...count))
            let clerks = Inboxes.Audience(agent: AgentOrdinal(rawValue: 1), roles: ["clerk"], departments: [])
            #expect(told.inboxes.page(clerks, limit: 1_000).map(\.notification) == kept.reversed())
        }
        // Of what is not kept nothing is to be known, and nothing to be noted.
        try told.happened(NotificationDelivered.self) { $0.notification = 1 }
        #expect(told.inboxes[0] == nil && told.inboxes[61] == nil)
    }
}

/// Notifications, and what becomes of them.
private struct Told {
    var inboxes: Inboxes
    private var sequence: UInt64 = 0

    init(_ texts: [String], keptMax: UInt64 = Inboxes.keptMax) throws {
        inboxes = Inboxes(keptMax: keptMax)
        for text in texts { try queued(text) }
    }

    mutating func queued(_ text: String) throws {
        let number = inboxes.count + 1
        try happened(NotificationQueued.self) { event in
            (event.ticket, event.notification, event.template) = (TicketOrdinal(rawValue: 1), number, "t")
            if text.hasPrefix("agent ") {
                event.agent = UInt64(text.dropFirst(6)).map { AgentOrdinal(rawValue: $0) }
            } else if text == "customer" {
                event.isCustomer = true
            } else {
                let parts = text.split(separator: "/").map(String.init)
                (event.role, event.department) = (parts[0], parts.count == 2 ? parts[1] : "")
            }
        }
    }

    mutating func happened<Payload: Event>(_: Payload.Type, _ fill: (inout Payload) -> Void) throws {
        sequence += 1
        var event = Payload()
        fill(&event)
        let body = try Envelope().encoded(enclosing: event)
        try inboxes.fold(try EventView(body.bytes, recordType: Payload.type.rawValue), sequence: sequence)
    }
}
