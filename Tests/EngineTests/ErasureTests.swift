import Domain
import Engine
import Events
import Foundation
import Projections
import TemporaryFolders
import Testing

@Suite("Erasure")
struct ErasureTests {
    private static let ticket = TicketOrdinal(rawValue: 1)
    private static let customer = CustomerOrdinal(rawValue: 1)

    @Test("lasts when an older log is put beside the vault, which then opens all the same")
    func olderLog() async throws {
        let world = try EngineWorld()
        try await world.run { engine in
            _ = try await engine.perform(.submit(intake("请问")), for: clerk)
        }
        try world.folder.copy("log", to: "older")
        try await world.run { engine in
            _ = try await engine.perform(.erase(Self.customer), for: clerk)
            #expect(try await engine.texts(of: Self.ticket) == nil)
        }
        try FileManager.default.removeItem(atPath: world.folder["log"])
        try world.folder.copy("older", to: "log")
        try await world.run { engine in
            #expect(try await engine.texts(of: Self.ticket) == nil)
            // Whoever comes again is somebody new.
            let again = try await engine.perform(.submit(intake("请问")), for: clerk)
            #expect(try await engine.texts(of: try #require(again.ticket))?.customer.name == "张三")
        }
    }

    @Test("changes the tickets' revisions, so that nobody keeps what they read before")
    func revisions() async throws {
        let world = try EngineWorld()
        try await world.run { engine in
            _ = try await engine.perform(.submit(intake("请问")), for: clerk)
            let before = await engine.look { $0.tickets[Self.ticket]?.revision }
            _ = try await engine.perform(.reveal(Self.ticket, reason: "回访"), for: clerk)
            #expect(await engine.look { $0.tickets[Self.ticket]?.revision } == before)
            _ = try await engine.perform(.erase(Self.customer), for: clerk)
            #expect(await engine.look { $0.tickets[Self.ticket]?.revision ?? 0 } > before ?? 0)
        }
    }

    @Test("leaves others known: a repeat after a restart knows the customer as the first time did")
    func repeats() async throws {
        let world = try EngineWorld()
        let key = CallerKey(scope: [UInt8](repeating: 1, count: 16), content: [UInt8](repeating: 2, count: 16))
        let caller = Caller(kind: .account, account: 1, key: key)
        try await world.run { engine in
            _ = try await engine.perform(.submit(intake("请问")), for: clerk)
            let first = try await engine.perform(.submit(intake("请问")), for: caller)
            #expect(first.customer?.name == "张三")
        }
        try await world.run { engine in
            let again = try await engine.perform(.submit(intake("请问")), for: caller)
            #expect(again.isRepeated && again.customer?.name == "张三")
        }
    }
}
