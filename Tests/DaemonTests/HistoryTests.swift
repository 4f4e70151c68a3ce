import DaemonHarness
import Events
import JSONText
import TemporaryFolders
import Testing

@Suite("History", .timeLimit(.minutes(10)))
struct HistoryTests {
    private static let type = ["Content-Type": "application/x-ndjson"]

    private static func step(_ action: String, _ at: String, agent: String = "") -> JSON {
        let step: JSON = ["action": .string(action), "at": .string("2025-03-\(at)Z")]
        return agent.isEmpty ? step : step.with("agent", .string(agent))
    }

    private static func past(_ name: String, _ steps: JSON...) -> JSON {
        [
            "source": "old-desk", "case": .string(name), "submittedAt": "2025-03-02T01:00:00Z", "channel": "phone",
            "category": "系统故障", "steps": .array(steps),
        ]
    }

    private static func cases(_ count: Int) -> String {
        (1...count).map { number in
            past(
                "A-\(number)", step("accepted", "02T01:15:00", agent: "zhao-\(number % 7)"),
                step("reassigned", "02T02:00:00"), step("accepted", "02T02:00:00", agent: "qian"),
                step("resolved", "02T03:30:00", agent: "qian"), step("closed", "03T01:00:00")
            ).text
        }.joined(separator: "\n")
    }

    private static func bring(_ client: DaemonClient, _ lines: String) async throws -> Answer {
        try await client.send("POST", "/v1/import", type, lines)
    }

    @Test("is brought once, also when the daemon is killed in the middle, and nothing follows from it")
    func killed() async throws {
        let folder = try TemporaryFolder()
        var daemon = try await RunningDaemon(on: folder)
        // Somebody is there, and something waits for them: neither is history's business.
        try await daemon.client.introduce("qian", capacity: 1)
        _ = try await daemon.client.submit()
        let waiting = try await daemon.client.submit()
        let before = try await daemon.client.get("/v1/workloads").elements("items").first
        let lines = Self.cases(2_000)
        let (client, first) = (daemon.client, Task { [client = daemon.client] in try await Self.bring(client, lines) })
        while try await client.get("/v1/tickets?lifeCycle=closed&limit=1").elements("items").isEmpty {}
        await daemon.kill()
        _ = try? await first.value

        daemon = try await RunningDaemon(on: folder)
        let answer = try await Self.bring(daemon.client, lines)
        let made = answer.lines.count { $0.number("status") == 201 }
        let existing = answer.lines.count { $0.number("status") == 200 && $0["existing"] != nil }
        #expect(made + existing == 2_000 && existing > 0)
        #expect(Set(answer.lines.map { $0.text("number") }).count == 2_000)
        let again = try await Self.bring(daemon.client, lines)
        #expect(again.lines.allSatisfy { $0.number("status") == 200 })
        #expect(again.lines.map { $0.text("number") } == answer.lines.map { $0.text("number") })

        let client2 = daemon.client
        #expect(try await client2.get("/v1/queue").elements("items").map { $0.text("number") } == [waiting])
        let load = try await client2.get("/v1/workloads").elements("items").first { $0.text("agent") == "qian" }
        #expect(load?.number("open") == before?.number("open") && load?.number("offered") == 1)
        #expect(await daemon.stop() == 0)
        let events = try LoggedEvents.read(daemon.data + "/log").map(\.event)
        #expect(events.count { $0 is TicketSubmitted } == 2_002)
        #expect(events.count { $0 is AssignmentWithdrawn } == 2_000)
        #expect(events.count { ($0 as? TicketClosed)?.closing == .elsewhere } == 2_000)
        #expect(events.count { $0 is SurveySent } == 0)
        #expect(try LoggedEvents.violations(daemon.data + "/log").isEmpty)
    }

    @Test("is read like any ticket, with the times at which it really happened")
    func read() async throws {
        let daemon = try await RunningDaemon.new()
        let client = daemon.client
        let line = Self.past(
            "A-1", Self.step("accepted", "02T01:15:00", agent: "zhao"), Self.step("closed", "03T01:00:00")
        ).with("people", [["id": "zhao", "name": "赵敏"]]).with("customer", "M-77").with("description", "打印机卡纸")
        let number = try #require(try await Self.bring(client, line.text).lines.first?.text("number"))
        #expect(number == "202503-001")
        let ticket = try await client.get("/v1/tickets/\(number)")
        #expect(ticket.text("submittedAt") == "2025-03-02T01:00:00.000Z")
        #expect(ticket.text("closedAt") == "2025-03-03T01:00:00.000Z" && ticket.text("lifeCycle") == "closed")
        #expect(ticket.text("source") == "old-desk" && ticket.text("sourceCase") == "A-1")
        #expect(ticket.json["past"] != nil && ticket.text("description") == "打印机卡纸" && ticket.text("agent") == "zhao")
        let events = try await client.get("/v1/tickets/\(number)/events").elements("items")
        #expect(
            events.map { $0.text("occurredAt")?.dropFirst(8).prefix(8) } == [
                "02T01:00", "02T01:00", "02T01:00", "02T01:15", "02T01:15", "03T01:00",
            ])
        #expect(try await client.get("/v1/tickets/\(number)/deadlines").elements("items").isEmpty)
        #expect(try await client.get("/v1/tickets/\(number)/decisions").elements("items").isEmpty)
        let agent = try await client.get("/v1/agents/zhao")
        #expect(agent.text("name") == "赵敏" && agent.text("source") == "old-desk" && agent.text("presence") == "offline")
        #expect(agent.elements("skills").first?.text("since") == "2025-03-02T01:15:00.000Z")
        // Whom people change is known from more than the record.
        let changed = try await client.put("/v1/agents/zhao", ["name": "赵敏"])
        #expect(changed.status == 200 && changed.text("source") == nil)
        #expect(await daemon.stop() == 0)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var line: String
        var status: UInt64
        var faults: [String]

