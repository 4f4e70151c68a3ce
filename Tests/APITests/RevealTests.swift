import API
import HTTPTypes
import JSONText
import Testing

@Suite("Who sees a customer unmasked", .timeLimit(.minutes(10)))
struct RevealTests {
    @Test("is an event each time: a repeat under the same key is masked")
    func repeated() async throws {
        try await APIWorld.run { world in
            let number = try await world.submitted()
            let reason = #"{"reason":"回访"}"#
            let path = "/v1/tickets/\(number)/reveal"
            let shown = try await world.send(.post, path, ["Idempotency-Key": "once"], reason)
            #expect(shown.json["customer"]?["contact"]?.asText == "13800005678")
            let again = try await world.send(.post, path, ["Idempotency-Key": "once"], reason)
            #expect(again.status == 200 && again.headers[.init("Idempotent-Replay")!] == "true")
            #expect(!again.body.contains("13800005678") && again.json["number"]?.asText == number)
            let anew = try await world.send(.post, path, ["Idempotency-Key": "twice"], reason)
            #expect(anew.json["customer"]?["contact"]?.asText == "13800005678")
            let events = try await world.send(.get, "/v1/tickets/\(number)/events").json["items"]?.asElements ?? []
            #expect(events.count { $0["type"]?.asText == "customer-revealed" } == 2, "\(events)")
        }
    }
}
