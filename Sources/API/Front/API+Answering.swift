internal import Engine
internal import EventRendering
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import Policies
internal import Projections

extension API {
    /// Carries a route out, or says what is in the way.
    func answer(_ route: Route<Log>, _ request: Request, _ context: APIContext) async throws -> Response {
        let language = Language(acceptLanguage: request.headers[.acceptLanguage])
        let begun = ContinuousClock.now
        let response: Response
        do {
            var bearer: Bearer?
            if case .operation = route.admission {
                let known = try authenticated(request)
                try limit(known.account)
                bearer = known
            } else {
                // Who looks after the daemon is told how it is, whoever else asks for something.
                if !route.isProbe { try limit(.openRoute) }
            }
            if !route.isPage { try await reach(request) }
            var asker: Asker?
            if case .operation(let operation) = route.admission, let bearer {
                asker = try await admitted(bearer, to: operation, route, request, context.parameters)
            }
            response = try await route.handle(
                self,
                Exchange(
                    request: request, parameters: context.parameters, language: language, asker: asker,
                    peer: context.peer, connection: context.connection, digestKey: digestKey, logger: context.logger))
        } catch {
            guard let problem = Problem(any: error) else { throw error }
            if problem.kind == .internal {
                // The route, not the path: that may have a token in it.
                context.logger.critical("a request failed", metadata: ["path": "\(route.path)", "error": "\(error)"])
            }
            response = problem.response(language)
        }
        metrics.note(route.method, route.path, response.status.code, ContinuousClock.now - begun)
        return response
    }

    /// - Parameter taken: what the same request has cost already.
    func limit(_ account: Accounts.Account, requests: Int = 1, after taken: Int = 0) throws(Problem) {
        try refuse(for: limiter.take(requests, after: taken, for: account.account, at: uptime))
    }

    func limit(_ stranger: Stranger) throws(Problem) {
        try refuse(for: strangers.take(1, for: stranger, at: uptime))
    }

    private func refuse(for wait: Duration?) throws(Problem) {
        if let wait { throw .tooManyRequests(after: wait) }
    }

    private static var atLeast: HTTPField.Name { HTTPField.Name("Paidan-At-Least")! }
    static var sequence: HTTPField.Name { HTTPField.Name("Paidan-Sequence")! }

    /// Waits for the sequence number that the request wants to be seen.
    private func reach(_ request: Request) async throws {
        guard let text = request.headers[Self.atLeast] else { return }
        guard let sequence = UInt64(text) else {
            throw Problem.invalid([
                FieldFault(
                    pointer: "header:Paidan-At-Least", code: .value,
                    detail: LocalText("应为序号。", "It is a sequence number."))
            ])
        }
        guard reachers.enter() else {
            var problem = Problem(
                .overloaded,
                LocalText(
                    "已有 \(APILimits.reachersMax) 个请求在等待序号，请稍后重试。",
                    "\(APILimits.reachersMax) requests wait for a sequence number already: try again in a moment."))
            problem.headers[.retryAfter] = "1"
            throw problem
        }
        defer { reachers.leave() }
        let isThere = await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                await engine.reach(sequence)
                return !Task.isCancelled
            }
            group.addTask {
                try? await Task.sleep(for: APILimits.reachWithin)
                return false
            }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
        guard isThere else {
            var problem = Problem(.notYet, LocalText("请稍后重试。", "Try again in a moment."))
            problem.headers[.retryAfter] = "1"
            throw problem
        }
    }
}
