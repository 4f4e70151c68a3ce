import JSONText

/// A request that is refused, and what is said to it.
struct RefusedRequest: Sendable {
    var method: String
    var path: String
    var body: String?
    var headers: [String: String] = [:]
    var isAnonymous = false
    var status: Int
    var problem: String
    var faults: [String] = []
    /// Why a conflict is one.
    var reason: String?
    /// A header that the answer has.
    var says: (name: String, value: String)?

    static func get(_ path: String, _ status: Int, _ problem: String) -> RefusedRequest {
        RefusedRequest(method: "GET", path: path, status: status, problem: problem)
    }

    static func post(_ path: String, _ body: JSON, _ status: Int, _ problem: String) -> RefusedRequest {
        RefusedRequest(method: "POST", path: path, body: body.text, headers: json, status: status, problem: problem)
    }

    static func put(_ path: String, _ body: JSON, _ status: Int, _ problem: String) -> RefusedRequest {
        RefusedRequest(method: "PUT", path: path, body: body.text, headers: json, status: status, problem: problem)
    }

    static func patch(_ path: String, _ body: JSON, _ status: Int, _ problem: String) -> RefusedRequest {
        RefusedRequest(method: "PATCH", path: path, body: body.text, headers: json, status: status, problem: problem)
    }

    private static let json = ["Content-Type": "application/json"]

    // How the request differs.
    func with(_ name: String, _ value: String) -> RefusedRequest { changed { $0.headers[name] = value } }
    func sending(_ body: String) -> RefusedRequest { changed { $0.body = body } }
    var anonymously: RefusedRequest { changed { $0.isAnonymous = true } }

    // What else is said.
    func at(_ faults: String...) -> RefusedRequest { changed { $0.faults = faults } }
    func because(_ reason: String) -> RefusedRequest { changed { $0.reason = reason } }
    func saying(_ name: String, _ value: String) -> RefusedRequest { changed { $0.says = (name, value) } }

    private func changed(_ change: (inout RefusedRequest) -> Void) -> RefusedRequest {
        var request = self
        change(&request)
        return request
    }
}

/// A ticket at each point of its life; wang could have had the offered one too.
struct RefusalWorld: Sendable {
    var closed = ""
    var accepted = ""
    var offered = ""
    var offeredRevision: UInt64 = 0
    var waiting = ""

    init(_ client: DaemonClient) async throws {
        try await client.introduce("lin", capacity: 2)
        closed = try await client.submit()
        _ = try await client.act(closed, "accept", as: "lin")
        _ = try await client.act(closed, "resolve", as: "lin", ["solution": "已处理"])
        _ = try await client.post("/v1/tickets/\(closed)/close")
        accepted = try await client.post("/v1/tickets", Requests.submission(), key: "used").text("number") ?? ""
        _ = try await client.act(accepted, "accept", as: "lin")
        let made = try await client.post("/v1/tickets", Requests.submission())
        (offered, offeredRevision) = (made.text("number") ?? "", made.number("revision") ?? 0)
        try await client.introduce("wang")
        waiting = try await client.submit(Requests.submission("想退货"))
    }
}
