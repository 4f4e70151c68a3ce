import DaemonHarness
import JSONText
import Testing

@Suite("One ticket over HTTP", .timeLimit(.minutes(10)))
struct WholeWayTests {
    private static let way = [
        "ticket-submitted", "ticket-classified", "ticket-prioritised", "review-requested", "offer-made",
        "offer-accepted",
        "progress-recorded", "ticket-resolved", "ticket-rated", "ticket-closed",
    ]

    @Test("goes from the customer's words to the grade, and whoever follows sees each event once, live")
    func wholeWay() async throws {
        let daemon = try await RunningDaemon.new()
        let client = daemon.client
        let follower = try await EventFollower(client)
        try await client.introduce("lin", Requests.lin)

        let number = try await submit(client)
        try await showsTheOffer(client, number)
        try await work(client, number)
        try await showsTheEnd(client, number)

        let events = try await client.get("/v1/tickets/\(number)/events")
        let types = events.elements("items").compactMap { $0.text("type") }
        #expect(types.filter { !Self.isByItself($0) } == Self.way)
        #expect(events.elements("items").allSatisfy { $0.text("ticket") == number })
        let accepted = events.elements("items").first { $0.text("type") == "offer-accepted" }
        #expect(accepted?.text("onBehalfOf") == "lin" && accepted?.text("actor") == "account:admin")
        let last = try #require(events.sequence)
        let seen = try await follower.events(through: last)
        #expect(seen.map(\.sequence) == Array(1...last))
        #expect(
            seen.prefix(6).map(\.type)
                == [
                    "policy-published", "account-created", "department-changed", "agent-changed", "presence-changed",
                    "customer-registered",
                ])
        let own = seen.filter { $0.json.text("ticket") == number }
        #expect(own.map(\.json.text) == events.elements("items").map { Self.withoutTexts($0).text })
        tells(events)
        try await reveals(client, number)
        #expect(await daemon.stop() == 0)
    }

    private func submit(_ client: DaemonClient) async throws -> String {
        let made = try await client.post("/v1/tickets", Requests.outage)
        let number = try #require(made.text("number"))
        #expect(made.status == 201)
        #expect(made.header("Location") == "/v1/tickets/\(number)")
        #expect(made.header("ETag") == "\"\(made.number("revision") ?? 0)\"")
        #expect(try #require(made.sequence) >= (try #require(made.number("revision"))))
        #expect(number.wholeMatch(of: /\d{6}-001/) != nil)
        #expect(made.text("category") == "系统故障" && made.text("priority") == "urgent")
        #expect(made.text("lifeCycle") == "offered" && made.text("stage") == "" && made.text("agent") == "lin")
        #expect(made.text("offer", "agentName") == "林静" && made.json["queued"] == nil)
        #expect(
            made.text("offer", "reason")?.hasPrefix("技能匹配 80.0%，负荷余量 100.0%，近期在线") ?? false)
        return number
    }

    private func showsTheOffer(_ client: DaemonClient, _ number: String) async throws {
        let ticket = try await client.get("/v1/tickets/\(number)")
        #expect(ticket.text("customer", "name") == "张**" && ticket.text("customer", "contact") == "138****5678")
        #expect(ticket.text("customer", "tier") == "VIP" && ticket.text("notes") == "后门进,回拨 *******7788。")
        #expect(ticket.text("urgency") == "高" && ticket.text("orderNumber") == "D2026112100417")
        let unchanged = try await client.get(
            "/v1/tickets/\(number)", ["If-None-Match": try #require(ticket.header("ETag"))])
        #expect(unchanged.status == 304 && unchanged.body.isEmpty)
        let other = try await client.get(
            "/v1/tickets/\(number)", ["If-None-Match": "\"\(ticket.number("revision") ?? 0)-0\""])
        #expect(other.status == 200 && other.header("ETag") == ticket.header("ETag"))

        let decisions = try await client.get("/v1/tickets/\(number)/decisions").elements("items")
        #expect(decisions.map { $0.text("outcome") } == ["offered"])
        #expect(decisions.first?.number("eligible") == 1)
        let candidate = try #require(decisions.first?.elements("candidates").first)
        #expect(candidate.text("agent") == "lin" && candidate.number("score") == ticket.number("offer", "score"))
        #expect(
            candidate.elements("terms").map { $0.text("dimension") } == [
                "skill", "load", "presence", "region", "experience", "preferred", "affinity",
            ])

        let deadlines = try await client.get("/v1/tickets/\(number)/deadlines").elements("items")
        #expect(deadlines.map { $0.text("deadline") } == ["response", "acceptance", "offer"])
        #expect(deadlines.allSatisfy { $0.text("state") == "running" })
        #expect(deadlines.last?.text("dueAt") == ticket.text("offer", "expiresAt"))
        #expect(deadlines.first?.text("startedAt") == ticket.text("submittedAt"))

        // Whatever else comes in waits: nobody can do it.
        let waiting = try await client.submit(Requests.submission("想退货,运费谁承担?"))
        let queue = try await client.get("/v1/queue")
        #expect(queue.number("total") == 1 && queue.elements("items").first?.text("number") == waiting)
        #expect(queue.elements("items").first?.text("queued", "because") == "nobody-eligible")
        #expect(try await workload(client) == "1 open, 1 offered, 0 accepted of 3")
    }

    /// PR-3: what was written is there to be read, without the customer's name.
    private func tells(_ events: Answer) {
        let told: [(type: String, text: String, words: String)] = [
            ("progress-recorded", "note", "正在为张**远程排查"), ("ticket-resolved", "solution", "重启收银网关后恢复"),
            ("ticket-rated", "comment", "很快，回拨 138****5678"),
        ]
        for (type, text, words) in told {
            let event = events.elements("items").first { $0.text("type") == type }
            #expect(event?.text("data", text) == words, "\(type)")
        }
    }

    /// As the stream has it.
    private static func withoutTexts(_ event: JSON) -> JSON {
        guard case .object(let facts)? = event["data"], case .object(let members) = event else { return event }
        let texts = [
            "note", "solution", "comment", "reason", "words", "description", "expectedResult", "contactPerson",
            "address", "notes",
        ]
        let data = JSON.object(facts.filter { !texts.contains($0.name) })
        return .object(members.map { $0.name == "data" ? ("data", data) : $0 })
    }

    /// Clocks, notices and surveys: they follow by themselves.
    private static func isByItself(_ type: String) -> Bool {
        ["deadline-", "notification-", "survey-"].contains { type.hasPrefix($0) }
    }

    private func workload(_ client: DaemonClient) async throws -> String {
        let lin = try #require(try await client.get("/v1/workloads").elements("items").first)
        let counts = ["open", "offered", "accepted", "capacity"].map { lin.number($0) ?? 99 }
        return "\(counts[0]) open, \(counts[1]) offered, \(counts[2]) accepted of \(counts[3])"
    }

    private func work(_ client: DaemonClient, _ number: String) async throws {
        let accepted = try await client.act(number, "accept", as: "lin")
        #expect(accepted.status == 200 && accepted.text("lifeCycle") == "accepted" && accepted.json["offer"] == nil)
        let deadlines = try await client.get("/v1/tickets/\(number)/deadlines").elements("items")
        #expect(
            deadlines.map { "\($0.text("deadline") ?? "") \($0.text("state") ?? "")" }
                == ["response running", "acceptance met", "offer met", "completion running"])
        #expect(try await workload(client) == "1 open, 0 offered, 1 accepted of 3")

        let begun = try await client.act(number, "progress", as: "lin", ["note": "正在为张建国远程排查"])
        #expect(begun.text("lifeCycle") == "in-progress" && begun.text("stage") == "处理中")
        let resolved = try await client.act(number, "resolve", as: "lin", ["solution": "重启收银网关后恢复"])
        #expect(resolved.text("lifeCycle") == "resolved" && resolved.text("resolvedAt") != nil)
        #expect(try await workload(client) == "0 open, 0 offered, 0 accepted of 3")

        let rated = try await client.post(
            "/v1/tickets/\(number)/rate", ["grade": "satisfied", "comment": "很快，回拨 13800005678"])
        #expect(rated.text("lifeCycle") == "closed" && rated.text("grade") == "satisfied")
    }

    private func showsTheEnd(_ client: DaemonClient, _ number: String) async throws {
        let ticket = try await client.get("/v1/tickets/\(number)")
        #expect(ticket.text("lifeCycle") == "closed" && ticket.text("agent") == "lin")
        #expect(ticket.text("closedAt") != nil)
        let closed = try await client.get("/v1/tickets?lifeCycle=closed&agent=lin&priority=urgent")
        #expect(closed.elements("items").map { $0.text("number") } == [number])
        #expect(closed.elements("items").first?.at(["customer", "name"])?.text == nil)
    }

    private func reveals(_ client: DaemonClient, _ number: String) async throws {
        let revealed = try await client.post("/v1/tickets/\(number)/reveal", ["reason": "回访张建国"])
        #expect(revealed.text("customer", "name") == "张建国" && revealed.text("customer", "contact") == "13800005678")
        let written = revealed.elements("story").compactMap { event in
            ["note", "solution", "comment", "reason"].compactMap { event.text("data", $0) }.first
        }
        #expect(written == ["正在为张建国远程排查", "重启收银网关后恢复", "很快，回拨 13800005678", "回访张建国"])
        let masked = try await client.get("/v1/tickets/\(number)")
        #expect(masked.text("customer", "name") == "张**" && masked.json["story"] == nil)
        let events = try await client.get("/v1/tickets/\(number)/events").elements("items")
        #expect(events.compactMap { $0.text("type") }.last { !Self.isByItself($0) } == "customer-revealed")
    }
}
