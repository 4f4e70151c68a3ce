import Bytes
import Events
import Projections
import Testing

@Suite("Names")
struct NamesTests {
    private static func names(_ numbers: [String]) throws -> Names {
        var names = Names()
        for (index, number) in numbers.enumerated() {
            var submitted = TicketSubmitted()
            submitted.ticket = TicketOrdinal(rawValue: UInt64(index) + 1)
            submitted.number = number
            try fold(submitted, into: &names)
        }
        return names
    }

    private static func fold(_ event: some Event, into names: inout Names) throws {
        let body = try Envelope().encoded(enclosing: event)
        let view = try EventView(body.bytes, recordType: type(of: event).type.rawValue)
        try names.fold(view)
    }

    @Test(
        "Tickets are found by number and have their number, whatever numbers look like",
        arguments: [
            ["202405-001", "202405-002", "202406-001"],
            (1...1005).map { "202405-" + String(repeating: "0", count: max(0, 3 - "\($0)".count)) + "\($0)" },
            ["20231027001", "20231027002", "20231028001", "20231028002"],
            ["WX-20231001-001", "DH-20231001-001", "WX-20231001-002", "DH-20231001-002"],
            ["G20231001999", "G202310011000", "G202310011001"],
            ["A", "B", "9", "10"],
        ])
    func tickets(_ numbers: [String]) throws {
        let names = try Self.names(numbers)
        for (index, number) in numbers.enumerated() {
            let ticket = TicketOrdinal(rawValue: UInt64(index) + 1)
            #expect(names.tickets[ticket] == number && names.tickets.ticket(number) == ticket)
        }
        let others = ["", "202405-1", "202405-0001", "202406-002", "WX-20231001-003", "99999999999999999999", "-"]
        for other in others where !numbers.contains(other) { #expect(names.tickets.ticket(other) == nil) }
        #expect(names.tickets[TicketOrdinal(rawValue: 0)] == nil)
        #expect(names.tickets[TicketOrdinal(rawValue: UInt64(numbers.count) + 1)] == nil)
    }

    @Test("An agent goes by the last identifier")
    func agents() throws {
        var names = Names()
        for (agent, identifier) in [(1, "lin"), (2, "wang"), (1, "lin.jing")] as [(UInt64, String)] {
            var change = AgentChanged()
            (change.agent, change.identifier, change.name) = (AgentOrdinal(rawValue: agent), identifier, "林静")
            try Self.fold(change, into: &names)
        }
        #expect(names.agent("lin") == nil && names.agent("lin.jing")?.rawValue == 1)
        #expect(names[AgentOrdinal(rawValue: 2)]?.identifier == "wang" && names.nextAgent.rawValue == 3)
    }

    @Test("A customer's identifier is read and written as 32 digits")
    func customers() throws {
        var registered = CustomerRegistered()
        registered.customer = CustomerOrdinal(rawValue: 1)
        registered.identifier = (0..<16).map { $0 * 16 + 1 }
        var names = Names()
        try Self.fold(registered, into: &names)
        let identifier = try #require(names[registered.customer])
        #expect(identifier.hex == "0111213141516171" + "8191a1b1c1d1e1f1")
        #expect(Names.CustomerIdentifier(hex: identifier.hex) == identifier)
        #expect(names.customer(identifier) == registered.customer)
        for text in ["", "0", identifier.hex.uppercased(), identifier.hex + "0", "+" + identifier.hex.dropFirst()] {
            #expect(Names.CustomerIdentifier(hex: text) == nil)
        }
    }
}
