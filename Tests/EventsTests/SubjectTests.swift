import Bytes
import Events
import Testing

@Suite struct SubjectTests {
    static let ordinals: [UInt64] = [0, 1, 2, 3, 4, 127, 128, 1 << 31, 1 << 32, 1 << 61, (1 << 62) - 1]

    @Test("A subject comes back from its number, and no other has that number")
    func roundTrip() {
        var seen: Set<UInt64> = []
        for ordinal in Self.ordinals {
            let subjects: [Subject] = [
                .ticket(TicketOrdinal(rawValue: ordinal)), .customer(CustomerOrdinal(rawValue: ordinal)),
                .agent(AgentOrdinal(rawValue: ordinal)), .account(AccountOrdinal(rawValue: ordinal)),
            ]
            for subject in subjects {
                #expect(Subject(rawValue: subject.rawValue) == subject)
                #expect(seen.insert(subject.rawValue).inserted)
            }
        }
    }

    @Test("The numbers are those in the logs")
    func known() {
        #expect(Subject.ticket(TicketOrdinal(rawValue: 7)).rawValue == 28)
        #expect(Subject.customer(CustomerOrdinal(rawValue: 7)).rawValue == 29)
        #expect(Subject.agent(AgentOrdinal(rawValue: 7)).rawValue == 30)
        #expect(Subject.account(AccountOrdinal(rawValue: 7)).rawValue == 31)
    }

    @Test("An ordinal that leaves no room for its kind traps")
    func tooLarge() async {
        await #expect(processExitsWith: .failure) {
            _ = Subject.agent(AgentOrdinal(rawValue: 1 << 62)).rawValue
        }
    }

    @Test("An event is filed under all that it is found to be about, and nothing else", arguments: EventType.allCases)
    func filed(_ type: EventType) throws {
        func check<Payload: Event>(_ payload: Payload.Type) throws {
            for seed in 0..<20 {
                let filled = try FilledEvent(payload, "seed\(seed)", .all)
                let body = try filled.body()
                let view = try EventView(body.bytes, recordType: type.rawValue)
                var found: Set<Subject> = []
                if let ticket = try view.ticket() { found.insert(.ticket(ticket)) }
                if let agent = try view.agent() { found.insert(.agent(agent)) }
                if let customer = try view.customer() { found.insert(.customer(customer)) }
                if Self.ofAccounts.contains(type) {
                    found.insert(.account(AccountOrdinal(rawValue: try view.leadingNumbers().first)))
                }
                #expect(Set(filled.event.subjects) == found && filled.event.subjects.count == found.count)
            }
        }
        try check(type.payload)
    }

    static let ofAccounts: Set<EventType> = [
        .accountCreated, .accountChanged, .passwordSet, .tokenIssued, .tokenRevoked,
    ]

    @Test(
        "An event that may be about an agent is about none where it says none",
        arguments: [.accountCreated, .accountChanged, .customerContacted, .notificationQueued] as [EventType])
    func withoutAgent(_ type: EventType) throws {
        let body = try filledBody(type, "seed", .none)
        #expect(try EventView(body.bytes, recordType: type.rawValue).agent() == nil)
        #expect(type.payload.init().subjects.count == 1)
    }
}
