import JSONText
import PaidanClient
import Testing

@Suite("Lines of an answer", .timeLimit(.minutes(10)))
struct AnsweredLinesTests {
    private static let request = ClientRequest.acting(.post, ["v1", "tickets", "batch"], [:], key: "k1")

    private func client(_ server: StubServer) throws -> DaemonClient {
        let address = try #require(ServerAddress(server.address))
        return try DaemonClient(address, token: "t", language: "zh", certificates: nil)
    }

    /// All that comes, and how it ended.
    private func all(_ answers: String...) throws -> (lines: [String], error: ClientError?, requests: Int) {
        let server = try StubServer(answers)
        let client = try client(server)
        defer { client.close() }
        var told: [String] = []
        var failure: ClientError?
        do throws(ClientError) {
            var lines = try AnsweredLines(of: client, Self.request)
            while let more = try lines.next() { told += more.map { String(decoding: $0, as: UTF8.self) } }
        } catch { failure = error }
        return (told, failure, server.requests(0).count)
    }

    @Test("Each comes as soon as it is there, while the answer goes on")
    func atOnce() throws {
        let server = try StubServer([StubServer.stream("a\nb")], rest: "3\r\nc\nd\r\n1\r\n\n\r\n0\r\n\r\n")
        let client = try client(server)
        defer { client.close() }
        var lines = try AnsweredLines(of: client, Self.request)
        try #expect(text(lines.next()) == ["a"])
        // The rest is sent only now: what waits for the whole answer would wait for ever.
        server.sendRest()
        var rest: [String] = []
        while let more = try text(lines.next()) { rest += more }
        #expect(rest == ["bc", "d"])
    }

    private func text(_ lines: [[UInt8]]?) -> [String]? { lines?.map { String(decoding: $0, as: UTF8.self) } }

    @Test("An answer that is lost is asked for again, and each line comes once")
    func repeated() throws {
        // The second answer brought nothing new, so there is no third.
        let (lines, error, requests) = try all(
            StubServer.stream("a\nb\nc"), StubServer.stream("a\nb\n"), StubServer.stream("a\nb\nc\n", isWhole: true))
        #expect(lines == ["a", "b"] && requests == 2)
        guard case .lost? = error else { Issue.record("\(String(describing: error))"); return }
        let (second, none, _) = try all(
            StubServer.stream("a\n"), StubServer.stream("a\nb\n"), StubServer.stream("a\nb\nc\n", isWhole: true))
        #expect(second == ["a", "b", "c"] && none == nil)
    }

    @Test("An answer that never begins may have been done")
    func lost() throws {
        let (lines, error, requests) = try all("", "")
        #expect(lines.isEmpty && requests == 2)
        guard case .lost? = error else { Issue.record("\(String(describing: error))"); return }
    }

    @Test("A refusal is a problem")
    func problem() throws {
        let (lines, error, requests) = try all(StubServer.answer(413, #"{"title":"请求过大"}"#, "application/problem+json"))
        #expect(lines.isEmpty && requests == 1)
        guard case .problem(let problem)? = error else { Issue.record("\(String(describing: error))"); return }
        #expect(problem.status == 413 && problem.title == "请求过大")
    }

    @Test("An answer that ends within a line is not understood")
    func cut() throws {
        let (lines, error, _) = try all(StubServer.stream("a\nb", isWhole: true))
        #expect(lines == ["a"])
        guard case .notUnderstood? = error else { Issue.record("\(String(describing: error))"); return }
    }
}
