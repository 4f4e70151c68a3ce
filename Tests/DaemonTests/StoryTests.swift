import DaemonHarness
import JSONText
import Testing

/// PR-3, TR-2, TR-8: whatever people write about a ticket is read again in its story, masked (AD-2), until its customer
/// is erased.
@Suite("The story of a ticket", .timeLimit(.minutes(10)))
struct StoryTests {
    /// A text of somebody who names the customer in every way.
    private static func said(_ what: String) -> JSON {
        .string("\(what)：张建国（13800005678，M2041877）和王店长，约在徐汇区示例路八十八号")
    }

    private static func masked(_ what: String) -> String {
        "\(what)：张**（138****5678，M**77）和王**，约在徐*********"
    }

    /// Every step in which somebody writes something: what is done, the rest of what is sent, and where the text is
    /// found again.
    private static let steps: [(action: String, member: String, more: JSON, type: String)] = [
        ("review", "note", ["needsFollowUp": true], "ticket-reviewed"),
        ("prioritise", "reason", ["priority": "medium"], "ticket-prioritised"),
        ("classify", "reason", ["category": "投诉"], "ticket-classified"),
        ("reassign", "reason", [:], "assignment-withdrawn"),
        ("accept", "", ["agent": "zhao"], "offer-accepted"),
        ("progress", "note", ["agent": "zhao"], "progress-recorded"),
        ("contact", "note", ["agent": "zhao"], "customer-contacted"),
        ("escalate", "note", ["to": "supervisor"], "ticket-escalated"),
        ("resolve", "solution", ["agent": "zhao"], "ticket-resolved"),
        ("rate", "comment", ["grade": "dissatisfied"], "ticket-rated"),
        ("reopen", "note", [:], "ticket-reopened"),
        ("reveal", "reason", [:], "customer-revealed"),
    ]

