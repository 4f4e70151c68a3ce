import Domain
import Events
import Testing

@Suite("An account")
struct AccountTests {
    /// An administrator, a handler who is the agent lin, a clerk, and two departments.
    fileprivate struct Staff {
        var world = World()
        let admin = AccountOrdinal(rawValue: 1)
        let handler = AccountOrdinal(rawValue: 2)
        let clerk = AccountOrdinal(rawValue: 3)
        let lin: AgentOrdinal

        init() throws {
            lin = try world.agent("lin")
            try world.when(.account(.create(AccountTests.account("admin", .administrator))))
            var handler = AccountTests.account("E1001", .handler)
            handler.account.agent = lin
            try world.when(.account(.create(handler)))
            try world.when(.account(.create(AccountTests.account("E1002", .clerk))))
            try world.when(.account(.changeDepartment(AccountTests.department("tech", manager: clerk))))
        }
    }

    fileprivate static func account(_ name: String, _ roles: Role...) -> NewAccount {
        var created = AccountCreated()
        (created.name, created.roles) = (name, roles.map(\.code))
        return NewAccount(created)
    }

    private static func change(
        _ account: AccountOrdinal, _ roles: [String], agent: AgentOrdinal? = nil, department: String = "",
        isDisabled: Bool = false
    ) -> AccountCommand {
        var change = AccountChanged()
        (change.account, change.roles, change.agent) = (account, roles, agent)
        (change.department, change.isDisabled) = (department, isDisabled)
        return .change(change)
    }

    fileprivate static func department(_ code: String, manager: AccountOrdinal? = nil) -> DepartmentChanged {
        var change = DepartmentChanged()
        (change.department, change.name, change.manager) = (code, code, manager)
        return change
    }

    private static func token(
        _ account: AccountOrdinal, _ number: UInt8, _ purpose: String, expiresAt: Instant? = nil
    ) -> TokenIssued {
        var token = TokenIssued()
        (token.account, token.tokenHash) = (account, [UInt8](repeating: number, count: 32))
        (token.purpose, token.expiresAt) = (purpose, expiresAt)
        return token
    }

    private static func password(_ account: AccountOrdinal, _ verifier: UInt8) -> PasswordSet {
        var password = PasswordSet()
        (password.account, password.verifier) = (account, [verifier])
        return password
    }

    private static let nobody = AccountOrdinal(rawValue: 9)

    private static let refused: [(String, @Sendable (Staff) -> AccountCommand, @Sendable (Staff) -> Refusal)] = [
        ("a name that is taken", { _ in .create(account("admin", .clerk)) }, { _ in .accountExists("admin") }),
        ("no role", { _ in .create(account("x")) }, { _ in .roleMissing }),
        (
            "a role that there is not", { change($0.clerk, ["king"]) },
            { _ in .unknownRole("king", known: Role.allCases.map(\.code)) }
        ),
        (
            "a department that there is not", { change($0.clerk, ["clerk"], department: "sales") },
            { _ in .unknownDepartment("sales", known: ["tech"]) }
        ),
        (
            "an agent that there is not", { change($0.clerk, ["handler"], agent: AgentOrdinal(rawValue: 7)) },
            { _ in .unknownAgent(AgentOrdinal(rawValue: 7)) }
        ),
        (
            "an agent who is another's", { change($0.clerk, ["handler"], agent: $0.lin) },
            { .agentTaken($0.lin, by: $0.handler) }
        ),
        ("an account that there is not", { _ in change(nobody, ["clerk"]) }, { _ in .unknownAccount(nobody) }),
        (
            "the last administrator, disabled", { change($0.admin, ["administrator"], isDisabled: true) },
            { .lastAdministrator($0.admin) }
        ),
        (
            "the last administrator, as a clerk", { change($0.admin, ["clerk"]) }, { .lastAdministrator($0.admin) }
        ),
        (
            "a token of nobody", { _ in .issueToken(token(nobody, 1, "x"), checked: nil) },
            { _ in .unknownAccount(nobody) }
        ),
        (
            "a sign-in by an old password", { .issueToken(token($0.clerk, 1, "sign-in"), checked: [1]) },
            { .passwordChanged($0.clerk) }
        ),
        (
            "a password in place of an old one", { .setPassword(password($0.clerk, 2), replacing: [1], keeping: nil) },
            { .passwordChanged($0.clerk) }
        ),
        (
            "a token that there is not",
            {
                var revoked = TokenRevoked()
                revoked.account = $0.clerk
                return .revokeToken(revoked)
            }, { _ in .unknownToken }
        ),
        (
            "a manager who is nobody", { _ in .changeDepartment(department("tech", manager: nobody)) },
            { _ in .unknownAccount(nobody) }
        ),
    ]

