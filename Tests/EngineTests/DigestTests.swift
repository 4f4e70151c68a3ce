import Bytes
import Engine
import Events
import Foundation
import Projections
import SegmentLog
import TemporaryFolders
import Testing

@Suite("The digest of what is projected", .timeLimit(.minutes(10)))
struct DigestTests {
    private static let customer = CustomerOrdinal(rawValue: 1)
    private static let lin = AgentOrdinal(rawValue: 1)

    /// What another process makes of a log: how far it goes, and the digest.
    private static func replayed(_ log: String) throws -> String {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: tests).deletingLastPathComponent()
            .appendingPathComponent("paidan-bench")
        process.arguments = ["digest", log]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: said, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    /// The work on a ticket is done, and its customer says what they think of it.
    private static func rate(_ ticket: TicketOrdinal, _ engine: Engine<SegmentLog>) async throws {
        let holder = try #require(await engine.look { $0.tickets[ticket]?.holder })
        _ = try await engine.perform(.accept(ticket, holder), for: clerk)
        _ = try await engine.perform(.resolve(ticket, holder, solution: "好了"), for: clerk)
        _ = try await engine.perform(.rate(ticket, .satisfied, comment: ""), for: clerk)
        #expect(await engine.look { $0.ratings[holder][.satisfied] } > 0)
    }

    @Test("is the same in every process that replays a log, and after an erasure that of the process that went on")
    func processes() async throws {
        let world = try EngineWorld()
        var digests: Set<String> = []
        for round in 0..<3 {
            let live = try await world.run { engine in
                // Dozens of everything that dictionaries hold.
                for number in 0..<40 {
                    let name = "a\(round)-\(number)"
                    let agent = try await engine.perform(
                        .changeAgent(agent(0, name, skills: [Skill(name: "系统故障", level: 3)])), for: clerk
                    ).agent
                    _ = try await engine.perform(.changePresence(try #require(agent), .online), for: clerk)
                    _ = try await engine.perform(
                        .submit(intake("系统故障，无法登录", contact: "138\(round)\(number)0000")), for: clerk)
                }
                try await Self.rate(TicketOrdinal(rawValue: UInt64(round) + 2), engine)
                if round == 2 { _ = try await engine.perform(.erase(Self.customer, reason: "R-1"), for: clerk) }
                return await engine.look { "\($0.sequence) \(Hex.encode($0.digest))" }
            }
            let first = try Self.replayed(world.folder["log"])
            let second = try Self.replayed(world.folder["log"])
            #expect(first == live && second == live)
            let again = try await world.run { engine in
                await engine.look { "\($0.sequence) \(Hex.encode($0.digest))" }
            }
            #expect(again == live)
            digests.insert(live)
        }
        #expect(digests.count == 3, "other events have another digest")
    }
}
