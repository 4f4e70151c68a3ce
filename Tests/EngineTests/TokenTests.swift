import Domain
import Engine
import Events
import Projections
import Testing

@Suite("A token")
struct TokenTests {
    @Test("opens the account until it expires by the engine's clock, also after a restart")
    func expiry() async throws {
        let world = try EngineWorld()
        let hash = [UInt8](repeating: 7, count: 32)
        try await world.run { engine in
            var account = AccountCreated()
            (account.name, account.roles) = ("E1001", ["clerk"])
            _ = try await engine.perform(.account(.create(NewAccount(account))), for: clerk)
            var token = TokenIssued()
            (token.account, token.tokenHash) = (AccountOrdinal(rawValue: 1), hash)
            token.expiresAt = engine.now.advanced(by: .seconds(60))
            _ = try await engine.perform(.account(.issueToken(token, checked: nil)), for: clerk)
            #expect(engine.registry.withAccounts { $0.bearer(tokenHash: hash, at: engine.now) != nil })
        }
        world.clock.advance(by: .seconds(59))
        try await world.run { engine in
            #expect(
                engine.registry.withAccounts { $0.bearer(tokenHash: hash, at: engine.now)?.account.name } == "E1001")
            world.clock.advance(by: .seconds(1))
            #expect(engine.registry.withAccounts { $0.bearer(tokenHash: hash, at: engine.now) == nil })
            #expect(engine.registry.withAccounts { $0.tokens(of: AccountOrdinal(rawValue: 1), at: engine.now) }.isEmpty)
        }
    }

    @Test("of an account that is disabled opens nothing")
    func disabled() async throws {
        let world = try EngineWorld()
        let hash = [UInt8](repeating: 7, count: 32)
        try await world.run { engine in
            var account = AccountCreated()
            (account.name, account.roles, account.tokenHash) = ("E1001", ["clerk"], hash)
            _ = try await engine.perform(.account(.create(NewAccount(account))), for: clerk)
            var change = AccountChanged()
            (change.account, change.roles, change.isDisabled) = (AccountOrdinal(rawValue: 1), ["clerk"], true)
            _ = try await engine.perform(.account(.change(change)), for: clerk)
            #expect(engine.registry.withAccounts { $0.bearer(tokenHash: hash, at: engine.now) == nil })
            change.isDisabled = false
            _ = try await engine.perform(.account(.change(change)), for: clerk)
            #expect(engine.registry.withAccounts { $0.bearer(tokenHash: hash, at: engine.now) == nil })
        }
    }
}