    @Test("is refused what cannot be, by name")
    func refusals() throws {
        for (what, command, refusal) in Self.refused {
            var staff = try Staff()
            let given = Command.account(command(staff))
            var thrown: Refusal?
            do { try staff.world.when(given) } catch let error as Refusal { thrown = error }
            #expect(thrown == refusal(staff), "\(what)")
        }
    }

    @Test("that is disabled has no tokens, gets none, and takes no password")
    func disabled() throws {
        var staff = try Staff()
        try staff.world.when(.account(.issueToken(Self.token(staff.clerk, 1, "report"), checked: nil)))
        let past = staff.world.now.advanced(by: .seconds(1))
        try staff.world.when(.account(.issueToken(Self.token(staff.clerk, 2, "gone", expiresAt: past), checked: nil)))
        staff.world.now = past
        let events = try staff.world.when(.account(Self.change(staff.clerk, ["clerk"], isDisabled: true)))
        // What has expired needs no revoking.
        #expect(types(events) == [.accountChanged, .tokenRevoked])
        let again: [AccountCommand] = [
            .issueToken(Self.token(staff.clerk, 3, "x"), checked: nil),
            .setPassword(Self.password(staff.clerk, 2), replacing: nil, keeping: nil),
            .changeDepartment(Self.department("sales", manager: staff.clerk)),
        ]
        for command in again {
            let given = Command.account(command)
            let disabled = Refusal.accountDisabled(staff.clerk)
            #expect(throws: disabled) { try staff.world.when(given) }
        }
        #expect(try staff.world.when(.account(Self.change(staff.clerk, ["clerk"]))).count == 1)
        #expect(try staff.world.state.account(staff.clerk).tokens.map(\.purpose) == ["gone"])
    }

    @Test("that is disabled leaves its agent to another, and does not get it back")
    func agentOfNobody() throws {
        var staff = try Staff()
        try staff.world.when(.account(Self.change(staff.handler, ["handler"], agent: staff.lin, isDisabled: true)))
        try staff.world.when(.account(Self.change(staff.clerk, ["handler"], agent: staff.lin)))
        let again = Command.account(Self.change(staff.handler, ["handler"], agent: staff.lin))
        let refusal = Refusal.agentTaken(staff.lin, by: staff.clerk)
        #expect(throws: refusal) { try staff.world.when(again) }
    }

    @Test("that is disabled takes its agent off line, and what was only offered to them goes to others")
    func agentDisabled() throws {
        var staff = try Staff()
        let kept = try staff.world.submit()
        let accepted = Command.accept(kept, staff.lin)
        try staff.world.when(accepted)
        let offered = try staff.world.submit()
        #expect(staff.world.holder(offered) == staff.lin)
        let wang = try staff.world.agent("wang", capacity: 1)
        let waiting = try staff.world.submit()
        let lost = [offered, waiting].filter { staff.world.holder($0) == staff.lin }
        let disabled = Command.account(Self.change(staff.handler, ["handler"], agent: staff.lin, isDisabled: true))
        let events = types(try staff.world.when(disabled))
        #expect(Array(events.prefix(2)) == [.accountChanged, .presenceChanged])
        #expect(events.count { $0 == .assignmentWithdrawn } == lost.count && !lost.isEmpty)
        #expect(staff.world.holder(kept) == staff.lin)
        #expect([offered, waiting].allSatisfy { staff.world.holder($0) != staff.lin })
        // One has gone to wang, who takes no more.
        #expect(try staff.world.state.agent(wang).open == 1)
        let back = Command.changePresence(staff.lin, .online)
        let refusal = Refusal.accountDisabled(staff.handler)
        #expect(throws: refusal) { try staff.world.when(back) }
        #expect(staff.world.state.resume(at: staff.world.now).isEmpty)
    }