        init(_ line: JSON, _ status: UInt64 = 422, _ faults: String...) {
            (self.line, self.status, self.faults) = (line.text, status, faults)
        }

        var testDescription: String { String(line.prefix(200)) }
    }

    static let rows: [Row] = [
        Row(past("A-1"), 201),
        Row([:], 422, "/source", "/case", "/channel", "/submittedAt"),
        Row([], 422, ""),
        Row(past("A-2").with("channel", "telegram"), 422, "/channel"),
        Row(past("A-2").with("category", "Category 26"), 422, "/category"),
        Row(past("A-2").with("priority", "highest"), 422, "/priority"),
        Row(past("A-2").with("submittedAt", "2025-03-02"), 422, "/submittedAt"),
        Row(past("A-2").with("submittedAt", "1969-12-31T23:59:59Z"), 422, "/submittedAt"),
        Row(past("A-2").with("submittedAt", "2999-01-01T00:00:00Z"), 422, "/submittedAt"),
        Row(past("A-2").with("steps", .object([])), 422, "/steps"),
        Row(past("A-2").with("other", true), 422, "/other"),
        Row(past("A-2").with("case", .string(String(repeating: "a", count: 129))), 422, "/case"),
        Row(past("A-2", step("exploded", "02T02:00:00")), 422, "/steps/0/action"),
        Row(past("A-2", step("accepted", "02T02:00:00")), 422, "/steps/0/agent"),
        Row(past("A-2", step("accepted", "02T02:00:00", agent: "../x")), 422, "/steps/0/agent"),
        Row(past("A-2", step("closed", "02T02:00:00", agent: "li")), 422, "/steps/0/agent"),
        Row(past("A-2", step("classified", "02T02:00:00")), 422, "/steps/0/category"),
        Row(past("A-2", step("closed", "01T02:00:00")), 422, "/steps/0/at"),
        Row(past("A-2", step("escalated", "03T02:00:00"), step("closed", "02T02:00:00")), 422, "/steps/1/at"),
        Row(past("A-2", ["action": "closed", "at": "2999-01-01T00:00:00Z"]), 422, "/steps/0/at"),
        Row(past("A-2", step("reassigned", "02T02:00:00")), 422, "/steps/0/action"),
        Row(
            past("A-2", step("accepted", "02T02:00:00", agent: "li"), step("accepted", "02T02:00:00", agent: "wu")),
            422,
            "/steps/1/agent"),
        Row(past("A-2", step("closed", "02T02:00:00"), step("closed", "02T02:00:00")), 422, "/steps/1/action"),
        Row(
            past("A-2").with("steps", .array([JSON](repeating: step("escalated", "02T02:00:00"), count: 1_001))), 422,
            "/steps"),
        Row(past("A-1", step("closed", "02T02:00:00")), 200),
    ]

    @Test("is refused line by line, by name and place, and what is refused leaves nothing")
    func refused() async throws {
        let daemon = try await RunningDaemon.new()
        let lines = Self.rows.map(\.line) + ["{", ""]
        let answer = try await Self.bring(daemon.client, lines.joined(separator: "\n") + "\n")
        #expect(answer.status == 200 && answer.lines.count == lines.count)
        for (row, said) in zip(Self.rows, answer.lines) {
            #expect(said.number("status") == row.status, "\(row): \(said.text)")
            let faults = (said["problem"]?.elements("errors") ?? []).compactMap { $0.text("pointer") }
            #expect(Set(faults) == Set(row.faults), "\(row): \(said.text)")
        }
        #expect(answer.lines.suffix(2).allSatisfy { $0.number("status") == 400 })
        #expect(try await daemon.client.get("/v1/tickets").elements("items").count == 1)
        #expect(try await daemon.client.get("/v1/agents").elements("items").isEmpty)
        #expect(await daemon.stop() == 0)
    }

    @Test("is refused whole where there is too much of it, or it is none")
    func whole() async throws {
        let daemon = try await RunningDaemon.new()
        let client = daemon.client
        let many = try await Self.bring(client, String(repeating: "{}\n", count: 10_001))
        #expect(many.status == 413 && many.problem == "too-large")
        let other = try await client.send("POST", "/v1/import", ["Content-Type": "application/json"], "{}")
        #expect(other.status == 415)
        let unknown = try await client.send("POST", "/v1/import?source=x", Self.type, "{}")
        #expect(unknown.status == 422 && unknown.faults == ["unknown ?source"])
        #expect(await daemon.stop() == 0)
    }
}
