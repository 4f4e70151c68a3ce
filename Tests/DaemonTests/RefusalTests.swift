import DaemonHarness
import JSONText
import Testing

@Suite("What is refused", .timeLimit(.minutes(10)))
struct RefusalTests {
    @Test("is refused with its status, its type and every fault, and changes nothing")
    func rows() async throws {
        let daemon = try await RunningDaemon.new()
        let client = daemon.client
        let world = try await RefusalWorld(client)
        let sequence = try await client.settled()
        for row in Self.lifeRows(world) + Self.faultRows(world) + Self.frontRows + Self.headerRows(world)
            + Self.fileRows(world)
        {
            var client = client
            if row.isAnonymous { client.token = nil }
            let answer = try await client.send(row.method, row.path, row.headers, row.body)
            let name: Comment = "\(row.method) \(row.path) \((row.body ?? "").prefix(200)) → \(answer.body)"
            #expect(answer.status == row.status, name)
            #expect(answer.problem == row.problem, name)
            #expect(answer.faults == row.faults, name)
            #expect(answer.text("reason") == row.reason, name)
            let details = answer.elements("errors").compactMap { $0.text("detail") }
            let isChinese = answer.header("Content-Language") == "zh"
            for detail in details.isEmpty ? [answer.text("detail") ?? ""] : details where isChinese {
                #expect(Self.remedies.contains { detail.contains($0) }, "\(name): \(detail)")
            }
            if let says = row.says { #expect(answer.header(says.name) == says.value, name) }
        }
        #expect(try await client.get("/v1/queue").sequence == sequence)
        #expect(await daemon.stop() == 0)
    }

    /// How a sentence begins to say what to do, or what would be right.
    private static let remedies = ["请", "可用", "可执行", "应", "必填", "最多", "至少"]

    /// What the life of a ticket does not allow, or not to this agent.
    private static func lifeRows(_ world: RefusalWorld) -> [RefusedRequest] {
        let lin: JSON = ["agent": "lin"]
        let solution: JSON = ["agent": "lin", "solution": "已处理"]
        func path(_ ticket: String, _ action: String) -> String { "/v1/tickets/\(ticket)/\(action)" }
        return [
            .post(path(world.offered, "progress"), lin, 409, "conflict").because("not-now"),
            .post(path(world.offered, "resolve"), solution, 409, "conflict").because("not-now"),
            .post(path(world.offered, "rate"), ["grade": "fair"], 409, "conflict").because("not-now"),
            .post(path(world.offered, "close"), [:], 409, "conflict").because("not-now"),
            .post(path(world.offered, "accept"), ["agent": "wang"], 409, "conflict").because("held-by-another"),
            .post(path(world.offered, "decline"), ["agent": "wang", "reason": "忙"], 409, "conflict")
                .because("held-by-another"),
            .post(path(world.accepted, "accept"), lin, 409, "conflict").because("not-now"),
            .post(path(world.accepted, "decline"), ["agent": "lin", "reason": "忙"], 409, "conflict")
                .because("not-now"),
            .post(path(world.accepted, "resolve"), ["agent": "wang", "solution": "好了"], 409, "conflict")
                .because("held-by-another"),
            .post(path(world.waiting, "accept"), lin, 409, "conflict").because("not-now"),
            .post(path(world.closed, "accept"), lin, 409, "conflict").because("not-now"),
            .post(path(world.closed, "rate"), ["grade": "fair"], 409, "conflict").because("not-now"),
            .post(path(world.closed, "close"), [:], 409, "conflict").because("not-now"),
            .post(path(world.waiting, "confirm"), [:], 409, "conflict").because("not-proposed"),
            .post(path(world.offered, "approve"), [:], 409, "conflict").because("not-requested"),
            .post(path(world.accepted, "assign"), ["agent": "lin", "reason": "熟悉"], 409, "conflict")
                .because("held-already"),
            .post(path(world.offered, "accept"), ["agent": "nobody"], 404, "not-found"),
            .post(path(world.accepted, "progress"), ["agent": "lin", "stage": "飞行中"], 422, "invalid")
                .at("value /stage"),
            .post(path(world.accepted, "progress"), ["agent": "lin", "note": ""], 422, "invalid").at("missing /note"),
            .post(path(world.accepted, "progress"), ["agent": "lin", "note": " \n　"], 422, "invalid")
                .at("missing /note"),
            .post(path("209912-001", "accept"), lin, 404, "not-found"),
            .post("/v1/customers/\(String(repeating: "0", count: 32))/erase", ["reason": "要求"], 404, "not-found"),
            .post("/v1/customers/nobody/erase", ["reason": "要求"], 404, "not-found"),
            .put("/v1/agents/nobody/presence", ["state": "online"], 404, "not-found"),
            .get("/v1/tickets/209912-001", 404, "not-found"),
            .get("/v1/tickets/209912-001/events", 404, "not-found"),
            .get("/v1/agents/nobody", 404, "not-found"),
        ]
    }

    /// What is wrong in bodies and parameters.
    private static func faultRows(_ world: RefusalWorld) -> [RefusedRequest] {
        let long = String(repeating: "长", count: 43)
        return [
            .post("/v1/tickets", [:], 422, "invalid")
                .at(
                    "missing /channel", "missing /description", "missing /customer", "missing /customer/name",
                    "missing /customer/contact"),
            .post("/v1/tickets", ["channel": "wechat", "description": " ", "customer": ["nick": "刘"]], 422, "invalid")
                .at(
                    "missing /description", "missing /customer/name", "missing /customer/contact",
                    "unknown /customer/nick"),
            .post("/v1/tickets", Requests.submission().with("a/b~c", "").with("region", JSON(7)), 422, "invalid")
                .at("type /region", "unknown /a~1b~0c"),
            .post("/v1/tickets", Requests.submission(name: long), 422, "invalid").at("length /customer/name"),
            .post("/v1/tickets", Requests.submission().with("channel", "telegram"), 422, "invalid")
                .at("value /channel"),
            .post("/v1/tickets", Requests.submission().with("urgency", "马上"), 422, "invalid").at("value /urgency"),
            .post("/v1/tickets", Requests.submission().with("category", "天气"), 422, "invalid").at("value /category"),
            .post("/v1/tickets", ["没有"], 422, "invalid").at("type "),
            .post("/v1/tickets", [:], 400, "malformed").sending("{\"channel\":"),
            .post("/v1/tickets", [:], 400, "malformed").sending(
                #"{"channel":"phone","customer":{"name":"刘","n\u0061me":"芳"}}"#),
            .post("/v1/tickets", [:], 400, "malformed").sending("{\"channel\":\u{0}\"phone\"}"),
            .post("/v1/tickets/\(world.offered)/decline", ["agent": "lin"], 422, "invalid").at("missing /reason"),
            .post("/v1/tickets/\(world.offered)/accept", [:], 422, "invalid").at("missing /agent"),
            .post("/v1/tickets/\(world.offered)/rate", ["grade": "great"], 422, "invalid").at("value /grade"),
            .post("/v1/tickets/\(world.offered)/close", ["agent": "lin"], 422, "invalid").at("unknown /agent"),
            .put("/v1/agents/lin/presence", ["state": "away"], 422, "invalid").at("value /state"),
            .put(
                "/v1/agents/sun",
                ["skills": [["name": "售后", "level": JSON(6)], ["level": JSON(1)]], "capacity": JSON(0)], 422, "invalid"
            ).at("missing /name", "value /skills/0/level", "missing /skills/1/name", "value /capacity"),
            .put(
                "/v1/agents/sun",
                [
                    "name": "孙",
                    "skills": [
                        ["name": "售后", "level": JSON(2)], ["name": "售后", "level": JSON(3)],
                        ["name": "系统故障", "level": JSON(3), "since": "2999-01-01T00:00:00Z"],
                    ],
                ], 422, "invalid"
            ).at("value /skills/2/since", "value /skills"),
            .put("/v1/agents/a%20b", ["name": "孙"], 422, "invalid").at("value path:id"),
            .patch("/v1/agents/sun", ["capacity": JSON(2)], 422, "invalid").at("missing /name"),
            .patch("/v1/agents/lin", ["name": " ", "colour": "red"], 422, "invalid")
                .at("missing /name", "unknown /colour"),
            .get("/v1/tickets?color=red&limit=0&priority=now", 422, "invalid")
                .at("value ?priority", "value ?limit", "unknown ?color"),
            .get("/v1/tickets?submittedAfter=yesterday&lifeCycle=open", 422, "invalid")
                .at("value ?lifeCycle", "value ?submittedAfter"),
            .get("/v1/events?type=offer&after=-1&last=1", 422, "invalid").at("value ?type", "value ?after"),
            .get("/v1/events?after=1000000", 422, "invalid").at("value ?after"),
            .get("/v1/workloads?limit=0&page=2", 422, "invalid").at("value ?limit", "unknown ?page"),
            .get("/v1/tickets?agent=nobody&customer=none", 422, "invalid").at("value ?agent", "value ?customer"),
            .post("/v1/tickets", [:], 422, "invalid").sending("null").at("type "),
        ]
    }

    /// What does not come as far as its operation.
    private static var frontRows: [RefusedRequest] {
        [
            .get("/v1/queue", 401, "unauthenticated").anonymously.saying("WWW-Authenticate", "Bearer"),
            .get("/v1/queue", 401, "unauthenticated").with("Authorization", "Bearer paidan_wrong").saying(
                "WWW-Authenticate", "Bearer"),
            .post("/v1/tickets", Requests.submission(), 401, "unauthenticated").with("Authorization", "Bearer "),
            .get("/v1/queue", 401, "unauthenticated").with("Authorization", "Basic YWRtaW46"),
            .get("/", 404, "not-found"),
            .get("/v2/tickets", 404, "not-found"),
            RefusedRequest(method: "DELETE", path: "/v1/tickets", status: 405, problem: "method-not-allowed")
                .saying("Allow", "POST, GET"),
            RefusedRequest(method: "DELETE", path: "/v1/agents/lin", status: 405, problem: "method-not-allowed")
                .saying("Allow", "GET, PUT, PATCH"),
            .get("/v1/events", 406, "not-acceptable").with("Accept", "image/png"),
            .get("/v1/events", 406, "not-acceptable")
                .with("Accept", "text/event-stream;q=0, application/x-ndjson; q=0.000, */*"),
            .post("/v1/tickets", [:], 413, "too-large").sending(String(repeating: " ", count: 1 << 20) + "{}"),
            .post("/v1/tickets", Requests.submission(), 415, "unsupported-media-type")
                .with("Content-Type", "application/x-www-form-urlencoded"),
        ]
    }

    /// What is no media type.
    private static func fileRows(_ world: RefusalWorld) -> [RefusedRequest] {
        ["/", "text", "text/", "a b/c", "/plain; charset=utf-8"].map { type in
            .post("/v1/tickets/\(world.offered)/attachments", [:], 415, "unsupported-media-type")
                .with("Content-Type", type)
        }
    }

    /// What is wrong in headers.
    private static func headerRows(_ world: RefusalWorld) -> [RefusedRequest] {
        let submission = Requests.submission()
        return [
            .post("/v1/tickets/\(world.offered)/accept", ["agent": "lin"], 412, "precondition-failed")
                .with("If-Match", "\"1\"").saying("ETag", "\"\(world.offeredRevision)\""),
            .post("/v1/tickets/\(world.offered)/accept", ["agent": "lin"], 422, "invalid")
                .with("If-Match", "one").at("value header:If-Match"),
            .post("/v1/tickets", submission.with("region", "苏州"), 422, "key-reused")
                .with("Idempotency-Key", "used"),
            .post("/v1/tickets", submission, 422, "invalid")
                .with("Idempotency-Key", String(repeating: "k", count: 256)).at("value header:Idempotency-Key"),
            .post("/v1/tickets", submission, 422, "invalid").with("Paidan-At-Least", "soon")
                .at("value header:Paidan-At-Least"),
            .get("/v1/events", 422, "invalid").with("Last-Event-ID", "last").at("value header:Last-Event-ID"),
            .get("/v1/events?last=3", 422, "invalid").with("Last-Event-ID", "\(UInt64.max)")
                .at("value header:Last-Event-ID"),
            .post("/v1/tickets", [:], 422, "invalid").with("Accept-Language", "en")
                .at(
                    "missing /channel", "missing /description", "missing /customer", "missing /customer/name",
                    "missing /customer/contact"
                )
                .saying("Content-Language", "en"),
            .post("/v1/tickets", [:], 422, "invalid").saying("Content-Language", "zh")
                .at(
                    "missing /channel", "missing /description", "missing /customer", "missing /customer/name",
                    "missing /customer/contact"),
        ]
    }

    @Test("says what would be allowed, in the reader's language")
    func allowed() async throws {
        let daemon = try await RunningDaemon.new()
        var client = daemon.client
        let world = try await RefusalWorld(client)
        let path = "/v1/tickets/\(world.accepted)/accept"
        let zh = try await client.post(path, ["agent": "lin"])
        let always = [
            "assign", "classify", "prioritise", "review", "contact", "escalate",
        ]
        #expect(zh.elements("allowed").map(\.asText) == ["progress", "resolve", "reassign"] + always)
        #expect(zh.text("lifeCycle") == "accepted" && zh.text("title") == "当前状态不允许")
        client.language = "en-GB,en;q=0.9,zh;q=0.5"
        let en = try await client.post(path, ["agent": "lin"])
        #expect(en.text("title") == "Not as things stand" && en.text("type") == zh.text("type"))
        let names = (["progress", "resolve", "reassign"] + always).joined(separator: ", ")
        #expect(en.text("detail") == "The ticket is accepted; allowed now: \(names).")
        let offered = try await client.post("/v1/tickets/\(world.offered)/close")
        #expect(offered.elements("allowed").map(\.asText) == ["accept", "decline", "reassign"] + always)
        let closed = try await client.post("/v1/tickets/\(world.closed)/close")
        #expect(closed.elements("allowed").isEmpty && closed.text("lifeCycle") == "closed")
        #expect(await daemon.stop() == 0)
    }

    @Test("has no body where the method has none, so that the next answer is found")
    func head() async throws {
        let daemon = try await RunningDaemon.new()
        let said = try await RawConnection.said(
            to: "HEAD /v1/queue HTTP/1.1\r\nHost: paidan\r\n\r\n"
                + "GET /healthz HTTP/1.1\r\nHost: paidan\r\nConnection: close\r\n\r\n", port: daemon.port)
        let heads = said.split(separator: "\r\n\r\n")
        #expect(heads.count == 3)
        #expect(heads.first?.hasPrefix("HTTP/1.1 405 ") == true)
        #expect(heads.dropFirst().first?.hasPrefix("HTTP/1.1 200 ") == true)
        #expect(heads.last == "{\"status\":\"ok\"}")
        #expect(await daemon.stop() == 0)
    }

    @Test("comes too often: the account waits, and what is open to everybody does not")
    func rate() async throws {
        let daemon = try await RunningDaemon.new("--requests-per-second", "5")
        let client = daemon.client
        let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
            for _ in 0..<200 { group.addTask { try await client.get("/v1/queue") } }
            return try await group.reduce(into: [Answer]()) { $0.append($1) }
        }
        let refused = answers.filter { $0.status != 200 }
        #expect(answers.count - refused.count >= 5)
        #expect(!refused.isEmpty && refused.allSatisfy { $0.status == 429 && $0.problem == "too-many-requests" })
        #expect(refused.allSatisfy { $0.header("Retry-After") == "1" })
        #expect(try await client.get("/healthz").status == 200)
        #expect(await daemon.stop() == 0)
    }
}
