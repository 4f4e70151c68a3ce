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

@Suite("An account")
struct AccountTests {
    @Test("has a name of its own, and an agent that there is")
    func created() throws {
        var world = World()
        var account = AccountCreated()
        (account.name, account.roles, account.tokenHash) = (
            "admin", ["administrator"], [UInt8](repeating: 1, count: 32)
        )
        try world.when(.createAccount(account))
        #expect(world.state.nextAccount.rawValue == 2)
        let again = Command.createAccount(account)
        #expect(throws: Refusal.accountExists("admin")) { try world.when(again) }
        let nobody = AgentOrdinal(rawValue: 1)
        (account.name, account.agent) = ("lin", nobody)
        let agents = Command.createAccount(account)
        #expect(throws: Refusal.unknownAgent(nobody)) { try world.when(agents) }
    }
}
