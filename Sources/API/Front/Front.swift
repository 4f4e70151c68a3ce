internal import CommitLog
internal import EventRendering
internal import HTTPTypes
internal import Hummingbird
internal import Policies

/// Around every route: what nobody answers gets a problem document too.
struct Front<Log: CommitLog>: RouterMiddleware where Log.Cursor: Sendable {
    typealias Context = APIContext

    let api: API<Log>

    @concurrent
    func handle(
        _ request: Request, context: APIContext,
        next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        do { return try await next(request, context) } catch let error as HTTPError where error.status == .notFound {
            let response = nobodyAnswers(request).response(Language(acceptLanguage: request.headers[.acceptLanguage]))
            // After a body that nobody expects the client would not find the next answer.
            return request.method == .head ? response.createHeadResponse() : response
        }
    }

    private func nobodyAnswers(_ request: Request) -> Problem {
        let matching = API<Log>.routes.filter { $0.matches(request.uri.path) }
        let least = matching.map(\.parameterCount).min()
        let methods = matching.filter { $0.parameterCount == least }.map(\.method.rawValue)
        guard !methods.isEmpty else {
            return .notFound(
                LocalText("没有这个地址，请对照 HTTP 接口说明。", "There is nothing at this address: see the HTTP contract."))
        }
        let allowed = methods.joined(separator: ", ")
        var problem = Problem(.methodNotAllowed, LocalText("可用方法：\(allowed)。", "Allowed: \(allowed)."))
        problem.headers[.allow] = allowed
        return problem
    }
}
