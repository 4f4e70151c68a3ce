import Daemon
import DaemonHarness
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Testing

@Suite("A request that does not arrive", .timeLimit(.minutes(10)))
struct ArrivalTests {
    private static let hasty = ArrivalLimits(
        headWithin: .milliseconds(500), bodyWithin: .milliseconds(500), bytesPerSecondMin: 1 << 20,
        lingersFor: .milliseconds(200))
    /// Nothing is late, however busy the machine is.
    private static let patient = ArrivalLimits(
        headWithin: .seconds(3_600), bodyWithin: .seconds(3_600), bytesPerSecondMin: 1, lingersFor: .milliseconds(200))

    /// What a client sends and does not end.
    @Test(
        "in time is answered 408, and its connection ends",
        arguments: [
            "GET /ok HT", "GET /ok HTTP/1.1\r\nHost: paidan\r\nX-",
            "POST /read HTTP/1.1\r\nHost: paidan\r\nContent-Length: 1000000\r\n\r\n{",
            "POST /read HTTP/1.1\r\nHost: paidan\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
        ])
    func late(_ sent: String) async throws {
        try await Self.serving(Self.hasty) { port in
            let said = try await RawConnection.said(to: sent, port: port)
            #expect(said.hasPrefix("HTTP/1.1 408 ") && said.contains("urn:paidan:problem:too-slow"), "\(said)")
            #expect(said.lowercased().contains("connection: close"))
        }
    }

    @Test("after another one has is held to the same")
    func second() async throws {
        try await Self.serving(Self.hasty) { port in
            let client = try RawConnection(port: port)
            client.send("GET /ok HTTP/1.1\r\nHost: paidan\r\n\r\n")
            #expect(await client.heard(until: "fine").hasPrefix("HTTP/1.1 200 "))
            client.send("GET /ok HTTP/1.1\r\nHost:")
            #expect(await client.heard().hasPrefix("HTTP/1.1 408 "))
        }
    }

