internal import CommitLog
internal import HTTPTypes
internal import Hummingbird

/// One operation of the contract.
struct Route<Log: CommitLog>: Sendable where Log.Cursor: Sendable {
    enum Access: Sendable {
        /// Without a token.
        case open
        case account
    }

    let method: HTTPRequest.Method
    /// As the contract writes it: `/v1/tickets/{number}`.
    let path: String
    let access: Access
    let handle: @Sendable (API<Log>, Exchange) async throws -> Response

    init(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access = .account,
        _ handle: @escaping @Sendable (API<Log>) -> @Sendable (Exchange) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.handle = { api, exchange in try await handle(api)(exchange) }
    }

    /// How many parts of the path are the request's own: a route that says more of them wins.
    var parameterCount: Int { path.split(separator: "/").count { $0.hasPrefix("{") } }

    /// Whether this is the path of a request.
    func matches(_ path: some StringProtocol) -> Bool {
        let own = self.path.split(separator: "/")
        let given = path.split(separator: "/")
        return own.count == given.count && zip(own, given).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
