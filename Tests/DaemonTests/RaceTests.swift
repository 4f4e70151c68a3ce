import DaemonHarness
import Events
import Foundation
import JSONText
import TemporaryFolders
import Testing

@Suite("Many at once", .timeLimit(.minutes(10)))
struct RaceTests {
    private static let agents = ["lin", "wang", "zhao", "chen", "sun", "he"]
    private static let capacity = 20
    private static let tickets = 200

    @Test("accept and decline the same tickets: never do two hold one, and nobody holds more than they can")
    func race() async throws {
        let daemon = try await RunningDaemon.new()
        let client = daemon.client
        for agent in Self.agents { try await client.introduce(agent, capacity: Self.capacity) }
        let lines = (0..<Self.tickets).map { _ in Requests.submission().text }.joined(separator: "\n")
        let made = try await client.send("POST", "/v1/tickets/batch", ["Content-Type": "application/x-ndjson"], lines)
        let numbers = made.lines.compactMap { $0.text("ticket", "number") }
        #expect(numbers.count == Self.tickets)

        for round in 1...3 {
            let winners = try await Self.race(client, numbers)
            #expect(winners.values.allSatisfy { $0.count == 1 }, "round \(round): \(winners)")
            // Whoever has won finishes, and whoever waits gets a turn.
            for (number, agents) in winners {
                let done = try await client.act(number, "resolve", as: agents[0], ["solution": "已处理"])
                #expect(done.status == 200)
            }
        }
        let workloads = try await client.get("/v1/workloads").elements("items")
        #expect(workloads.allSatisfy { $0.number("accepted") == 0 })
        #expect(await daemon.stop() == 0)

        #expect(try LoggedEvents.violations(daemon.folder["data/log"]).isEmpty)
        let events = try LoggedEvents.read(daemon.folder["data/log"]).map(\.event)
        #expect(events.contains { $0 is OfferAccepted } && events.contains { $0 is OfferDeclined })
    }

    /// Everybody wants and refuses everything at the same time. Returns who was told that they have a ticket.
    private static func race(_ client: DaemonClient, _ numbers: [String]) async throws -> [String: [String]] {
        try await withThrowingTaskGroup(of: (String, String, action: String, status: Int).self) { group in
            for number in numbers {
                for agent in agents {
                    for action in ["accept", "decline"] {
                        let more: JSON = action == "accept" ? [:] : ["reason": "手头工单已满"]
                        group.addTask {
                            (number, agent, action, try await client.act(number, action, as: agent, more).status)
                        }
                    }
                }
            }
            var winners: [String: [String]] = [:]
            for try await (number, agent, action, status) in group {
                #expect([200, 409].contains(status))
                if action == "accept", status == 200 { winners[number, default: []].append(agent) }
            }
            return winners
        }
    }
}
