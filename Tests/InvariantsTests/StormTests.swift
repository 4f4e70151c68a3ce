import Engine
import Events
import Invariants
import Policies
import Testing

@Suite("A storm of commands", .timeLimit(.minutes(10)))
struct StormTests {
    /// Random commands from a seed, possible and not, with restarts between; the auditor reads what they left.
    @Test("leaves a log in which every invariant holds", arguments: 1...12)
    func storm(_ seed: UInt64) async throws {
        let world = try StormWorld(seed: seed)
        var storm = Storm(seed: seed, world: world)
        for part in 0..<3 {
            try await world.run { engine in
                if part == 0 { try await storm.begin(engine) }
                try await storm.blow(800, engine)
            }
        }
        let auditor = try world.audit()
        #expect(auditor.violations.isEmpty, "seed \(seed): \(Self.told(auditor))")
        #expect(storm.carriedOut > 800 && storm.refused > 100, "seed \(seed)")
        #expect(auditor.ticketCount > 100 && auditor.eventCount > 2_000, "seed \(seed)")
    }

    private static func told(_ auditor: Auditor) -> String {
        let first = auditor.violations.prefix(12).map { violation in
            let ticket = violation.ticket.map { "ticket \($0.rawValue)" } ?? ""
            let agent = violation.agent.map { "agent \($0.rawValue)" } ?? ""
            return "\(violation.sequence) \(violation.invariant.rawValue) \(ticket) \(agent): "
                + violation.expected.english
        }
        return "\(auditor.violationCount)\n" + first.joined(separator: "\n")
    }
}
