import Bytes
import Events
import Testing

/// What protobuf allows and this package does not write is read all the same.
@Suite struct AcceptedTests {
    private func rated(_ bytes: [UInt8]) throws -> TicketRated {
        let value: TicketRated = try readInPlace(bytes)
        #expect(try TicketRated(decoding: bytes) == value)
        return value
    }

    static var expected: TicketRated {
        var rated = TicketRated()
        rated.ticket = TicketOrdinal(rawValue: 7)
        rated.grade = .fair
        rated.comment = [1, 2]
        return rated
    }

    static let ticket = Wire.number(1, 7)
    static let grade = Wire.number(2, 3)
    static let comment = Wire.bytes(3, [1, 2])

    static let same: [(name: String, bytes: [UInt8])] = [
        ("in order", ticket + grade + comment),
        ("out of order", comment + ticket + grade),
        ("unknown fields among them", Wire.number(30, 9) + ticket + Wire.text(31, "x") + grade + comment),
        (
            "unknown fields of large numbers",
            Wire.number(32, 9) + ticket + Wire.text(99, "x") + grade + comment
                + Wire.number((1 << 29) - 1, .max)
        ),
        (
            "the last one wins",
            Wire.number(1, 8) + Wire.number(2, 1) + Wire.bytes(3, [9, 9, 9]) + ticket + grade
                + comment
        ),
        ("also over one of another wire type", Wire.text(1, "x") + ticket + grade + Wire.number(3, 5) + comment),
        ("also over a case that is not known", ticket + Wire.number(2, 99) + grade + comment),
    ]

    @Test("The same message in other bytes", arguments: same)
    func sameMessage(_ row: (name: String, bytes: [UInt8])) throws {
        #expect(try rated(row.bytes) == Self.expected, "\(row.name)")
    }

    @Test("What is written though it is absent is absent")
    func zeros() throws {
        #expect(try rated(Wire.number(1, 0) + Wire.number(2, 0) + Wire.bytes(3, [])) == TicketRated())
    }

    @Test("The last 0 wins too")
    func lastZero() throws {
        let bytes =
            Wire.number(1, 7) + Wire.number(2, 3) + Wire.bytes(3, [1]) + Wire.number(1, 0) + Wire.number(2, 0)
            + Wire.bytes(3, [])
        #expect(try rated(bytes) == TicketRated())
    }

    @Test("Of two nested messages the last counts, and they are not merged")
    func nested() throws {
        let bytes = Wire.bytes(4, Wire.number(1, 5)) + Wire.bytes(4, Wire.bytes(2, Wire.number(2, 8)))
        let value: OfferMade = try readInPlace(bytes)
        #expect(try OfferMade(decoding: bytes) == value)
        #expect(value.decision?.eligible == 0)
        #expect(value.decision?.leftOut.map(\.count) == [8])
    }

    @Test("Any number but 0 is a yes")
    func flag() throws {
        let body = Wire.body(.presenceChanged, [], envelope: Wire.number(9, .max))
        #expect(try EventView(body.bytes, recordType: EventType.presenceChanged.rawValue).isLastOfCommand)
    }

    @Test("An envelope's fields are found among unknown ones, in any order, the last one")
    func envelope() throws {
        let fields = Wire.number(4, 1) + Wire.text(30, "x") + Wire.number(8, 2) + Wire.number(4, 3) + Wire.number(50, 4)
        let body = Wire.body(.presenceChanged, Wire.number(1, 6), envelope: fields)
        let found = try #require(read(body, as: PresenceChanged.self)).get()
        #expect(found.envelope.actor == 3)
        #expect(found.envelope.policyVersion == 2)
        #expect(try found.event.get().agent == AgentOrdinal(rawValue: 6))
    }

    @Test("As many elements, and as long a text, as the limits allow")
    func limits() throws {
        var agent = AgentChanged()
        agent.name = String(repeating: "a", count: EventLimits.plainTextBytesMax)
        agent.regions = [String](repeating: "东", count: EventLimits.elementsMax)
        agent.skills = [Skill](repeating: Skill(name: "", level: 0), count: EventLimits.elementsMax)
        let bytes = try agent.encoded()
        #expect(try AgentChanged(decoding: bytes) == agent)
        #expect(try readInPlace(bytes) == agent)
        var content = TicketContent()
        content.notes = String(repeating: "a", count: EventLimits.writtenTextBytesMax)
        #expect(try TicketContent(decoding: content.encoded()) == content)
    }
}
