import CivilTime
import DaemonHarness
import JSONText
import TemporaryFolders
import Testing

@Suite("A restart", .timeLimit(.minutes(10)))
struct RestartTests {
    /// How a daemon comes to its end.
    enum Ending: String, CaseIterable, Sendable {
        case told, killed

        func end(_ daemon: RunningDaemon) async {
            switch self {
            case .told: #expect(await daemon.stop() == 0)
            case .killed: await daemon.kill()
            }
        }
    }

    @Test("keeps everything, and numbers go on", arguments: Ending.allCases)
    func keeps(_ ending: Ending) async throws {
        let daemon = try await RunningDaemon.new()
        let client = daemon.client
        try await client.introduce("lin", Requests.lin)
        let first = try await client.submit(Requests.outage)
        _ = try await client.act(first, "accept", as: "lin")
        _ = try await client.submit(Requests.submission("想退货"))
        let paths = [
            "/v1/tickets", "/v1/tickets/\(first)", "/v1/tickets/\(first)/events", "/v1/tickets/\(first)/decisions",
            "/v1/queue", "/v1/workloads", "/v1/agents", "/v1/events?follow=false",
        ]
        let sequence = try await client.settled()
        let before = try await Self.answers(client, paths)
        await ending.end(daemon)

        let again = try await RunningDaemon(on: daemon.folder)
        #expect(again.token == daemon.token)
        #expect(try await Self.answers(again.client, paths) == before)
        let next = try await again.client.post("/v1/tickets", Requests.submission())
        #expect(next.text("number")?.hasSuffix("-003") == true)
        let events = try await again.client.get("/v1/tickets/\(next.text("number") ?? "")/events").elements("items")
        // The contact is known, so the ticket is all that is new.
        #expect(events.first?.number("sequence") == sequence + 1)
        let done = try await again.client.act(first, "resolve", as: "lin", ["solution": "已更换网线"])
        #expect(done.text("lifeCycle") == "resolved")
        #expect(await again.stop() == 0)
    }

    private static func answers(_ client: DaemonClient, _ paths: [String]) async throws -> [String] {
        var answers: [String] = []
        for path in paths { answers.append(try await client.get(path).body) }
        return answers
    }

    @Test("knows the keys of what was done: a repeat gets the first answer and does nothing")
    func keys() async throws {
        let folder = try TemporaryFolder()
        var daemon = try await RunningDaemon(on: folder)
        try await daemon.client.introduce("lin", Requests.lin)
        let made = try await daemon.client.post("/v1/tickets", Requests.outage, key: "phone-1")
        let number = try #require(made.text("number"))
        let accept = "/v1/tickets/\(number)/accept"
        let accepted = try await daemon.client.post(accept, ["agent": "lin"], key: "accept-1")
        #expect(made.status == 201 && !made.isReplay && accepted.status == 200 && !accepted.isReplay)
        let attach = "/v1/tickets/\(number)/attachments?name=log.txt"
        let type = ["Content-Type": "text/plain", "Idempotency-Key": "file-1"]
        let attached = try await daemon.client.send("POST", attach, type, "收银机日志")
        let presence = ["Idempotency-Key": "break-1"]
        _ = try await daemon.client.send("PUT", "/v1/agents/lin/presence", presence, json: ["state": "busy"])

        for ending in Ending.allCases {
            await ending.end(daemon)
            daemon = try await RunningDaemon(on: folder)
            let client = daemon.client
            let sequence = try await client.settled()
            let again = try await client.post("/v1/tickets", Requests.outage, key: "phone-1")
            #expect(again.status == 201 && again.isReplay && again.text("number") == number)
            #expect(again.text("description") == made.text("description"))
            let acceptedAgain = try await client.post(accept, ["agent": "lin"], key: "accept-1")
            // Rendered anew: the file that came since has changed the ticket's revision, and nothing else.
            #expect(acceptedAgain.status == 200 && acceptedAgain.isReplay)
            #expect(["number", "lifeCycle", "agent"].allSatisfy { acceptedAgain.text($0) == accepted.text($0) })
            let attachedAgain = try await client.send("POST", attach, type, "收银机日志")
            #expect(attachedAgain.isReplay && attachedAgain.body == attached.body)
            let onBreak = try await client.send("PUT", "/v1/agents/lin/presence", presence, json: ["state": "busy"])
            #expect(onBreak.isReplay && onBreak.text("presence") == "busy")
            let other = try await client.post("/v1/tickets", Requests.submission(), key: "phone-1")
            #expect(other.status == 422 && other.problem == "key-reused")
            // The same key for another route is another key.
            let elsewhere = try await client.post("/v1/tickets/\(number)/resolve", ["agent": "wang"], key: "phone-1")
            #expect(elsewhere.problem == "invalid")
            #expect(try await client.get("/v1/queue").sequence == sequence)
        }
        #expect(await daemon.stop() == 0)
    }

    @Test("is nothing to a follower who comes back: no gap, no event twice", arguments: EventFollower.Form.allCases)
    func follows(_ form: EventFollower.Form) async throws {
        let folder = try TemporaryFolder()
        var seen: [SeenEvent] = []
        var last: UInt64 = 0
        for ending in [Ending.told, .killed, .told, .killed, .told] {
            let daemon = try await RunningDaemon(on: folder)
            let follower = try await EventFollower(daemon.client, form, last: seen.last?.sequence ?? 0)
            for _ in 0..<20 { _ = try await daemon.client.submit() }
            last = try await daemon.client.settled()
            // What a killed daemon has not sent any more comes from the next one.
            if ending == .told { seen += try await follower.events(through: last) }
            await ending.end(daemon)
            seen += await follower.rest()
        }
        #expect(seen.map(\.sequence) == Array(1...last))
        #expect(seen.filter { $0.type == "ticket-submitted" }.count == 100)
        #expect(seen.allSatisfy { $0.json.number("sequence") == $0.sequence && $0.json.text("type") == $0.type })
    }
    @Test("or not, whoever says what they saw last goes on there, whatever else their address asks for")
    func comesBack() async throws {
        let daemon = try await RunningDaemon.new()
        _ = try await daemon.client.post("/v1/tickets", Requests.outage)
        let last = try await daemon.client.settled()
        for query in ["last=2", "after=1"] {
            let path = "/v1/events?follow=false&\(query)"
            let headers = ["Last-Event-ID": "\(last - 1)", "Accept": "application/x-ndjson"]
            let answer = try await daemon.client.get(path, headers)
            #expect(answer.lines.map { $0.number("sequence") } == [last])
        }
        #expect(await daemon.stop() == 0)
    }

    @Test("of a rehearsal goes on at its last event, whatever the time is elsewhere")
    func rehearsal() async throws {
        let folder = try TemporaryFolder()
        var daemon = try await RunningDaemon(on: folder, ["--clock", "manual"])
        let begin = try #require(try await daemon.client.get("/v1/clock").text("now").flatMap { Timestamp($0) })
        let later = Timestamp(milliseconds: begin.milliseconds + 36_000_000)
        _ = try await daemon.client.put("/v1/clock", ["now": .string(later.text)])
        _ = try await Rehearsal(of: daemon.client).submits("请问怎么开发票", channel: "wechat")
        #expect(await daemon.stop() == 0)
        daemon = try await RunningDaemon(on: folder, ["--clock", "manual"])
        #expect(try await daemon.client.get("/v1/clock").text("now") == later.text)
        #expect(await daemon.stop() == 0)
    }
}
