import DaemonHarness
import Foundation
import JSONText
import Testing

@Suite("Streams of events", .timeLimit(.minutes(10)))
struct StreamTests {
    @Test("leave nothing behind when their clients go, though much is still to be sent")
    func left() async throws {
        let daemon = try await RunningDaemon.new()
        try await daemon.client.fill(batches: 1)
        var clients: [RawConnection] = []
        for form in ["text/event-stream", "application/x-ndjson"] {
            for _ in 0..<10 {
                let client = try daemon.asking(for: "/v1/events?after=0&follow=false", form)
                #expect(await client.heard(until: "ticket-submitted").hasPrefix("HTTP/1.1 200 "))
                clients.append(client)
            }
        }
        // There is more than the sockets hold, so they all go on.
        #expect(try await daemon.client.openStreams() == 20)
        clients.removeAll()
        while try await daemon.client.openStreams() != 0 {}
        let links = try FileManager.default.contentsOfDirectory(
            atPath: "/proc/\(daemon.program.processIdentifier)/fd"
        ).compactMap { file in
            try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/\(daemon.program.processIdentifier)/fd/\(file)")
        }
        // The one that is written, and the next one.
        #expect(links.count { $0.contains("/data/log/") && $0.hasSuffix(".seg") } <= 4, "\(links)")
        #expect(await daemon.stop() == 0)
    }

    @Test("of an account are so many at most, and take no place of others or of short reads")
    func manyOfOne() async throws {
        let daemon = try await RunningDaemon.new()
        let number = try await daemon.client.submit()
        _ = try await daemon.client.post("/v1/accounts", ["name": "robot", "roles": ["supervisor"], "program": true])
        let issued = try await daemon.client.post("/v1/accounts/robot/tokens", ["purpose": "screen"])
        let other = daemon.client.with(token: issued.text("token"))
        var clients: [RawConnection] = []
        for _ in 0..<128 {
            let client = try daemon.asking(for: "/v1/events?last=0", "text/event-stream")
            #expect(await client.heard(until: ": keep-alive").hasPrefix("HTTP/1.1 200 "))
            clients.append(client)
        }
        let refused = try await daemon.client.get("/v1/events?last=0")
        #expect(refused.status == 429 && refused.problem == "too-many-requests", "\(refused)")
        #expect(refused.text("detail")?.contains("128") == true && refused.header("Retry-After") == "5")
        #expect(try await daemon.client.get("/v1/tickets/\(number)").status == 200)
        #expect(try await other.get("/v1/events?follow=false").status == 200)
        clients.removeAll()
        // A stream where nothing happens learns of its client's end by the next event.
        _ = try await daemon.client.submit()
        _ = try await daemon.client.submit()
        while try await daemon.client.openStreams() != 0 {}
        #expect(await daemon.stop() == 0)
    }

    @Test("of a ticket begin with its last events, however far back those lie")
    func farBack() async throws {
        let daemon = try await RunningDaemon.new()
        let number = try await daemon.client.submit(Requests.outage)
        // What becomes of the notifications is told in events too.
        _ = try await daemon.client.settled()
        let own = try await daemon.client.get("/v1/tickets/\(number)/events").elements("items")
        try await daemon.client.fill(batches: 7)
        let path = "/v1/events?ticket=\(number)&last=2&follow=false"
        let found = try await daemon.client.get(path, ["Accept": "application/x-ndjson"])
        #expect((found.sequence ?? 0) == 0 && found.lines.count == 2)
        #expect(found.lines.map { $0.number("sequence") } == own.suffix(2).map { $0.number("sequence") })
        let first = try await daemon.client.get(
            "/v1/events?ticket=\(number)&type=ticket-submitted&last=5&follow=false",
            ["Accept": "application/x-ndjson"])
        #expect(first.lines.count == 1 && first.lines.first?.text("ticket") == number)
        #expect(await daemon.stop() == 0)
    }
}

extension RunningDaemon {
    /// A client that has asked for a stream, as the administrator.
    fileprivate func asking(for path: String, _ form: String) throws -> RawConnection {
        let client = try RawConnection(port: port)
        client.send(
            "GET \(path) HTTP/1.1\r\nHost: paidan\r\nAccept: \(form)\r\nAuthorization: Bearer \(token)\r\n\r\n")
        return client
    }
}

extension DaemonClient {
    /// Each batch makes some 40,000 events.
    fileprivate func fill(batches: Int) async throws {
        for batch in 0..<batches {
            let lines = (1...10_000).map { Requests.submission("第\(batch)批第\($0)位客户请问").text }
            let type = ["Content-Type": "application/x-ndjson"]
            let answer = try await send("POST", "/v1/tickets/batch", type, lines.joined(separator: "\n"))
            guard answer.status == 200 else { throw NotFilled(status: answer.status) }
        }
    }

    private struct NotFilled: Error { let status: Int }

    /// As the daemon itself counts them.
    fileprivate func openStreams() async throws -> Int {
        let line = try await get("/metrics").body.split(separator: "\n").first { $0.hasPrefix("paidan_event_streams ") }
        return line?.split(separator: " ").last.flatMap { Int($0) } ?? -1
    }
}
