import Events
import Testing

/// What could not be read again is not written, and leaves nothing behind.
@Suite struct WritingRefusalTests {
    static let long = String(repeating: "a", count: EventLimits.plainTextBytesMax + 1)

    private func refused(_ event: some Event, _ error: WireError) {
        var envelope = Envelope()
        envelope.actor = 5
        var bytes: [UInt8] = [1, 2, 3]
        #expect(throws: error) { try event.append(to: &bytes) }
        #expect(bytes == [1, 2, 3])
        #expect(throws: error) { try envelope.append(enclosing: event, to: &bytes) }
        #expect(bytes == [1, 2, 3])
    }

    @Test("A text past its limit, plain, repeated or in a message inside")
    func texts() {
        var agent = AgentChanged()
        agent.agent = AgentOrdinal(rawValue: 7)
        agent.name = Self.long
        refused(agent, .limit(field: AgentChanged.Field.name.rawValue))
        agent.name = ""
        agent.regions = ["", Self.long]
        refused(agent, .limit(field: AgentChanged.Field.regions.rawValue))
        agent.regions = []
        agent.skills = [Skill(name: "a", level: 1), Skill(name: Self.long, level: 1)]
        refused(agent, .limit(field: Skill.Field.name.rawValue))
    }

    @Test("Too many elements")
    func elements() {
        var agent = AgentChanged()
        agent.regions = [String](repeating: "a", count: EventLimits.elementsMax + 1)
        refused(agent, .limit(field: AgentChanged.Field.regions.rawValue))
        agent.regions = []
        agent.skills = [Skill](repeating: Skill(name: "a", level: 1), count: EventLimits.elementsMax + 1)
        refused(agent, .limit(field: AgentChanged.Field.skills.rawValue))
    }

    @Test("A hash of another length")
    func length() {
        var account = AccountCreated()
        account.tokenHash = [UInt8](repeating: 1, count: 31)
        refused(account, .length(field: AccountCreated.Field.tokenHash.rawValue, bytes: 31))
    }

    @Test("More bytes than an event may have, and an envelope that makes it so")
    func tooLong() throws {
        var policy = PolicyPublished()
        policy.source = [UInt8](repeating: 1, count: EventLimits.eventBytesMax - 4)
        #expect(try policy.encoded().count == EventLimits.eventBytesMax)
        #expect(throws: WireError.tooLong(bytes: EventLimits.eventBytesMax + 5)) {
            try Envelope().encoded(enclosing: policy)
        }
        policy.source.append(1)
        #expect(throws: WireError.tooLong(bytes: EventLimits.eventBytesMax + 1)) { try policy.encoded() }
    }
}
