import DaemonHarness
import JSONText
import Testing

@Suite("Notifications over HTTP", .timeLimit(.minutes(10)))
struct NotificationTests {
    @Test("tell the agent of the offer, once for each who reads, and the log that it was delivered")
    func inbox() async throws {
        let daemon = try await RunningDaemon.new()
        let client = daemon.client
        let follower = try await EventFollower(client)
        try await client.introduce("lin", Requests.lin)
        let number = try await client.submit(Requests.outage)
        let seen = try await follower.first(2, of: "notification-delivered")
        #expect(seen.allSatisfy { $0.json.number("data", "attempt") == 1 && $0.json.text("ticket") == number })

        let inbox = try await client.get("/v1/notifications?agent=lin").elements("items")
        #expect(inbox.map { $0.text("template") } == ["offered"])
        let offer = try #require(inbox.first)
        #expect(offer.text("title") == "新工单 \(number)" && offer.text("customer") == "张**")
        #expect(offer.text("text")?.hasPrefix("张**：系统故障，优先级紧急，请在 ") == true)
        #expect(offer.text("category") == "系统故障" && offer.text("priority") == "urgent")
        #expect(offer.text("to", "agent") == "lin" && offer.text("state") == "delivered")
        let deadlines = try await client.get("/v1/tickets/\(number)/deadlines").elements("items")
        let acceptance = deadlines.first { $0.text("deadline") == "acceptance" }
        #expect(offer.text("dueAt") == acceptance?.text("dueAt") && offer.text("dueAt") != nil)

        let id = try #require(offer.number("id"))
        #expect(try await client.get("/v1/notifications?agent=lin&unread=true").elements("items").count == 1)
        let read = try await client.post("/v1/notifications/\(id)/read")
        #expect(read.status == 200 && read.json["read"]?.asBool == true)
        let sequence = read.sequence
        #expect(try await client.post("/v1/notifications/\(id)/read").sequence == sequence)
        #expect(try await client.get("/v1/notifications?agent=lin&unread=true").elements("items").isEmpty)
        let english = DaemonClient(address: client.address, token: client.token, language: "en")
        let items = try await english.get("/v1/notifications?agent=lin").elements("items")
        #expect(items.first?.text("title") == "New ticket \(number)")
        #expect(await daemon.stop() == 0)
    }

    @Test("come page for page, and are asked for as the contract says")
    func pages() async throws {
        let daemon = try await RunningDaemon.new()
        let client = daemon.client
        for _ in 0..<3 { _ = try await client.submit() }
        // Nobody is there to take them: the supervisors are told.
        let whole = try await client.get("/v1/notifications").elements("items")
        #expect(whole.map { $0.text("template") } == ["queued", "queued", "queued"])
        #expect(whole.allSatisfy { $0.text("to", "role") == "supervisor" })
        let first = try await client.get("/v1/notifications?limit=2")
        let rest = try await client.get("/v1/notifications?limit=2&cursor=\(first.text("next") ?? "")")
        let ids = (first.elements("items") + rest.elements("items")).map { $0.number("id") }
        #expect(ids == whole.map { $0.number("id") } && rest.json["next"] == nil)
        for (path, status) in [
            ("?unread=maybe", 422), ("?limit=0", 422), ("?what=1", 422), ("?agent=nobody", 404),
            ("/stream?after=999999", 422),
        ] {
            #expect(try await client.get("/v1/notifications\(path)").status == status, "\(path)")
        }
        #expect(try await client.post("/v1/notifications/999/read").status == 404)
        #expect(try await client.post("/v1/notifications/none/read").status == 404)
        #expect(await daemon.stop() == 0)
    }

    @Test("are heard as they come, and where one was before", arguments: EventFollower.Form.allCases)
    func stream(_ form: EventFollower.Form) async throws {
        let daemon = try await RunningDaemon.new()
        let client = daemon.client
        try await client.introduce("lin", capacity: 9)
        let live = try await EventFollower(client, form, at: "/v1/notifications/stream?agent=lin&follow=true")
        let number = try await client.submit()
        let heard = try #require(try await live.first(1, of: nil).first)
        #expect(heard.json.text("ticket") == number && heard.json.number("sequence") == heard.sequence)
        #expect(heard.json.text("text")?.contains("刘*") == true)
        let next = try await client.submit()
        // Who comes back has missed nothing, and hears nothing twice.
        let path = "/v1/notifications/stream?agent=lin&follow=false&after=\(heard.sequence)"
        let rest = try await client.get(path, ["Accept": "application/x-ndjson"]).lines
        #expect(rest.map { $0.text("ticket") } == [next])
        #expect(await daemon.stop() == 0)
    }
}
