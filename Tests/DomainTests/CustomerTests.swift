import Domain
import Events
import Testing

@Suite("A customer")
struct CustomerTests {
    @Test("is erased once, and nothing new is kept of them")
    func erased() throws {
        var world = World()
        let ticket = try world.submit()
        let customer = try #require(world.state.openTickets[ticket]?.customer)
        #expect(try world.state.decide(.erase(customer, keySlot: 7), at: world.now).count == 1)
        try world.when(.erase(customer, keySlot: 7))
        #expect(try world.state.decide(.erase(customer, keySlot: 7), at: world.now).isEmpty)
        var attachment = AttachmentAdded()
        attachment.ticket = ticket
        let nobody = CustomerOrdinal(rawValue: 99)
        let refused: [(Command, Refusal)] = [
            (.reveal(customer, ticket, reason: []), .erased(customer)), (.attach(attachment), .erased(customer)),
            (.erase(nobody, keySlot: 0), .unknownCustomer(nobody)),
        ]
        for (command, refusal) in refused { #expect(throws: refusal) { try world.when(command) } }
    }

    @Test("is looked at as often as somebody looks")
    func revealed() throws {
        var world = World()
        let ticket = try world.submit()
        let customer = try #require(world.state.openTickets[ticket]?.customer)
        for _ in 1...2 {
            #expect(try world.state.decide(.reveal(customer, ticket, reason: [1]), at: world.now).count == 1)
            try world.when(.reveal(customer, ticket, reason: [1]))
        }
    }
}
