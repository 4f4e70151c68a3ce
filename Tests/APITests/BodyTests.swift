import HTTPTypes
import JSONText
import Testing

@Suite("A body of JSON", .timeLimit(.minutes(10)))
struct BodyTests {
    @Test(
        "with a member twice is refused, and the member named",
        arguments: [
            (#"{"channel":"phone","channel":"wechat"}"#, "/channel"),
            (#"{"customer":{"name":"a","contact":"b","na\u006de":"c"}}"#, "/customer/name"),
            (#"{"a":[{"b":1},{"b":1,"x/y":"}","x/y":2}]}"#, "/a/1/x~1y"),
            (#"{"a":"\"b\":","a":""}"#, "/a"),
        ])
    func twice(_ body: String, _ pointer: String) async throws {
        try await APIWorld.run { world in
            let reply = try await world.send(.post, "/v1/tickets", ["Accept-Language": "en"], body)
            #expect(reply.status == 400 && reply.problem == "malformed", "\(reply)")
            #expect(reply.json["detail"]?.asText?.contains("The member \(pointer) is there twice") == true, "\(reply)")
        }
    }

    @Test(
        "may have a name at several places",
        arguments: [#"{"a":{"b":1},"b":[{"b":1},{"b":2}],"c":"a,\"a\":"}"#, "[]", "7"])
    func once(_ body: String) async throws {
        try await APIWorld.run { world in
            let reply = try await world.send(.post, "/v1/tickets", [:], body)
            #expect(reply.status == 422)
        }
    }

    @Test("has words and names of one line, and texts of many")
    func lines() async throws {
        try await APIWorld.run { world in
            let body =
                #"{"channel":"wechat","description":"一\n二","customer":{"name":"王\n强","contact":"138\u007f00005678"}}"#
            let reply = try await world.send(.post, "/v1/tickets", [:], body)
            let pointers = reply.json["errors"]?.asElements?.map { $0["pointer"]?.asText }
            #expect(reply.status == 422 && pointers == ["/customer/name", "/customer/contact"], "\(reply)")
        }
    }

    @Test(
        "An Accept header is weighed",
        arguments: [
            ("text/event-stream;q=0.5, application/x-ndjson", "application/x-ndjson"),
            ("text/event-stream;q=0, */*", "application/x-ndjson"), ("*/*", "text/event-stream"),
            ("application/*;q=0.1, text/html", "application/x-ndjson"),
            ("text/*;q=0, */*;q=0.1", "application/x-ndjson"),
            ("application/x-ndjson, text/event-stream", "application/x-ndjson"),
        ])
    func accepted(_ header: String, _ type: String) async throws {
        try await APIWorld.run { world in
            let reply = try await world.send(.get, "/v1/events?follow=false", ["Accept": header])
            #expect(reply.status == 200 && reply.headers[.contentType] == type, "\(reply)")
        }
    }
}
