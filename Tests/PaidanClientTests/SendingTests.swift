import JSONText
import PaidanClient
import Testing

@Suite("Asking a daemon", .timeLimit(.minutes(10)))
struct SendingTests {
    private func client(_ server: StubServer) throws -> DaemonClient {
        let address = try #require(ServerAddress(server.address))
        return try DaemonClient(address, token: "t0ken", language: "zh", certificates: nil)
    }

    private func send(_ request: ClientRequest, to answers: String...) throws -> (Result<Answer, ClientError>, [String])
    {
        let server = try StubServer(answers)
        let client = try client(server)
        defer { client.close() }
        let result = Result { () throws(ClientError) in try client.send(request) }
        return (result, server.requests(0))
    }

    private static let acting = ClientRequest.acting(
        .post, ["v1", "tickets", "a b/派"], ["agent": "lin"], key: "k1")

    @Test("A request says who asks, in which language, what, and once")
    func request() throws {
        let (result, requests) = try send(Self.acting, to: StubServer.answer(200, #"{"a":1}"#))
        let answer = try result.get()
        #expect(answer.status == 200 && String(decoding: answer.body, as: UTF8.self) == #"{"a":1}"#)
        let request = try #require(requests.first)
        #expect(request.hasPrefix("POST /v1/tickets/a%20b%2F%E6%B4%BE HTTP/1.1\r\n"), "\(request)")
        for line in [
            "Authorization: Bearer t0ken", "Accept-Language: zh", "Idempotency-Key: k1",
            "Content-Type: application/json",
        ] {
            #expect(request.lowercased().contains("\r\n\(line.lowercased())\r\n"), "\(line)")
        }
        #expect(request.hasSuffix(#"{"agent":"lin"}"#))
    }

    @Test(
        "A lost answer is asked for again, with the same key",
        arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"])
    func retry(_ lost: String) throws {
        let (result, requests) = try send(Self.acting, to: lost, StubServer.answer(201, "{}"))
        try #expect(result.get().status == 201)
        #expect(requests.count == 2 && requests[0] == requests[1] && requests[0].contains("k1"))
    }

    @Test("An answer that is lost twice may have been done")
    func lost() throws {
        let (result, requests) = try send(Self.acting, to: "", "")
        #expect(requests.count == 2)
        guard case .failure(.lost) = result else { Issue.record("\(result)"); return }
        // Nobody listens any more when it is sent again.
        let (second, _) = try send(Self.acting, to: "")
        guard case .failure(.lost) = second else { Issue.record("\(second)"); return }
    }

    @Test("Where nobody listens nothing was sent")
    func unreachable() throws {
        let client = try DaemonClient(
            try #require(ServerAddress("http://127.0.0.1:1")), token: "t", language: "en", certificates: nil)
        defer { client.close() }
        let result = Result { () throws(ClientError) in try client.send(ClientRequest(.get, ["v1"])) }
        guard case .failure(.unreachable(let reason)) = result else { Issue.record("\(result)"); return }
        #expect(reason == "connection refused")
    }

    @Test("A refusal is a problem with everything that is at fault")
    func problem() throws {
        let body =
            #"{"type":"urn:paidan:problem:invalid","title":"请求有误","status":422,"detail":"d","#
            + #""errors":[{"pointer":"/customer/name","code":"missing","detail":"缺少"},{"pointer":"?x","detail":"y"}]}"#
        let (result, _) = try send(Self.acting, to: StubServer.answer(422, body, "application/problem+json"))
        guard case .failure(.problem(let problem)) = result else { Issue.record("\(result)"); return }
        #expect(problem.type == "urn:paidan:problem:invalid" && problem.status == 422 && problem.title == "请求有误")
        #expect(problem.faults.map(\.pointer) == ["/customer/name", "?x"])
        #expect(!ClientError.problem(problem).mayPass)
    }

    @Test("What something in between answers is a problem too")
    func proxy() throws {
        let (result, _) = try send(Self.acting, to: StubServer.answer(502, "<html>", "text/html"))
        guard case .failure(.problem(let problem)) = result else { Issue.record("\(result)"); return }
        #expect(problem.title == "HTTP 502" && problem.type == "about:blank")
        #expect(ClientError.problem(problem).mayPass)
    }

    @Test("A file of certificates has to be one")
    func certificates() throws {
        let address = try #require(ServerAddress("https://127.0.0.1:1"))
        let result = Result { () throws(ClientError) in
            try DaemonClient(address, token: "t", language: "en", certificates: "/dev/null")
        }
        guard case .failure(.badCertificates(let path, _)) = result else { Issue.record("trusted"); return }
        #expect(path == "/dev/null")
    }

    @Test(
        "Addresses",
        arguments: [
            ("http://127.0.0.1:8480", "http://127.0.0.1:8480"), ("HTTPS://Host/", "https://Host"),
            ("http://[::1]:80/", "http://[::1]:80"), ("https://a.b/paidan/", "https://a.b/paidan"),
            ("127.0.0.1:8480", nil), ("http://", nil), ("ftp://a", nil), ("http://u:p@h", nil), ("http://h?q", nil),
            ("http://h h", nil), ("http://:80", nil), ("", nil),
        ] as [(String, String?)])
    func addresses(_ text: String, _ address: String?) {
        #expect(ServerAddress(text)?.text == address)
    }
}
