import AsyncHTTPClient
import DaemonHarness
import Foundation
import JSONText
import NIOCore
import NIOHTTP1

/// What sends requests to a daemon, as a user's program would.
struct DaemonClient: Sendable {
    var address: String
    /// Nil to send none.
    var token: String?
    var language = "zh-CN"
    var http = Self.plain

    /// With as many connections as there are requests at once; a connection that is refused is not tried again.
    static let plain = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    static var configuration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1_000
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }

    /// The same daemon, as somebody else.
    func with(token: String?) -> DaemonClient {
        var client = self
        client.token = token
        return client
    }

    func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Answer {
        try await send("GET", path, headers)
    }

    /// `key` is an `Idempotency-Key`.
    func post(_ path: String, _ body: JSON = [:], key: String? = nil) async throws -> Answer {
        try await send("POST", path, key.map { ["Idempotency-Key": $0] } ?? [:], json: body)
    }

    func put(_ path: String, _ body: JSON) async throws -> Answer { try await send("PUT", path, json: body) }

    func send(_ method: String, _ path: String, _ headers: [String: String] = [:], json: JSON) async throws -> Answer {
        let type = ["Content-Type": "application/json"]
        return try await send(method, path, type.merging(headers) { $1 }, json.text)
    }

    func send(
        _ method: String, _ path: String, _ headers: [String: String] = [:], _ body: String? = nil
    ) async throws -> Answer {
        let response = try await http.execute(request(method, path, headers, body), deadline: .distantFuture)
        let bytes = try await response.body.collect(upTo: 64 << 20)
        return Answer(status: Int(response.status.code), headers: response.headers, body: String(buffer: bytes))
    }

    func request(
        _ method: String, _ path: String, _ headers: [String: String], _ body: String? = nil
    ) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: address + path)
        request.method = HTTPMethod(rawValue: method)
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        request.headers.add(name: "Accept-Language", value: language)
        for (name, value) in headers { request.headers.replaceOrAdd(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        return request
    }
}

extension RunningDaemon {
    /// The administrator's.
    var client: DaemonClient { DaemonClient(address: address, token: token) }

    var port: UInt16 { address.split(separator: ":").last.flatMap { UInt16($0) } ?? 0 }
}

/// What came back.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: String
    /// Null where the body is none.
    let json: JSON

    init(status: Int, headers: HTTPHeaders, body: String) {
        self.status = status
        self.headers = headers
        self.body = body
        json = JSON(reading: body)
    }

    func header(_ name: String) -> String? { headers.first(name: name) }
    func text(_ path: String...) -> String? { json.at(path)?.asText }
    func number(_ path: String...) -> UInt64? { json.at(path)?.asUnsigned }
    func elements(_ path: String...) -> [JSON] { json.at(path)?.asElements ?? [] }

    /// Of a body that has an object a line.
    var lines: [JSON] { body.split(separator: "\n").map { JSON(reading: String($0)) } }

    /// The last event that it has seen.
    var sequence: UInt64? { header("Paidan-Sequence").flatMap(UInt64.init) }
    var isReplay: Bool { header("Idempotent-Replay") == "true" }

    /// The kind of problem that it is; nil if it is none.
    var problem: String? {
        guard header("Content-Type") == "application/problem+json", number("status") == UInt64(status) else {
            return nil
        }
        return text("type").map { String($0.trimmingPrefix("urn:paidan:problem:")) }
    }

    /// What is at fault in the request, each with its code: `missing /customer/name`.
    var faults: [String] { elements("errors").map { "\($0.text("code") ?? "?") \($0.text("pointer") ?? "?")" } }
}

extension JSON {
    /// Null where the text is no JSON.
    init(reading text: String) {
        self = (try? JSONDecoder().decode(JSON.self, from: Data(text.utf8))) ?? .null
    }

    func at(_ path: [String]) -> JSON? { path.reduce(self as JSON?) { $0?[$1] } }
    func text(_ path: String...) -> String? { at(path)?.asText }
    func number(_ path: String...) -> UInt64? { at(path)?.asUnsigned }
    func elements(_ path: String...) -> [JSON] { at(path)?.asElements ?? [] }

    /// An object with other members besides, or instead.
    func with(_ name: String, _ value: JSON) -> JSON {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { $0.name != name } + [(name, value)])
    }
}
