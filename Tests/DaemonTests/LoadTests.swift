import DaemonHarness
import Events
import Foundation
import JSONText
import TemporaryFolders
import Testing

@Suite("Under load", .timeLimit(.minutes(10)))
struct LoadTests {
    @Test("a client that does not read its events holds up nobody, and then still gets every one")
    func slowClient() async throws {
        let daemon = try await RunningDaemon.new()
        let client = daemon.client
        // Nobody asks for its body yet, so the sockets between fill up.
        let slow = try await EventFollower.asked(client, .lines)
        let quick = try await EventFollower(client)
        let lines = (1...10_000).map { Requests.submission("第\($0)位客户请问").text }.joined(separator: "\n")
        let type = ["Content-Type": "application/x-ndjson"]
        _ = try await client.send("POST", "/v1/tickets/batch", type, lines)
        let made = try await client.post("/v1/tickets", Requests.outage)
        let last = try #require(made.sequence)
        #expect(last > 40_000)
        #expect(try await quick.events(through: last).map(\.sequence) == Array(1...last))
        let late = EventFollower(reading: slow, .lines)
        #expect(try await late.events(through: last).map(\.sequence) == Array(1...last))
        #expect(await daemon.stop() == 0)
    }

    @Test("a client that does not read its events does not keep the daemon from stopping", arguments: [true, false])
    func slowClientAtTheEnd(_ isTold: Bool) async throws {
        let daemon = try await RunningDaemon.new("--log-level", "debug")
        let client = daemon.client
        let slow = try await EventFollower.asked(client, isTold ? .serverSent : .lines)
        let lines = (1...10_000).map { Requests.submission("第\($0)位客户请问").text }.joined(separator: "\n")
        let type = ["Content-Type": "application/x-ndjson"]
        _ = try await client.send("POST", "/v1/tickets/batch", type, lines)
        #expect(await daemon.stop() == 0)
        #expect(await !daemon.program.errors.contains("took longer"))
        withExtendedLifetime(slow) {}
    }

    @Test("it is told to stop: what was answered is durable, what was not was not done, and the address is gone")
    func stops() async throws {
        let daemon = try await RunningDaemon.new()
        let client = daemon.client
        let outcomes = try await withThrowingTaskGroup(of: [String].self) { group in
            for sender in 0..<50 { group.addTask { await Self.submitUntilRefused(client, sender) } }
            // The first answers are there, and hundreds of requests on their way.
            let follower = try await EventFollower(client)
            _ = try await follower.events(through: 500)
            daemon.program.signal(SIGTERM)
            return try await group.reduce(into: [String]()) { $0 += $1 }
        }
        #expect(await daemon.program.status == 0)
        #expect(!daemon.folder.has("data/address"))
        let events = try LoggedEvents.read(daemon.folder["data/log"])
        let submitted = events.compactMap { $0.event as? TicketSubmitted }.map(\.number)
        #expect(submitted.count > 50 && Set(submitted).count == submitted.count)
        #expect(outcomes.sorted() == submitted.sorted())
        let again = try await RunningDaemon(on: daemon.folder)
        #expect(try await again.client.get("/v1/queue").number("total") == UInt64(submitted.count))
        #expect(await again.stop() == 0)
    }

    /// Returns the numbers of the tickets that were answered for.
    private static func submitUntilRefused(_ client: DaemonClient, _ sender: Int) async -> [String] {
        var numbers: [String] = []
        while let answer = try? await client.post("/v1/tickets", Requests.submission("请问", name: "客户\(sender)")) {
            guard answer.status == 201, let number = answer.text("number") else {
                #expect(answer.status == 503 && answer.problem == "stopping")
                break
            }
            numbers.append(number)
        }
        return numbers
    }
}
