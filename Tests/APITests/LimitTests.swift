import API
import Events
import HTTPTypes
import JSONText
import Testing

@Suite("Limits", .timeLimit(.minutes(10)))
struct LimitTests {
    @Test("hold for everybody without a token together, and not for whoever has one")
    func strangers() async throws {
        try await APIWorld.run { world in
            var problems: Set<String> = []
            // Twice what may come at once; a slow machine lets more in meanwhile.
            for _ in 0..<100_000 where !problems.contains("too-many-requests") {
                problems.insert(try await world.send(.get, "/v1/queue", ["Authorization": "Bearer x"]).problem)
            }
            #expect(problems == ["unauthenticated", "too-many-requests"])
            #expect(try await world.send(.get, "/v1/queue").status == 200)
            #expect(try await world.send(.get, "/healthz", ["Authorization": ""]).status == 200)
        }
    }

    @Test("without a token leave out what says how the daemon is")
    func probes() async throws {
        try await APIWorld.run { world in
            let anonymous = ["Authorization": ""]
            var problem = ""
            for _ in 0..<100_000 where problem.isEmpty {
                problem = try await world.send(.get, "/metrics", anonymous).problem
            }
            #expect(problem == "too-many-requests")
            for path in ["/healthz", "/readyz"] {
                #expect(try await world.send(.get, path, anonymous).status == 200, "\(path)")
            }
        }
    }

    @Test("of streams hold for an account and for all, and a place is given back")
    func streams() throws {
        let places = StreamPlaces(inAll: 5, ofAccount: 2)
        func take(_ account: UInt64) throws -> StreamPlace { try places.take(for: AccountOrdinal(rawValue: account)) }
        var taken = [try take(1), try take(1)]
        #expect(throws: (any Error).self) { _ = try take(1) }
        for account in [2, 2, 3] as [UInt64] { taken.append(try take(account)) }
        #expect(throws: (any Error).self) { _ = try take(4) }
        #expect(places.count == 5)
        taken.removeAll()
        #expect(places.count == 0)
    }

    @Test("of waiting for a sequence number hold, and leave room again afterwards")
    func reachers() async throws {
        try await APIWorld.run { world in
            let far = ["Paidan-At-Least": "1000000"]
            let statuses = try await withThrowingTaskGroup(of: Reply.self) { group in
                for _ in 0..<1_001 { group.addTask { try await world.send(.get, "/v1/queue", far) } }
                return try await group.reduce(into: [String: Int]()) { $0[$1.problem, default: 0] += 1 }
            }
            #expect(statuses == ["not-yet": 1_000, "overloaded": 1])
            #expect(try await world.send(.get, "/v1/queue", ["Paidan-At-Least": "1"]).status == 200)
        }
    }

    @Test("of a page of workloads hold, and the cursor leads through all of them")
    func workloads() async throws {
        try await APIWorld.run { world in
            for number in 0..<5 {
                let made = try await world.send(.put, "/v1/agents/a\(number)", [:], #"{"name":"林静"}"#)
                #expect(made.status == 201)
            }
            var seen: [String] = []
            var cursor = ""
            repeat {
                let page = try await world.send(.get, "/v1/workloads?limit=2\(cursor)")
                seen += (page.json["items"]?.asElements ?? []).compactMap { $0["agent"]?.asText }
                cursor = page.json["next"]?.asText.map { "&cursor=\($0)" } ?? ""
            } while !cursor.isEmpty
            #expect(seen == ["a0", "a1", "a2", "a3", "a4"])
        }
    }

    @Test("of a ticket's notes hold")
    func notes() async throws {
        try await APIWorld.run { world in
            let number = try await world.submitted()
            var last: Reply?
            for count in 0..<2_100 {
                let reply = try await world.send(
                    .post, "/v1/tickets/\(number)/attachments", ["Content-Type": "text/plain"], "\(count)")
                if reply.status != 201 {
                    last = reply
                    break
                }
            }
            #expect(last?.problem == "conflict" && last?.json["reason"]?.asText == "limit-reached")
        }
    }
}
