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
}