    @Test(
        "and cannot is answered with a problem",
        arguments: [
            "nonsense\r\n\r\n", "GET /ok HTTP/1.1\r\nHost: paidan\r\nA: " + String(repeating: "a", count: 200_000),
            "POST /read HTTP/1.1\r\nHost: p\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST /read HTTP/1.1\r\nHost: paidan\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        ])
    func unreadable(_ sent: String) async throws {
        try await Self.serving(Self.patient) { port in
            let said = try await RawConnection.said(to: sent, port: port)
            #expect(said.hasPrefix("HTTP/1.1 400 ") && said.contains("urn:paidan:problem:malformed"), "\(said)")
            #expect(said.lowercased().contains("connection: close"))
        }
    }

    @Test("A client of HTTP/1.0 hears the end of the answer by the end of the connection")
    func old() async throws {
        try await Self.serving(Self.patient) { port in
            let said = try await RawConnection.said(to: "GET /ok HTTP/1.0\r\n\r\n", port: port)
            #expect(said.hasPrefix("HTTP/1.0 200 ") && said.hasSuffix("fine"), "\(said)")
            #expect(said.lowercased().contains("connection: close"))
        }
    }

    @Test("at all is not answered")
    func silent() async throws {
        try await Self.serving(Self.hasty) { port in
            let said = try await RawConnection.said(to: "", port: port)
            #expect(said.isEmpty)
        }
    }

    @Test("and whose answer does not wait for it gets that answer whole, and then the connection ends")
    func early() async throws {
        var patient = ArrivalLimits()
        patient.lingersFor = .seconds(60)
        try await Self.serving(patient) { port in
            let client = try RawConnection(port: port)
            client.send("POST /refuse HTTP/1.1\r\nHost: paidan\r\nContent-Length: 4000000\r\n\r\n")
            client.send(String(repeating: "x", count: 2_000_000))
            let said = await client.heard()
            #expect(said.hasPrefix("HTTP/1.1 401 ") && said.hasSuffix("refused"), "\(said)")
            #expect(said.lowercased().contains("connection: close"))
            // What it still sends is taken until it has sent all, or goes.
            #expect(client.send(String(repeating: "x", count: 2_000_000)))
        }
    }

    @Test("is given more time the more of it has come")
    func rate() {
        let began = NIODeadline.uptimeNanoseconds(1_000)
        var arrival = RequestArrival(ArrivalLimits(), at: began)
        #expect(arrival.deadline == began + .seconds(20) && arrival.isSilent)
        arrival.noteBytes(at: began + .seconds(3))
        #expect(arrival.deadline == began + .seconds(20) && !arrival.isSilent)
        arrival.noteHead(at: began + .seconds(5))
        #expect(arrival.deadline == began + .seconds(35) && arrival.isBodyMissing)
        arrival.noteBody(32 << 10)
        #expect(arrival.deadline == began + .seconds(37))
        arrival.noteEnd()
        #expect(arrival.deadline == nil)
        arrival.noteBytes(at: began + .seconds(90))
        #expect(arrival.deadline == began + .seconds(110))
    }

    @Test("because the client waits to be asked for it is asked for, where it is wanted")
    func expecting() async throws {
        let daemon = try await RunningDaemon.new()
        func head(_ path: String, _ count: Int, _ token: String?) -> String {
            "POST \(path) HTTP/1.1\r\nHost: paidan\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
                + (token.map { "Authorization: Bearer \($0)\r\n" } ?? "") + "Content-Length: \(count)\r\n\r\n"
        }
        let client = try RawConnection(port: daemon.port)
        client.send(head("/v1/tickets", 2, daemon.token))
        #expect(await client.heard(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
        client.send("{}")
        #expect(await client.heard(until: "/channel").hasPrefix("HTTP/1.1 422 "))
        // The connection is as good as before.
        client.send("GET /healthz HTTP/1.1\r\nHost: paidan\r\nConnection: close\r\n\r\n")
        #expect(await client.heard().contains("HTTP/1.1 200 "))

        for (path, count, token, status) in [
            ("/v1/tickets", 2, nil, "401"), ("/v1/tickets", 2 << 20, daemon.token, "413"),
            ("/v1/sessions", 9_000, nil, "413"), ("/v1/nowhere", 2, daemon.token, "404"),
        ] {
            let client = try RawConnection(port: daemon.port)
            client.send(head(path, count, token))
            let said = await client.heard()
            #expect(said.hasPrefix("HTTP/1.1 \(status) ") && said.lowercased().contains("connection: close"), "\(said)")
        }
        #expect(await daemon.stop() == 0)
    }

    @Test("has no place of others: an address has so many connections at most")
    func places() {
        let places = AddressPlaces(2)
        #expect(places.take("10.0.0.1") && places.take("10.0.0.1") && !places.take("10.0.0.1"))
        #expect(places.take("10.0.0.2"))
        places.giveBack("10.0.0.1")
        #expect(places.take("10.0.0.1") && !places.take("10.0.0.1"))
    }

    /// A server on a port of this machine, which ends with `body`.
    private static func serving(
        _ limits: ArrivalLimits, _ body: @escaping @Sendable (UInt16) async throws -> Void
    ) async throws {
        let router = Router()
        router.get("/ok") { _, _ in "fine" }
        router.post("/read") { request, _ in "\(try await request.body.collect(upTo: 1 << 30).readableBytes)" }
        router.post("/refuse") { _, _ in
            Response(status: .unauthorized, body: .init(byteBuffer: .init(string: "refused")))
        }
        let (ports, port) = AsyncStream<Int>.makeStream()
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let application = Application(
            router: router,
            server: try WatchedChannel.server(
                limits: limits, places: AddressPlaces(1), idleTimeout: .seconds(600), tls: nil),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) }, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try? await application.run() }
            guard let found = await ports.first(where: { _ in true }) else { return }
            try await body(UInt16(found))
            group.cancelAll()
        }
    }
}
