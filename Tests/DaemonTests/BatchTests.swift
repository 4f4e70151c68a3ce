import DaemonHarness
import JSONText
import TemporaryFolders
import Testing

@Suite("Many requests in one", .timeLimit(.minutes(10)))
struct BatchTests {
    private let type = ["Content-Type": "application/x-ndjson"]

    @Test("are answered line for line: what is wrong with one is nothing to the others")
    func mixed() async throws {
        let daemon = try await RunningDaemon.new()
        let lines: [String] = [
            Requests.submission("第一条").text,
            "{",
            #"{"channel":"wechat","customer":{"name":"刘芳"},"extra":1}"#,
            Requests.submission("第四条", contact: "chen@example.com").with("idempotencyKey", "line-4").text,
            "",
            Requests.submission("第六条").with("channel", "telegram").text,
            Requests.submission("第七条").with("idempotencyKey", "line-4").text,
            "[]",
            Requests.submission("第九条").text + "\r",
        ]
        let body = lines.joined(separator: "\n") + "\n"
        let answer = try await daemon.client.send("POST", "/v1/tickets/batch", type, body)
        #expect(answer.status == 200 && answer.header("Content-Type") == "application/x-ndjson")
        #expect(answer.lines.map { $0.number("line") } == (1...9).map { UInt64($0) })
        let four = answer.lines[3].number("status"), seven = answer.lines[6].number("status")
        // Of two lines with one key, whichever comes first counts.
        #expect(Set([four, seven]) == [201, 422])
        let sure = answer.lines.indices.filter { ![3, 6].contains($0) }.map { answer.lines[$0].number("status") }
        #expect(sure == [201, 400, 422, 400, 422, 422, 201])
        let problem = try #require(answer.lines[2]["problem"])
        #expect(problem.text("type") == "urn:paidan:problem:invalid" && problem.text("title") == "请求内容有误")
        #expect(
            problem.elements("errors").map { $0.text("pointer") }
                == ["/description", "/customer/contact", "/extra"])
        #expect(answer.lines[0].text("ticket", "customer", "name") == nil)
        #expect(try await daemon.client.get("/v1/tickets").elements("items").count == 3)
        #expect(await daemon.stop() == 0)
    }

    @Test("are done once, however often they are sent under one key, also after a crash")
    func keys() async throws {
        let folder = try TemporaryFolder()
        let body = (1...300).map { Requests.submission("第\($0)条").text }.joined(separator: "\n")
        let headers = type.merging(["Idempotency-Key": "import-7"]) { $1 }
        var numbers: [[String?]] = []
        for round in 0..<3 {
            let daemon = try await RunningDaemon(on: folder)
            let answer = try await daemon.client.send("POST", "/v1/tickets/batch", headers, body)
            #expect(answer.lines.allSatisfy { $0.number("status") == 201 })
            numbers.append(answer.lines.map { $0.text("ticket", "number") })
            #expect(Set(numbers[round]).count == 300)
            #expect(try await daemon.client.get("/v1/queue").number("total") == 300)
            if round == 0 { try await Self.goThroughQueue(daemon) }
            await daemon.kill()
        }
        #expect(numbers[1] == numbers[0] && numbers[2] == numbers[0])
    }

    /// Page by page the queue is the same as at once.
    private static func goThroughQueue(_ daemon: RunningDaemon) async throws {
        let whole = try await daemon.client.get("/v1/queue?limit=500").elements("items").map { $0.text("number") }
        var paged: [String?] = []
        var next: String? = ""
        while let cursor = next {
            let page = try await daemon.client.get("/v1/queue?limit=70" + (cursor.isEmpty ? "" : "&cursor=\(cursor)"))
            paged += page.elements("items").map { $0.text("number") }
            next = page.text("next")
        }
        #expect(whole.count == 300 && paged == whole)
        #expect(try await daemon.client.get("/v1/queue?cursor=9-1").faults == ["value ?cursor"])
    }

    @Test("may be more than the account's rate lets through at once, but have their price")
    func rate() async throws {
        let daemon = try await RunningDaemon.new("--requests-per-second", "5")
        let body = (1...400).map { Requests.submission("第\($0)条").text }.joined(separator: "\n")
        let answer = try await daemon.client.send("POST", "/v1/tickets/batch", type, body)
        #expect(answer.status == 200 && answer.lines.count == 400)
        let next = try await daemon.client.get("/v1/queue")
        #expect(next.status == 429 && next.problem == "too-many-requests")
        let wait = try #require(next.header("Retry-After").flatMap { Int($0) })
        #expect((1...80).contains(wait))
        #expect(await daemon.stop() == 0)
    }

    @Test("are refused whole where they are no lines of JSON, too many, or too large")
    func refused() async throws {
        let daemon = try await RunningDaemon.new()
        let client = daemon.client
        let wrongType = try await client.send("POST", "/v1/tickets/batch", json: Requests.submission())
        #expect(wrongType.status == 415 && wrongType.problem == "unsupported-media-type")
        let many = try await client.send(
            "POST", "/v1/tickets/batch", type, String(repeating: "{}\n", count: 10_001))
        #expect(many.status == 413 && many.problem == "too-large")
        #expect(try await client.get("/v1/tickets").elements("items").isEmpty)
        #expect(await daemon.stop() == 0)
    }
}
