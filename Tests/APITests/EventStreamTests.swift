import CommitLog
import HTTPTypes
import JSONText
import Logging
import Testing

@Suite("Streams of events", .timeLimit(.minutes(10)))
struct EventStreamTests {
    private static let corrupt = CommitLogError.corruption(LogCorruption(file: "log/1.seg", offset: 64, what: "a bit"))

    @Test(
        "that cannot begin are refused before they are answered", arguments: ["follow=true", "follow=false", "last=5"])
    func refused(_ query: String) async throws {
        try await APIWorld.run { world in
            world.faults.set { $0.next = Self.corrupt }
            let reply = try await world.send(.get, "/v1/events?\(query)")
            #expect(reply.status == 500 && reply.problem == "internal", "\(reply)")
            #expect(
                world.said.all(of: .critical).contains { $0.contains("log/1.seg") && $0.contains("hb.request.id=") })
        }
    }

    @Test("are so many at most: a further one is told to come again")
    func tooMany() async throws {
        try await APIWorld.run { world in
            world.faults.set { $0.follow = .tooLarge(.followers, actual: 1_025, limit: 1_024) }
            let reply = try await world.send(.get, "/v1/events", ["Accept-Language": "en"])
            #expect(reply.status == 503 && reply.problem == "overloaded", "\(reply)")
            #expect(reply.headers[.retryAfter] == "5")
            #expect(reply.json["detail"]?.asText?.contains("1024") == true)
            world.faults.set { $0.follow = nil }
            #expect(try await world.send(.get, "/v1/events?follow=false").status == 200)
        }
    }
}
