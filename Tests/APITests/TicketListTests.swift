import HTTPTypes
import JSONText
import Testing

@Suite("Lists of tickets", .timeLimit(.minutes(10)))
struct TicketListTests {
    @Test("tell what a supervisor is to review from the rest, until it is reviewed")
    func review() async throws {
        try await APIWorld.run { world in
            let ordinary = try await world.submitted("请问积分怎么兑换")
            let complaint = try await world.submitted("我要投诉你们的服务", contact: "13800001111")
            func listed(_ query: String) async throws -> [String] {
                let page = try await world.send(.get, "/v1/tickets?\(query)")
                return (page.json["items"]?.asElements ?? []).compactMap { $0["number"]?.asText }
            }
            #expect(try await listed("needsReview=true") == [complaint])
            #expect(try await listed("needsReview=false") == [ordinary])
            #expect(try await listed("inReview=true") == [])
            let shown = try await world.send(.get, "/v1/tickets/\(complaint)")
            #expect(shown.json["needsReview"]?.asBool == true && shown.json["inReview"] == nil)
            let reviewed = try await world.send(.post, "/v1/tickets/\(complaint)/review", [:], "{}")
            #expect(reviewed.status == 200 && reviewed.json["needsReview"] == nil)
            #expect(try await listed("needsReview=true") == [])
            #expect(try await world.send(.get, "/v1/tickets?needsReview=perhaps").status == 422)
        }
    }

    @Test("and the decisions about each name the ring that decided")
    func ring() async throws {
        try await APIWorld.run { world in
            let early = try await world.submitted()
            _ = try await world.send(
                .put, "/v1/agents/lin", [:], #"{"name":"林静","skills":[{"name":"系统故障","level":4}],"pool":"backup"}"#)
            _ = try await world.send(.put, "/v1/agents/lin/presence", [:], #"{"state":"online"}"#)
            let page = try await world.send(.get, "/v1/tickets/\(early)/decisions")
            let rings = (page.json["items"]?.asElements ?? []).map { $0["ring"]?.asText }
            #expect(rings == [nil, "backup"])
        }
    }
}
