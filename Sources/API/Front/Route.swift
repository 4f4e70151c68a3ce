internal import CommitLog
internal import Domain
internal import HTTPTypes
internal import Hummingbird

/// One operation of the contract.
struct Route<Log: CommitLog>: Sendable where Log.Cursor: Sendable {
    enum Admission: Sendable {
        /// Without a token.
        case open
        /// For accounts whose roles reach that far.
        case operation(Access.Operation)
    }

    /// What the path names, and ownership goes by.
    enum Subject: Sendable { case ticket, agent, account, many }

    let method: HTTPRequest.Method
    /// As the contract writes it: `/v1/tickets/{number}`.
    let path: String
    let admission: Admission
    /// It shows and does no more than what is the asker's own, where the account reaches no further.
    let narrows: Bool
    let handle: @Sendable (API<Log>, Exchange) async throws -> Response

    init(
        _ method: HTTPRequest.Method, _ path: String, _ admission: Admission, narrows: Bool = false,
        _ handle: @escaping @Sendable (API<Log>) -> @Sendable (Exchange) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.admission = admission
        self.narrows = narrows
        self.handle = { api, exchange in try await handle(api)(exchange) }
    }

    init(
        _ method: HTTPRequest.Method, _ path: String, _ operation: Access.Operation, narrows: Bool = false,
        _ handle: @escaping @Sendable (API<Log>) -> @Sendable (Exchange) async throws -> Response
    ) {
        self.init(method, path, .operation(operation), narrows: narrows, handle)
    }

    var subject: Subject {
        let parts = path.split(separator: "/")
        if parts.contains("{number}") { return .ticket }
        if parts.starts(with: ["v1", "agents", "{id}"]) { return .agent }
        if parts.starts(with: ["v1", "accounts", "{name}"]) { return .account }
        return .many
    }

    /// Shown to people as it is: programs' headers mean nothing to it.
    var isPage: Bool { path.hasPrefix("/s/") }

    /// Asked by what looks after the daemon, again and again.
    var isProbe: Bool { path == "/healthz" || path == "/readyz" }

    /// How many parts of the path are the request's own: a route that says more of them wins.
    var parameterCount: Int { path.split(separator: "/").count { $0.hasPrefix("{") } }

    /// Whether this is the path of a request.
    func matches(_ path: some StringProtocol) -> Bool {
        let own = self.path.split(separator: "/")
        let given = path.split(separator: "/")
        return own.count == given.count && zip(own, given).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