    @Test("may cease to be an administrator's once there is another")
    func administrators() throws {
        var staff = try Staff()
        try staff.world.when(.account(Self.change(staff.clerk, ["administrator"])))
        #expect(try staff.world.when(.account(Self.change(staff.admin, ["auditor"]))).count == 1)
        let last = Command.account(Self.change(staff.clerk, ["administrator"], isDisabled: true))
        let refusal = Refusal.lastAdministrator(staff.clerk)
        #expect(throws: refusal) { try staff.world.when(last) }
        // Whoever may write the directory is above that.
        let events = try staff.world.when(.account(.restoreAdministrator(tokenHash: [UInt8](repeating: 7, count: 32))))
        #expect(types(events) == [.accountChanged, .tokenIssued])
        #expect(try staff.world.state.account(staff.admin).roles == ["auditor", "administrator"])
        let renewed = try staff.world.when(
            .account(.restoreAdministrator(tokenHash: [UInt8](repeating: 8, count: 32))))
        #expect(types(renewed) == [.tokenRevoked, .tokenIssued])
    }

    @Test("with a new password is signed out everywhere but where it was changed")
    func passwords() throws {
        var staff = try Staff()
        for (number, purpose) in [(1, "sign-in"), (2, "sign-in"), (3, "report")] {
            let token = Self.token(staff.clerk, UInt8(number), purpose)
            try staff.world.when(.account(.issueToken(token, checked: number == 3 ? nil : [])))
        }
        let kept = [UInt8](repeating: 2, count: 32)
        let own = try staff.world.when(
            .account(.setPassword(Self.password(staff.clerk, 5), replacing: [], keeping: kept)))
        #expect(types(own) == [.passwordSet, .tokenRevoked])
        let others = try staff.world.when(
            .account(.setPassword(Self.password(staff.clerk, 6), replacing: nil, keeping: nil)))
        #expect(types(others) == [.passwordSet, .tokenRevoked])
        #expect(try staff.world.state.account(staff.clerk).tokens.map(\.purpose) == ["report"])
    }

    @Test("has so many tokens, and is signed in on so many devices, of which the first gives way")
    func limits() throws {
        var staff = try Staff()
        for number in 1...UInt8(AccountLimits.signInsMax) {
            let token = Self.token(staff.clerk, number, "sign-in")
            #expect(types(try staff.world.when(.account(.issueToken(token, checked: [])))) == [.tokenIssued])
        }
        let next = Self.token(staff.clerk, 100, "sign-in")
        #expect(types(try staff.world.when(.account(.issueToken(next, checked: [])))) == [.tokenRevoked, .tokenIssued])
        let hashes = try staff.world.state.account(staff.clerk).tokens.map(\.hash[0])
        #expect(hashes == Array(2...UInt8(AccountLimits.signInsMax)) + [100])
        for number in 101...UInt8(100 + AccountLimits.tokensMax) {
            try staff.world.when(.account(.issueToken(Self.token(staff.clerk, number, "x"), checked: nil)))
        }
        let over = Command.account(.issueToken(Self.token(staff.clerk, 200, "x"), checked: nil))
        let refusal = Refusal.tooManyTokens(limit: AccountLimits.tokensMax)
        #expect(throws: refusal) { try staff.world.when(over) }
    }

    @Test("comes with an agent of its own and a first password, in one")
    func profile() throws {
        var staff = try Staff()
        var new = Self.account("E1003", .handler)
        var profile = AgentChanged()
        (profile.agent, profile.capacity) = (staff.world.state.nextAgent, 3)
        (profile.identifier, profile.name) = ("E1003", "王强")
        (new.profile, new.verifier) = (profile, [1, 2, 3])
        let events = try staff.world.when(.account(.create(new)))
        #expect(types(events) == [.agentChanged, .accountCreated, .passwordSet])
        let made = try staff.world.state.account(AccountOrdinal(rawValue: 4))
        #expect(made.agent == profile.agent && made.verifier == [1, 2, 3])
        // An agent that there is does not become another's by mistake.
        new.account.name = "E1004"
        profile.agent = staff.lin
        profile.identifier = "lin"
        new.profile = profile
        let taken = Command.account(.create(new))
        let refusal = Refusal.identifierTaken("lin", by: staff.lin)
        #expect(throws: refusal) { try staff.world.when(taken) }
    }

    @Test("that is so already, and a department that is, make no event")
    func unchanged() throws {
        var staff = try Staff()
        #expect(try staff.world.when(.account(Self.change(staff.clerk, ["clerk"]))).isEmpty)
        let same = Command.account(.changeDepartment(Self.department("tech", manager: staff.clerk)))
        #expect(try staff.world.when(same).isEmpty)
    }
}
