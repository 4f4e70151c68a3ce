import Domain
import Events
import Testing

@Suite("A customer's account")
struct CustomerAccountTests {
    private static func account(_ name: String, _ customer: CustomerOrdinal?, _ roles: Role...) -> Command {
        var created = AccountCreated()
        (created.name, created.roles, created.customer) = (name, roles.map(\.code), customer)
        return .account(.create(NewAccount(created)))
    }

    private static let first = CustomerOrdinal(rawValue: 1)

    @Test("is a customer's alone, one that there is and who has no other")
    func making() throws {
        var world = World()
        try world.submit()
        let lin = try world.agent("lin")
        #expect(throws: Refusal.customerMissing) { try world.when(Self.account("c", nil, .customer)) }
        #expect(throws: Refusal.customersAlone) { try world.when(Self.account("c", Self.first, .clerk)) }
        #expect(throws: Refusal.customersAlone) { try world.when(Self.account("c", Self.first, .customer, .clerk)) }
        let unknown = CustomerOrdinal(rawValue: 7)
        #expect(throws: Refusal.unknownCustomer(unknown)) { try world.when(Self.account("c", unknown, .customer)) }
        var agents = AccountCreated()
        (agents.name, agents.roles, agents.customer, agents.agent) = ("c", ["customer"], Self.first, lin)
        #expect(throws: Refusal.customersAlone) { try world.when(.account(.create(NewAccount(agents)))) }
        #expect(types(try world.when(Self.account("c", Self.first, .customer))) == [.accountCreated])
        let taken = Refusal.customerTaken(Self.first, by: AccountOrdinal(rawValue: 1))
        #expect(throws: taken) { try world.when(Self.account("d", Self.first, .customer)) }
    }

    @Test("stays one")
    func changing() throws {
        var world = World()
        try world.submit()
        try world.when(Self.account("c", Self.first, .customer))
        var change = AccountChanged()
        (change.account, change.roles) = (AccountOrdinal(rawValue: 1), ["customer", "clerk"])
        #expect(throws: Refusal.customersAlone) { try world.when(.account(.change(change))) }
        change.roles = ["customer"]
        #expect(types(try world.when(.account(.change(change)))) == [])
        change.isDisabled = true
        #expect(types(try world.when(.account(.change(change)))) == [.accountChanged])
        try world.when(Self.account("d", Self.first, .customer))
        change.isDisabled = false
        let taken = Refusal.customerTaken(Self.first, by: AccountOrdinal(rawValue: 2))
        #expect(throws: taken) { try world.when(.account(.change(change))) }
    }

    @Test("opens nothing any more once the customer is erased, and not again")
    func erasing() throws {
        var world = World()
        try world.submit()
        try world.when(Self.account("c", Self.first, .customer))
        var token = TokenIssued()
        (token.account, token.tokenHash) = (AccountOrdinal(rawValue: 1), [UInt8](repeating: 1, count: 32))
        try world.when(.account(.issueToken(token, checked: nil)))
        let events = try world.when(.erase(Self.first, keySlot: 1))
        #expect(types(events) == [.customerErased, .accountChanged, .tokenRevoked])
        #expect(world.state.accounts.first?.isDisabled == true)
        var change = AccountChanged()
        (change.account, change.roles) = (AccountOrdinal(rawValue: 1), ["customer"])
        #expect(throws: Refusal.erased(Self.first)) { try world.when(.account(.change(change))) }
        #expect(throws: Refusal.erased(Self.first)) { try world.when(Self.account("d", Self.first, .customer)) }
        #expect(types(try world.when(.erase(Self.first, keySlot: 1))) == [])
    }
}