    @Test("has every text that somebody wrote, masked, and in clear for whoever says why")
    func texts() async throws {
        let daemon = try await RunningDaemon.new()
        let client = daemon.client
        let number = try await goesItsWay(client)
        let story = try await client.get("/v1/tickets/\(number)/events?limit=500")
        let items = story.elements("items")
        var expected = Self.steps.filter { $0.member != "" }.map { ($0.type, $0.member, $0.action) }
        expected += [
            ("offer-declined", "reason", "decline"), ("assignment-requested", "reason", "assign"),
            ("assignment-rejected", "reason", "reject"),
        ]
        for (type, member, action) in expected {
            let told = items.filter { $0.text("type") == type }.compactMap { $0.text("data", member) }
            #expect(told == [Self.masked(action)], "\(type)")
        }
        let file = items.first { $0.text("type") == "attachment-added" }
        #expect(file?.text("data", "name") == "张**.txt" && file?.text("data", "text") == Self.masked("attach"))
        for secret in ["张建国", "13800005678", "M2041877", "王店长", "徐汇区"] { #expect(!story.body.contains(secret)) }
        try itSaysWhatDecided(items)

        let revealed = try await client.post("/v1/tickets/\(number)/reveal", ["reason": "回访"])
        for (type, member, action) in expected {
            let told = revealed.elements("story").filter { $0.text("type") == type }
            #expect(told.compactMap { $0.text("data", member) }.first == Self.said(action).asText, "\(type)")
        }
        #expect(revealed.elements("attachments").first?.text("text") == Self.said("attach").asText)
        // Everybody who follows everything has none of it.
        let stream = try await client.send(
            "GET", "/v1/events?after=0&follow=false&ticket=\(number)", ["Accept": "application/x-ndjson"])
        #expect(stream.lines.count > items.count && !stream.body.contains("约在") && !stream.body.contains("words"))
        #expect(await daemon.stop() == 0)
    }

    @Test("has none of them once the customer is erased, and is otherwise as it was")
    func erased() async throws {
        let daemon = try await RunningDaemon.new()
        let client = daemon.client
        let number = try await goesItsWay(client)
        _ = try await client.settled()
        let before = try await client.get("/v1/tickets/\(number)/events?limit=500").elements("items")
        let customer = try #require(try await client.get("/v1/tickets/\(number)").text("customer", "id"))
        let erased = try await client.post("/v1/customers/\(customer)/erase", ["reason": "R-2026-7"])
        #expect(erased.status == 200)
        let after = try await client.get("/v1/tickets/\(number)/events?limit=500")
        #expect(after.elements("items").map { $0.number("sequence") } == before.map { $0.number("sequence") })
        for member in ["note", "solution", "comment", "reason", "words", "description", "unreadable"] {
            #expect(after.elements("items").allSatisfy { $0.at(["data", member]) == nil }, "\(member)")
        }
        let stream = try await client.send(
            "GET", "/v1/events?after=0&follow=false&ticket=\(number)", ["Accept": "application/x-ndjson"])
        #expect(stream.lines.map(\.text) == after.elements("items").map(\.text))
        #expect(await daemon.stop() == 0)
    }

    @Test("wants a reason for another category, and gives the same answer to the same request")
    func reasons() async throws {
        let daemon = try await RunningDaemon.new()
        let client = daemon.client
        let path = "/v1/tickets/\(try await client.submit())/classify"
        for body in [["category": "投诉"], ["category": "投诉", "reason": " "]] as [JSON] {
            let refused = try await client.post(path, body)
            #expect(refused.status == 422 && refused.faults == ["missing /reason"])
        }
        let done = try await client.post(path, ["category": "投诉", "reason": "投诉态度"], key: "k")
        #expect(done.status == 200 && done.text("category") == "投诉")
        let again = try await client.post(path, ["category": "投诉", "reason": "投诉态度"], key: "k")
        #expect(again.status == 200 && again.isReplay)
        #expect(await daemon.stop() == 0)
    }

    /// What decided the category and the priority: words of the customer's, and then people, who are named.
    private func itSaysWhatDecided(_ items: [JSON]) throws {
        let description = try #require(Requests.outage.text("description"))
        for type in ["ticket-classified", "ticket-prioritised"] {
            let decided = items.filter { $0.text("type") == type }
            let words = try #require(decided.first?.text("data", "words")).split(separator: " ")
            #expect(!words.isEmpty && words.allSatisfy { description.contains($0) }, "\(words)")
            #expect(decided.first?.at(["data", "isByHand"]) == nil && decided.first?.at(["data", "from"]) == nil)
            #expect(decided.last?.text("actor") == "account:admin" && decided.last?.at(["data", "isByHand"]) != nil)
        }
        #expect(items.last { $0.text("type") == "ticket-prioritised" }?.text("data", "from") == "urgent")
        #expect(items.last { $0.text("type") == "ticket-classified" }?.text("data", "from") == "系统故障")
    }

    /// A ticket on which everything is done that takes words.
    private func goesItsWay(_ client: DaemonClient) async throws -> String {
        try await client.introduce("lin", Requests.lin)
        let number = try await client.submit(Requests.outage)
        try await client.introduce("wang", Requests.lin)
        func does(_ action: String, _ body: JSON, as other: DaemonClient? = nil) async throws {
            let answer = try await (other ?? client).post("/v1/tickets/\(number)/\(action)", body)
            try #require(answer.status == 200, "\(action): \(answer.body)")
        }
        try await does("decline", ["agent": "lin", "reason": Self.said("decline")])
        // A clerk asks for somebody; the supervisor's role does not agree.
        _ = try await client.post("/v1/accounts", ["name": "clerk", "roles": ["clerk"], "program": true])
        let token = try await client.post("/v1/accounts/clerk/tokens", ["purpose": "test"]).text("token")
        try await does("assign", ["agent": "lin", "reason": Self.said("assign")], as: client.with(token: token))
        try await does("reject", ["reason": Self.said("reject")])
        try await client.introduce(
            "zhao",
            Requests.lin.with(
                "skills",
                [
                    ["name": "系统故障", "level": JSON(4)], ["name": "投诉处理", "level": JSON(4)],
                ]))
        for step in Self.steps {
            let text: JSON = step.member == "" ? [:] : JSON.object([(step.member, Self.said(step.action))])
            guard case .object(let members) = text, case .object(let more) = step.more else { continue }
            try await does(step.action, .object(members + more))
        }
        let attached = try await client.send(
            "POST", "/v1/tickets/\(number)/attachments?name=%E5%BC%A0%E5%BB%BA%E5%9B%BD.txt",
            ["Content-Type": "text/plain"], Self.said("attach").asText)
        try #require(attached.status == 201, "\(attached.body)")
        return number
    }
}
