import JSONText
import PaidanClient
import Testing
import Threads

@Suite("Following a daemon's events", .timeLimit(.minutes(10)))
struct EventLinesTests {
    /// What comes until the end, or until `count` events have come.
    private func follow(
        _ answers: [String], after: UInt64 = 0, follows: Bool = true, count: Int = .max
    ) throws -> (sequences: [UInt64], notes: [String], requests: [String], error: ClientError?) {
        let server = try StubServer(answers)
        let client = try DaemonClient(
            try #require(ServerAddress(server.address)), token: "t", language: "en", certificates: nil)
        defer { client.close() }
        var lines = EventLines(of: client, [("type", "offer-made")], after: after, follows: follows)
        var (sequences, notes): ([UInt64], [String]) = ([], [])
        var failure: ClientError?
        reading: while sequences.count < count {
            let arrival: EventLines.Arrival
            do throws(ClientError) {
                arrival = try lines.next(until: .now.advanced(byNanoseconds: 20_000_000_000))
            } catch {
                failure = error
                break
            }
            switch arrival {
            case .events(let events): sequences += events.map(\.sequence)
            case .lost: notes.append("lost")
            case .found: notes.append("found")
            case .nothing, .end: break reading
            }
        }
        return (sequences, notes, server.requests(0), failure)
    }

    private func lines(_ sequences: ClosedRange<Int>) -> String {
        sequences.map { #"{"sequence":\#($0)}"# + "\n" }.joined()
    }

    private func targets(_ requests: [String]) -> [String] {
        requests.map { String($0.prefix { $0 != "\r\n" }) }.map { $0.replacing(" HTTP/1.1", with: "") }
    }

    @Test("goes on where it was, whatever was cut off or is sent twice")
    func goesOn() throws {
        let seen = try follow(
            [
                StubServer.stream(lines(5...7) + #"{"sequ"#), StubServer.answer(503, "{}"), "",
                StubServer.stream(lines(6...9), isWhole: true), StubServer.stream(lines(10...10)),
            ], after: 4, count: 6)
        #expect(seen.sequences == Array(5...10))
        #expect(seen.notes == ["lost", "lost", "lost", "found", "lost", "found"])
        #expect(
            targets(seen.requests)
                == [4, 7, 7, 7, 9].map {
                    "GET /v1/events?type=offer-made&after=\($0)&follow=true"
                })
        #expect(seen.requests[0].lowercased().contains("accept: application/x-ndjson"))
    }

    @Test("ends with the events there are, if nobody wants to go on")
    func ends() throws {
        let seen = try follow([StubServer.stream(lines(1...3), isWhole: true)], follows: false)
        #expect(seen.sequences == [1, 2, 3] && seen.notes.isEmpty && seen.error == nil)
        #expect(targets(seen.requests) == ["GET /v1/events?type=offer-made&after=0&follow=false"])
        let cut = try follow([StubServer.stream(lines(1...3))], follows: false)
        #expect(cut.sequences == [1, 2, 3])
        guard case .lost? = cut.error else { Issue.record("\(String(describing: cut.error))"); return }
    }

    @Test("is refused where trying again mends nothing")
    func refused() throws {
        // Before it ever answered, a daemon that is not there is not waited for.
        let gone = try follow([])
        #expect(gone.error?.mayPass == true && gone.notes.isEmpty)
        let unknown = try follow([StubServer.stream(lines(1...1)), StubServer.answer(401, "{}")])
        guard case .problem? = unknown.error else { Issue.record("\(String(describing: unknown.error))"); return }
        let strange = try follow([StubServer.stream("<html>\n")])
        guard case .notUnderstood? = strange.error else { Issue.record("\(String(describing: strange.error))"); return }
    }

    @Test("waits longer each time, and at most five seconds")
    func pauses() {
        var reconnecting = Reconnecting()
        let pauses = (0..<8).map { _ in reconnecting.pauseMilliseconds() }
        #expect(pauses == [100, 200, 400, 800, 1600, 3200, 5000, 5000])
        reconnecting.succeed()
        #expect(reconnecting.pauseMilliseconds() == Reconnecting.firstMilliseconds)
    }
}
